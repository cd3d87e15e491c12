package dev.faultline.cluster.report;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.Limit;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A result as a summary that can be pasted into a mail. */
public final class TerminalReport {

    private static final int LABEL = 13;

    /** Columns of the words that stand beside a small chart. */
    private static final int BESIDE_CHART = 45;

    private final RunResult result;
    private final Ink ink;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param colour whether to colour what holds and what does not
     * @param width columns of the terminal
     */
    public TerminalReport(RunResult result, boolean colour, int width) {
        this.result = result;
        this.ink = new Ink(colour);
        this.width = Math.clamp(width, 60, 160);
    }

    /** The summary, without a line end. */
    public String text() {
        text.append(ink.bold(result.scenario())).append('\n');
        whatItIs();
        whatItHolds();
        howFast();
        power();
        new TimelineLines(result, width - LABEL - BESIDE_CHART, this::line).write();
        rebuild();
        loss();
        MaintenanceText.lines(result.maintenance()).forEach(this::line);
        DurabilityLines.write(result.durability(), this::line);
        expectations();
        notes();
        line(
                "run",
                "seed %d, digest %s, %s simulated in %.2f s, %,d events"
                        .formatted(
                                result.seed(),
                                result.digest(),
                                time(result.simulatedSeconds()),
                                result.wallSeconds(),
                                result.events()));
        return text.toString();
    }

    /** Several results in one table, a row each. */
    public static String table(List<RunResult> results, boolean colour) {
        Ink ink = new Ink(colour);
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "scenario",
                        "seed",
                        "code",
                        "usable",
                        "read",
                        "bound by",
                        "rebuild",
                        "bound",
                        "lost",
                        "holds"));
        for (RunResult result : results) {
            long held = result.expectations().stream().filter(e -> e.holds()).count();
            rows.add(
                    List.of(
                            result.scenario(),
                            Long.toString(result.seed()),
                            result.protection().code(),
                            DataSize.print(result.capacity().usableBytes()),
                            DataRate.print(result.throughput().readBytesPerSecond()),
                            result.throughput().readBottleneck(),
                            anyRebuild(result) ? rebuildTime(result.rebuild()) : "none",
                            anyRebuild(result) ? time(result.rebuild().lowerBoundSeconds()) : "-",
                            DataSize.print(result.loss().bytes()),
                            ink.verdict(
                                    "%d of %d".formatted(held, result.expectations().size()),
                                    result.holds())));
        }
        String maintenance = MaintenanceText.table(results, ink);
        return Columns.align(rows) + (maintenance.isEmpty() ? "" : "\n\n" + maintenance);
    }

    private void whatItIs() {
        RunResult.ClusterSize size = result.cluster();
        String racks = size.racks() == null ? "" : "%,d racks, ".formatted(size.racks());
        line(
                "cluster",
                "%s: %s%,d nodes, %,d drives in %d failure domains"
                        .formatted(
                                result.topology(),
                                racks,
                                size.nodes(),
                                size.drives(),
                                size.failureDomains()));
        RunResult.Protection protection = result.protection();
        line(
                "protection",
                "%s (%s efficient), at most %s in a domain; survives %s%s and %s more%s"
                        .formatted(
                                protection.code(),
                                share(protection.efficiency()),
                                count(protection.maxStripsPerDomain(), "strip"),
                                count(protection.toleratesDomains(), "domain"),
                                updateDomains(protection),
                                count(protection.toleratesDrives(), "drive"),
                                protection.restoresPromise() ? ", and again after a rebuild" : ""));
    }

    private static String updateDomains(RunResult.Protection protection) {
        Integer besides = protection.toleratesUpdateDomains();
        return besides == null || besides == 0 ? "" : ", " + count(besides, "update domain");
    }

    private void whatItHolds() {
        RunResult.Capacity capacity = result.capacity();
        String effective =
                capacity.effectiveBytes() == capacity.usableBytes()
                        ? ""
                        : ", %s effective".formatted(DataSize.print(capacity.effectiveBytes()));
        line(
                "capacity",
                "%s usable of %s raw%s; %s stored"
                        .formatted(
                                DataSize.print(capacity.usableBytes()),
                                DataSize.print(capacity.rawBytes()),
                                effective,
                                DataSize.print(capacity.storedBytes())));
    }

    private void howFast() {
        RunResult.Throughput throughput = result.throughput();
        line("reads", limit("read", throughput.readShareOfLineRate()));
        line("writes", limit("write", throughput.writeShareOfLineRate()));
        Double burst = throughput.burstSeconds();
        line(
                "bursts",
                "%s for %s, bound by %s"
                        .formatted(
                                DataRate.print(throughput.burstWriteBytesPerSecond()),
                                burst == null ? "as long as you like" : time(burst),
                                throughput.burstWriteBottleneck()));
    }

    private String limit(String load, double shareOfLineRate) {
        List<Limit> limits =
                result.throughput().limits().stream().filter(l -> l.load().equals(load)).toList();
        Limit first = limits.getFirst();
        String next = "";
        if (limits.size() > 1) {
            Limit second = limits.get(1);
            next =
                    "; next is %s, %s further"
                            .formatted(
                                    second.resource(),
                                    share(second.bytesPerSecond() / first.bytesPerSecond() - 1));
        }
        return "%s (%s of line rate), bound by %s%s"
                .formatted(
                        DataRate.print(first.bytesPerSecond()),
                        share(shareOfLineRate),
                        first.resource(),
                        next);
    }

    private void power() {
        RunResult.Density density = result.density();
        Double provisioned = density.provisionedWatts();
        Double average = density.averageWatts();
        Double perMegawatt = density.usableBytesPerMegawatt();
        if (provisioned == null || average == null || perMegawatt == null) {
            line("power", "unknown");
            return;
        }
        Double budget = result.power().budgetWatts();
        Double perRack = density.usableBytesPerRack();
        line(
                "power",
                "%s average, %s provisioned%s; %s per MW%s"
                        .formatted(
                                Power.print(average),
                                Power.print(provisioned),
                                budget == null ? "" : " of " + Power.print(budget),
                                DataSize.print(perMegawatt),
                                perRack == null
                                        ? ""
                                        : ", %s per rack".formatted(DataSize.print(perRack))));
    }

    private void rebuild() {
        RunResult.Rebuild rebuild = result.rebuild();
        if (rebuild.bytes() == 0 && rebuild.unrestoredBytes() == 0) {
            line("rebuilt", "nothing had to be");
            return;
        }
        line(
                "rebuilt",
                "%s (reading %s) in %s; no less than %s%s"
                        .formatted(
                                DataSize.print(rebuild.bytes()),
                                DataSize.print(rebuild.readBytes()),
                                rebuildTime(rebuild),
                                time(rebuild.lowerBoundSeconds()),
                                rebuild.bottleneck() == null
                                        ? ""
                                        : ", bound by " + rebuild.bottleneck()));
        String survives =
                rebuild.remainingPromise().stream()
                        .map(s -> remaining(s))
                        .collect(Collectors.joining(", or "));
        line("now survives", survives.isEmpty() ? "nothing more" : survives);
    }

    private static String remaining(RunResult.Survives survives) {
        return survives.domains() == 0
                ? "any " + count(survives.drives(), "drive")
                : count(survives.domains(), "domain") + " and " + count(survives.drives(), "drive");
    }

    private void loss() {
        RunResult.Loss loss = result.loss();
        String lost =
                loss.bytes() == 0
                        ? "nothing"
                        : "%s of users' data in %s"
                                .formatted(
                                        DataSize.print(loss.bytes()),
                                        count(loss.groups(), "placement group"));
        if (loss.metadataGroups() > 0) {
            lost += "; %s of metadata".formatted(DataSize.print(loss.metadataBytes()));
        }
        if (loss.unavailableSeconds() > 0) {
            lost +=
                    "; up to %s unavailable for %s"
                            .formatted(
                                    DataSize.print(loss.unavailableBytes()),
                                    time(loss.unavailableSeconds()));
        }
        line("lost", lost);
    }

    private void expectations() {
        for (RunResult.Expectation expectation : result.expectations()) {
            line(
                    ink.verdict(expectation.holds() ? "holds" : "FAILS", expectation.holds()),
                    expectation.text() + "  (actual: " + expectation.actual() + ")");
        }
    }

    private void notes() {
        for (String note : result.notes()) {
            line("note", note);
        }
    }

    private void line(String label, String value) {
        int shown = Ink.plain(label).length();
        text.append("  ")
                .append(label)
                .append(" ".repeat(Math.max(1, LABEL - shown)))
                .append(value)
                .append('\n');
    }

    private static boolean anyRebuild(RunResult result) {
        return result.rebuild().seconds() > 0 || !result.rebuild().finished();
    }

    private static String rebuildTime(RunResult.Rebuild rebuild) {
        String seconds = time(rebuild.seconds());
        return rebuild.finished() ? seconds : seconds + ", not finished";
    }

    private static String time(double seconds) {
        return Span.ofSeconds(seconds).print();
    }

    private static String share(double share) {
        return new Ratio(share).print();
    }

    private static String count(int count, @Nullable String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
