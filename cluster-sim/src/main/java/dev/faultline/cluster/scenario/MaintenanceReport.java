package dev.faultline.cluster.scenario;

import dev.faultline.cluster.maintenance.History;
import dev.faultline.cluster.maintenance.Maintenance;
import dev.faultline.cluster.maintenance.PolicyKind;
import dev.faultline.cluster.maintenance.Work;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.rebuild.Rebuild;
import dev.faultline.cluster.result.Maintenance.ExtraVms;
import dev.faultline.cluster.result.Maintenance.UpdateDomains;
import dev.faultline.cluster.result.Maintenance.Visit;
import dev.faultline.cluster.result.Maintenance.Wave;
import dev.faultline.cluster.result.RunResult.Point;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.node.hardware.VmSpec;
import dev.faultline.node.units.HourlyPrice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts together what a run found out of maintenance. */
final class MaintenanceReport {

    private static final double NANOS = 1e9;
    private static final double HOUR_NANOS = 3600e9;

    private final Scenario scenario;
    private final Cluster cluster;
    private final Layouts layouts;
    private final Maintenance maintenance;
    private final MaintenanceImpact impact;
    private final Rebuild rebuild;

    MaintenanceReport(
            Scenario scenario,
            Layouts layouts,
            Maintenance maintenance,
            MaintenanceImpact impact,
            Rebuild rebuild) {
        this.scenario = scenario;
        this.cluster = scenario.proposal().cluster();
        this.layouts = layouts;
        this.maintenance = maintenance;
        this.impact = impact;
        this.rebuild = rebuild;
    }

    /** Null where there is no maintenance. */
    dev.faultline.cluster.result.@Nullable Maintenance result() {
        List<Work> works = maintenance.works();
        if (works.isEmpty()) {
            return null;
        }
        History history = maintenance.history();
        boolean migrates = scenario.policy().kind() == PolicyKind.MIGRATE_FIRST;
        double copied = works.stream().mapToDouble(Work::copiedBytes).sum();
        double recreated = rebuild.tally().bytes();
        List<Work> announced = works.stream().filter(Work::wasAnnounced).toList();
        return new dev.faultline.cluster.result.Maintenance(
                scenario.policy().kind().word(),
                migrates ? scenario.policy().fallback().word() : null,
                scenario.policy().keepRedundancy(),
                seen(history.minimum()),
                !history.isBroken(),
                history.belowNanos() / NANOS,
                history.changes().stream()
                        .map(change -> new Point(change.atNanos() / NANOS, change.lowest()))
                        .toList(),
                count(announced.stream().map(MaintenanceReport::met).toList(), true),
                count(announced.stream().map(MaintenanceReport::met).toList(), false),
                (int) works.stream().filter(work -> !work.isOver()).count(),
                works.stream().mapToInt(Work::postponed).sum(),
                copied,
                recreated,
                copied + recreated,
                impact.result(),
                extraVms(works),
                updateDomains(),
                works.stream().map(this::visit).toList(),
                waves(works));
    }

    private static int count(List<@Nullable Boolean> values, boolean wanted) {
        return (int) values.stream().filter(met -> met != null && met == wanted).count();
    }

    private static @Nullable Boolean met(Work work) {
        return !work.wasAnnounced() || work.by() == Work.By.NOBODY || work.beganNanos() < 0
                ? null
                : work.isMet();
    }

    private ExtraVms extraVms(List<Work> works) {
        double hours = 0;
        double usd = 0;
        boolean priced = true;
        for (Work work : works) {
            double each = work.vmNanos() / HOUR_NANOS;
            Double price = usdPerHour(cluster.kindOf(work.visit().nodes()[0]).name());
            hours += each;
            priced &= each == 0 || price != null;
            usd += price == null ? 0 : each * price;
        }
        return new ExtraVms(
                maintenance.vmsGranted(),
                maintenance.vmsRefused(),
                maintenance.mostVms(),
                hours,
                priced ? usd : null);
    }

    private @Nullable Double usdPerHour(String kind) {
        for (var row : scenario.proposal().rows()) {
            if (row instanceof VmSpec vm && vm.key().equals(kind)) {
                HourlyPrice price = vm.price();
                return price == null ? null : price.usdPerHour();
            }
        }
        return null;
    }

    private @Nullable UpdateDomains updateDomains() {
        if (cluster.groups().stream().allMatch(group -> group.updateDomains() == 0)) {
            return null;
        }
        int allowed = scenario.plan().data().maxStripsPerUpdateDomain();
        return new UpdateDomains(
                cluster.updateDomainCount(),
                scenario.plan().promise().updateDomains(),
                allowed == 0 ? null : allowed,
                mostStripsInUpdateDomain(layouts.data()));
    }

    private int mostStripsInUpdateDomain(Layout layout) {
        int width = layout.code().width();
        int[] inDomain = new int[cluster.updateDomainCount()];
        int most = 0;
        for (int group = 0; group < layout.placement().groupCount(); group++) {
            Arrays.fill(inDomain, 0);
            for (int position = 0; position < width; position++) {
                if (layout.states().stateOf(group, position) != StripState.GONE) {
                    int drive = layout.placement().drive(group, position);
                    most = Math.max(most, ++inDomain[cluster.updateDomainOfDrive(drive)]);
                }
            }
        }
        return most;
    }

    private Visit visit(Work work) {
        var visit = work.visit();
        int first = visit.nodes()[0];
        return new Visit(
                scenario.calendar().announcements().get(visit.announcement()).name(),
                visit.plan().effect().word(),
                Arrays.stream(visit.nodes()).mapToObj(cluster::nodeName).toList(),
                cluster.domainOfNode(first),
                cluster.updateDomainOfNode(first),
                visit.announcedNanos() / NANOS,
                visit.opensNanos() / NANOS,
                visit.closesNanos() / NANOS,
                known(work.beganNanos()),
                known(work.endedNanos()),
                work.by() == Work.By.NOBODY ? null : work.by().name().toLowerCase(Locale.ROOT),
                met(work),
                work.postponed(),
                seen(work.redundancyAfter()),
                work.copiedBytes());
    }

    private List<Wave> waves(List<Work> works) {
        List<Work> begun =
                works.stream()
                        .filter(work -> work.beganNanos() >= 0)
                        .sorted(Comparator.comparingLong((ToLongFunction<Work>) Work::beganNanos))
                        .toList();
        List<Wave> waves = new ArrayList<>();
        int from = 0;
        while (from < begun.size()) {
            int to = from + 1;
            long end = end(begun.get(from));
            while (to < begun.size() && begun.get(to).beganNanos() < end) {
                end = Math.max(end, end(begun.get(to++)));
            }
            waves.add(wave(begun.subList(from, to), end));
            from = to;
        }
        return waves;
    }

    private static long end(Work work) {
        return work.settledNanos() < 0 ? Long.MAX_VALUE : work.settledNanos();
    }

    private Wave wave(List<Work> works, long end) {
        int[] nodes =
                works.stream()
                        .flatMapToInt(work -> Arrays.stream(work.visit().nodes()))
                        .distinct()
                        .toArray();
        Integer minimum =
                works.stream()
                        .map(work -> seen(work.redundancyAfter()))
                        .filter(after -> after != null)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return new Wave(
                common(nodes),
                nodes.length,
                works.getFirst().beganNanos() / NANOS,
                end == Long.MAX_VALUE ? null : end / NANOS,
                minimum);
    }

    private String common(int[] nodes) {
        if (nodes.length == 1) {
            return cluster.nodeName(nodes[0]);
        }
        int domain = cluster.domainOfNode(nodes[0]);
        int update = cluster.updateDomainOfNode(nodes[0]);
        if (IntStream.of(nodes).allMatch(node -> cluster.domainOfNode(node) == domain)) {
            return "domain/" + domain;
        }
        boolean oneUpdate =
                IntStream.of(nodes).allMatch(node -> cluster.updateDomainOfNode(node) == update);
        return oneUpdate
                ? "update-domain/" + update
                : "%d failure domains"
                        .formatted(
                                IntStream.of(nodes).map(cluster::domainOfNode).distinct().count());
    }

    private static @Nullable Double known(long nanos) {
        return nanos < 0 ? null : nanos / NANOS;
    }

    private static @Nullable Integer seen(int redundancy) {
        return redundancy == Work.UNSEEN ? null : redundancy;
    }
}
