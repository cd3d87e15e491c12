package dev.faultline.cluster.report;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.Point;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What happened through time, in the summary of a run: faults, and a small chart of each rate. */
final class TimelineLines {

    private final RunResult result;
    private final int columns;
    private final BiConsumer<String, String> line;

    /**
     * @param columns of each chart
     * @param line takes each line's label and words
     */
    TimelineLines(RunResult result, int columns, BiConsumer<String, String> line) {
        this.result = result;
        this.columns = columns;
        this.line = line;
    }

    void write() {
        for (RunResult.Fault fault : result.faults()) {
            line.accept(
                    "at " + Span.ofSeconds(fault.atSeconds()).print(),
                    fault.what() + " (" + touched(fault) + ")");
        }
        for (RunResult.Foreground load : result.foreground()) {
            double share = load.minimum() / load.offered();
            line.accept(
                    load.name(),
                    "%s  %s asked, least %s (%s)"
                            .formatted(
                                    spark(load.timeline(), load.offered()),
                                    DataRate.print(load.offered()),
                                    DataRate.print(load.minimum()),
                                    new Ratio(share).print()));
        }
        if (result.rebuild().bytes() > 0) {
            double top =
                    result.rebuild().timeline().stream().mapToDouble(Point::value).max().orElse(0);
            line.accept(
                    "rebuild",
                    "%s  up to %s re-created"
                            .formatted(
                                    spark(result.rebuild().timeline(), top), DataRate.print(top)));
        }
        redundancy();
    }

    private static String touched(RunResult.Fault fault) {
        Integer buffers = fault.bufferDrives();
        if (fault.drives() == 0 && buffers != null && buffers > 0) {
            return count(buffers, "write-buffer drive");
        }
        String drives = count(fault.drives(), "drive");
        return fault.strips() == 0
                ? drives
                : "%s, %s of strips".formatted(drives, DataSize.print(fault.bytes()));
    }

    private void redundancy() {
        List<Point> least =
                result.redundancy().timeline().stream()
                        .map(p -> new Point(p.atSeconds(), lowest(p) + 1.0))
                        .toList();
        int most = result.redundancy().timeline().getFirst().bytesByRedundancy().length;
        line.accept(
                "redundancy",
                "%s  %s survived at the start, least %s"
                        .formatted(
                                spark(least, most),
                                count(most - 1, "more erasure"),
                                result.redundancy().minimum() < 0
                                        ? "none: some data unreadable"
                                        : Integer.toString(result.redundancy().minimum())));
    }

    private static int lowest(RunResult.RedundancyPoint point) {
        if (point.unavailableBytes() + point.lostBytes() > 0) {
            return -1;
        }
        int lowest = 0;
        while (lowest < point.bytesByRedundancy().length - 1
                && point.bytesByRedundancy()[lowest] == 0) {
            lowest++;
        }
        return lowest;
    }

    private String spark(List<Point> points, double top) {
        return Sparkline.of(points, result.simulatedSeconds(), top, columns);
    }

    private static String count(int count, @Nullable String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
