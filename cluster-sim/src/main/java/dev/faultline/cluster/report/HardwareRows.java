package dev.faultline.cluster.report;

import static dev.faultline.cluster.result.MeasureUnit.BYTES;
import static dev.faultline.cluster.result.MeasureUnit.COUNT;
import static dev.faultline.cluster.result.MeasureUnit.SHARE;
import static dev.faultline.cluster.result.MeasureUnit.WATTS;
import static dev.faultline.cluster.result.MeasureUnit.WORDS;

import dev.faultline.cluster.report.ComparisonRows.Row;
import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.RunResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a proposal is, what it holds, what it draws. */
final class HardwareRows {

    private HardwareRows() {}

    /** What it is made of. */
    static List<Row> hardware() {
        RowGroup rows = new RowGroup("What it is");
        rows.number("nodes", "nodes", COUNT, c -> (double) cluster(c).nodes());
        rows.number("drives", "drives", COUNT, c -> (double) cluster(c).drives());
        rows.number("failure domains", "domains", COUNT, c -> (double) cluster(c).failureDomains());
        rows.number("racks", "racks", COUNT, c -> count(cluster(c).racks()));
        rows.number("rack units", "rackUnits", COUNT, c -> count(cluster(c).rackUnits()));
        rows.further(
                "heaviest rack, kg",
                "heaviestRackKilograms",
                COUNT,
                c -> c.review().weight().heaviestRackKilograms());
        rows.number("floor", "floorClass", WORDS, c -> c.review().weight().floorClass());
        return rows.rows();
    }

    static List<Row> capacity() {
        RowGroup rows = new RowGroup("Capacity");
        rows.number("raw", "raw", BYTES, c -> c.review().capacity().rawBytes());
        rows.number("usable", "usable", BYTES, c -> usable(c));
        rows.number("effective", "effective", BYTES, c -> c.review().capacity().effectiveBytes());
        rows.number(
                "usable of raw",
                "usableShare",
                SHARE,
                c -> usable(c) / c.review().capacity().rawBytes());
        rows.number("code", "code", WORDS, c -> c.review().protection().code());
        rows.number(
                "code's efficiency",
                "codeEfficiency",
                SHARE,
                c -> c.review().protection().efficiency());
        return rows.rows();
    }

    static List<Row> power() {
        RowGroup rows = new RowGroup("Power and density");
        rows.number("average", "averageWatts", WATTS, c -> density(c).averageWatts());
        rows.number("provisioned", "provisionedWatts", WATTS, c -> density(c).provisionedWatts());
        rows.number(
                "usable per MW",
                "usablePerMegawatt",
                BYTES,
                c -> density(c).usableBytesPerMegawatt());
        rows.number(
                "usable per rack", "usablePerRack", BYTES, c -> density(c).usableBytesPerRack());
        return rows.rows();
    }

    private static RunResult.ClusterSize cluster(Compared proposal) {
        return proposal.review().cluster();
    }

    private static RunResult.Density density(Compared proposal) {
        return proposal.review().density();
    }

    private static double usable(Compared proposal) {
        return proposal.review().capacity().usableBytes();
    }

    private static @Nullable Double count(@Nullable Integer count) {
        return count == null ? null : (double) count;
    }
}
