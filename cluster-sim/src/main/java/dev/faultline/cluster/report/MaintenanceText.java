package dev.faultline.cluster.report;

import dev.faultline.cluster.result.Maintenance;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Money;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What maintenance came to, in words: lines of a summary, and a table that compares policies. */
final class MaintenanceText {

    private final Maintenance maintenance;

    private MaintenanceText(Maintenance maintenance) {
        this.maintenance = maintenance;
    }

    /** Labels with what stands beside them; none without maintenance. */
    static Map<String, String> lines(@Nullable Maintenance maintenance) {
        return maintenance == null ? Map.of() : new MaintenanceText(maintenance).lines();
    }

    /** A row for each result that has maintenance; empty when none has. */
    static String table(List<RunResult> results, Ink ink) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "maintenance",
                        "policy",
                        "redundancy",
                        "rule",
                        "windows met",
                        "moved",
                        "least served",
                        "not served",
                        "longest wave",
                        "extra VMs",
                        "cost"));
        for (RunResult result : results) {
            Maintenance maintenance = result.maintenance();
            if (maintenance != null) {
                rows.add(new MaintenanceText(maintenance).row(result.scenario(), ink));
            }
        }
        return rows.size() == 1 ? "" : Columns.align(rows);
    }

    private Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("maintenance", visits());
        lines.put("rule", rule());
        lines.put("moved", moved());
        if (maintenance.fallback() != null) {
            lines.put("extra VMs", extraVms());
        }
        lines.put("waves", waves());
        if (leastServed().isPresent()) {
            lines.put("meanwhile", impact());
        }
        if (maintenance.updateDomains() != null) {
            lines.put("updates", updateDomains(maintenance.updateDomains()));
        }
        return lines;
    }

    private String visits() {
        String policy =
                maintenance.fallback() == null
                        ? maintenance.policy()
                        : maintenance.policy() + " (else " + maintenance.fallback() + ")";
        List<String> parts = new ArrayList<>();
        parts.add(count(maintenance.calendar().size(), "visit"));
        parts.add(windows() + " windows met");
        if (maintenance.postponed() > 0) {
            parts.add(count(maintenance.postponed(), "postponement"));
        }
        if (maintenance.unfinished() > 0) {
            parts.add(maintenance.unfinished() + " not over");
        }
        return policy + ": " + String.join(", ", parts);
    }

    private String windows() {
        int announced = maintenance.windowsMet() + maintenance.windowsMissed();
        return "%,d of %,d".formatted(maintenance.windowsMet(), announced);
    }

    private String rule() {
        Integer minimum = maintenance.minimum();
        if (minimum == null) {
            return "no node was ever away";
        }
        String least =
                minimum < 0
                        ? "some data unreadable while nodes were away"
                        : count(minimum, "more erasure")
                                + " survived at the least while nodes were away";
        String verdict =
                maintenance.ruleHolds()
                        ? "letting nodes go kept the rule of %d"
                        : "BROKEN, the rule is %d";
        String below =
                maintenance.belowRuleSeconds() > 0
                        ? "; below it for " + time(maintenance.belowRuleSeconds())
                        : "";
        return least + "; " + verdict.formatted(maintenance.keepRedundancy()) + below;
    }

    private String moved() {
        return "%s: %s copied to new VMs, %s re-created"
                .formatted(
                        DataSize.print(maintenance.movedBytes()),
                        DataSize.print(maintenance.copiedBytes()),
                        DataSize.print(maintenance.recreatedBytes()));
    }

    private String extraVms() {
        Maintenance.ExtraVms vms = maintenance.extraVms();
        return "%s had, %s refused, at most %d at once; %s of VM time, %s"
                .formatted(
                        count(vms.granted(), "VM"),
                        count(vms.refused(), "request"),
                        vms.most(),
                        time(vms.hours() * 3600),
                        cost());
    }

    private String cost() {
        Double usd = maintenance.extraVms().usd();
        return usd == null ? "price unknown" : new Money(usd).print();
    }

    private String waves() {
        List<Double> seconds = finishedWaves();
        if (seconds.isEmpty()) {
            return "none came to an end";
        }
        double sum = seconds.stream().mapToDouble(Double::doubleValue).sum();
        return "%s of nodes away or being copied, with rebuilds: %s each on average, the longest %s"
                .formatted(
                        count(maintenance.waves().size(), "wave"),
                        time(sum / seconds.size()),
                        longest());
    }

    private String longest() {
        return finishedWaves().stream().max(Double::compare).map(MaintenanceText::time).orElse("-");
    }

    private List<Double> finishedWaves() {
        return maintenance.waves().stream()
                .filter(wave -> wave.toSeconds() != null)
                .map(wave -> Objects.requireNonNull(wave.toSeconds()) - wave.fromSeconds())
                .toList();
    }

    private String impact() {
        List<String> loads = new ArrayList<>();
        for (Maintenance.Impact each : maintenance.foreground()) {
            Double least = each.leastShare();
            Double mean = each.meanShare();
            if (least != null && mean != null) {
                loads.add(
                        "%s served %s at the least, %s on average, %s not served"
                                .formatted(
                                        each.name(),
                                        share(least),
                                        share(mean),
                                        DataSize.print(each.notServedBytes())));
            }
        }
        return String.join("; ", loads);
    }

    private OptionalDouble leastServed() {
        return maintenance.foreground().stream()
                .filter(each -> each.leastShare() != null)
                .mapToDouble(each -> Objects.requireNonNull(each.leastShare()))
                .min();
    }

    private static String updateDomains(Maintenance.UpdateDomains domains) {
        Integer allowed = domains.mostStripsAllowed();
        return "%s; up to %s of a stripe in one, %s"
                .formatted(
                        count(domains.count(), "update domain"),
                        count(domains.mostStrips(), "strip"),
                        allowed == null
                                ? "which the placement does not limit"
                                : "%d allowed".formatted(allowed));
    }

    private List<String> row(String scenario, Ink ink) {
        Integer minimum = maintenance.minimum();
        double notServed =
                maintenance.foreground().stream()
                        .mapToDouble(Maintenance.Impact::notServedBytes)
                        .sum();
        OptionalDouble least = leastServed();
        boolean migrates = maintenance.fallback() != null;
        return List.of(
                scenario,
                maintenance.policy(),
                minimum == null ? "untouched" : minimum < 0 ? "unreadable" : minimum.toString(),
                ink.verdict(verdict(), maintenance.ruleHolds()),
                ink.verdict(windows(), maintenance.windowsMissed() == 0),
                DataSize.print(maintenance.movedBytes()),
                least.isEmpty() ? "-" : share(least.getAsDouble()),
                DataSize.print(notServed),
                longest(),
                migrates ? time(maintenance.extraVms().hours() * 3600) : "-",
                migrates ? cost() : "-");
    }

    /** What else failed may take redundancy below the rule that letting nodes go has kept. */
    private String verdict() {
        String verdict = maintenance.ruleHolds() ? "kept" : "broken";
        double below = maintenance.belowRuleSeconds();
        return below == 0 ? verdict : verdict + ", below for " + time(below);
    }

    private static String time(double seconds) {
        return seconds == 0 ? "0 s" : Span.ofSeconds(seconds).print();
    }

    private static String share(double share) {
        return new Ratio(share).print();
    }

    private static String count(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
