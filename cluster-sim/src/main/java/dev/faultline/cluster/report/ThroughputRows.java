package dev.faultline.cluster.report;

import static dev.faultline.cluster.result.MeasureUnit.BYTES_PER_SECOND;
import static dev.faultline.cluster.result.MeasureUnit.OPERATIONS_PER_SECOND;
import static dev.faultline.cluster.result.MeasureUnit.SECONDS;
import static dev.faultline.cluster.result.MeasureUnit.SHARE;
import static dev.faultline.cluster.result.MeasureUnit.WORDS;

import dev.faultline.cluster.report.ComparisonRows.Row;
import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.ReviewResult.Bottleneck;
import dev.faultline.cluster.result.ReviewResult.PerUnit;
import dev.faultline.cluster.result.ReviewResult.Rates;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What clients get: steady rates, what binds them, and rates for each part of the proposal. */
final class ThroughputRows {

    private ThroughputRows() {}

    static List<Row> all() {
        return Stream.of(
                        steady(),
                        rates("Throughput of each node", "PerNode", PerUnit::perNode),
                        rates(
                                "Throughput of each usable PB",
                                "PerUsablePetabyte",
                                PerUnit::perUsablePetabyte),
                        rates("Throughput of each rack", "PerRack", PerUnit::perRack),
                        rates(
                                "Throughput of each MW provisioned",
                                "PerMegawatt",
                                PerUnit::perMegawatt),
                        rates(
                                "Throughput of each USD a month",
                                "PerMonthlyUsd",
                                PerUnit::perMonthlyUsd))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> steady() {
        RowGroup rows = new RowGroup("Steady throughput");
        bound(rows, "read", "read", c -> c.review().read());
        rows.number(
                "share of line rate",
                "readShareOfLineRate",
                SHARE,
                c -> c.review().throughput().readShareOfLineRate());
        bound(rows, "write", "write", c -> c.review().write());
        bound(rows, "burst write", "burstWrite", c -> c.review().burstWrite());
        rows.number(
                "burst lasts",
                "burstSeconds",
                SECONDS,
                c ->
                        c.review().throughput().burstSeconds() == null
                                ? "for ever"
                                : c.review().throughput().burstSeconds());
        rows.number(
                "4 KiB reads",
                "randomReads",
                OPERATIONS_PER_SECOND,
                c -> c.review().operations().readsPerSecond());
        rows.number(
                "  bound by",
                "randomReadsBoundBy",
                WORDS,
                c -> c.review().operations().readBottleneck());
        rows.number(
                "4 KiB writes",
                "randomWrites",
                OPERATIONS_PER_SECOND,
                c -> c.review().operations().writesPerSecond());
        rows.number(
                "  bound by",
                "randomWritesBoundBy",
                WORDS,
                c -> c.review().operations().writeBottleneck());
        return rows.rows();
    }

    private static void bound(
            RowGroup rows, String load, String name, Function<Compared, Bottleneck> bottleneck) {
        rows.number(load, name, BYTES_PER_SECOND, c -> bottleneck.apply(c).bytesPerSecond());
        rows.number("  bound by", name + "BoundBy", WORDS, c -> bottleneck.apply(c).resource());
        rows.number(
                "  next",
                name + "Next",
                WORDS,
                c ->
                        bottleneck.apply(c).runnerUp() == null
                                ? "none"
                                : bottleneck.apply(c).runnerUp());
        rows.number(
                "  further away", name + "Distance", SHARE, c -> bottleneck.apply(c).distance());
    }

    private static List<Row> rates(String group, String name, Function<PerUnit, Rates> of) {
        RowGroup rows = new RowGroup(group);
        rows.number(
                "read",
                "read" + name,
                BYTES_PER_SECOND,
                c -> of.apply(c.review().perUnit()).read());
        rows.number(
                "write",
                "write" + name,
                BYTES_PER_SECOND,
                c -> of.apply(c.review().perUnit()).write());
        rows.further(
                "burst write",
                "burstWrite" + name,
                BYTES_PER_SECOND,
                c -> of.apply(c.review().perUnit()).burstWrite());
        return rows.rows();
    }
}
