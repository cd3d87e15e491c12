package dev.faultline.cluster.scenario;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.rebuild.Rebuild;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.Span;
import dev.faultline.cluster.review.Frame;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.workload.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a run's result together from what was recorded and what the models say of the cluster. */
final class Assembly {

    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;
    private static final int MOST_LOST_GROUPS = 100;

    private final Scenario scenario;
    private final Proposal proposal;
    private final ProtectionPlan plan;
    private final Cluster cluster;
    private final Layouts layouts;
    private final Recorder recorder;
    private final Rebuild rebuild;
    private final Frame frame;

    Assembly(Scenario scenario, Layouts layouts, Frame frame, Recorder recorder, Rebuild rebuild) {
        this.scenario = scenario;
        this.proposal = scenario.proposal();
        this.plan = scenario.plan();
        this.cluster = proposal.cluster();
        this.layouts = layouts;
        this.frame = frame;
        this.recorder = recorder;
        this.rebuild = rebuild;
    }

    RunResult result(double simulatedSeconds, long events, String digest) {
        RunResult.Rebuild rebuilt = rebuilt();
        return new RunResult(
                RunResult.FORMAT,
                scenario.file().name(),
                proposal.name(),
                scenario.file().seed(),
                digest,
                simulatedSeconds,
                0,
                events,
                frame.size(),
                frame.protection(),
                frame.capacity(layouts.storedBytes()),
                frame.throughput(),
                frame.density(recorder.watts.mean()),
                List.copyOf(recorder.faults),
                rebuilt,
                redundancy(),
                loss(),
                foreground(),
                utilisation(),
                List.of(),
                power(),
                new TrafficPaths(cluster, frame).paths(rebuilt, utilisation()),
                site(),
                inputs(),
                notes(rebuilt),
                null,
                null);
    }

    /** A result with what became of its expectations. */
    static RunResult judged(Scenario scenario, RunResult result) {
        return result.with(scenario.file().expect().stream().map(e -> e.of(result)).toList(), 0);
    }

    private RunResult.Rebuild rebuilt() {
        List<RunResult.Point> rates = recorder.rebuildRate.points();
        boolean any = rebuild.tally().bytes() > 0;
        boolean finished = rebuild.isIdle() && rebuild.unrestoredBytes() == 0;
        List<RunResult.Point> busy = recorder.rebuilding.points();
        return new RunResult.Rebuild(
                rebuild.tally().bytes(),
                rebuild.tally().readBytes(),
                recorder.rebuilding.integral(),
                rebuild.tally().lowerBoundSeconds(),
                longestBottleneck(),
                finished,
                any ? firstAt(busy) : null,
                any && rebuild.isIdle() ? busy.getLast().atSeconds() : null,
                rebuild.unrestoredBytes(),
                missing(),
                new RemainingPromise(layouts, cluster).of(plan.promise()),
                rates,
                List.copyOf(recorder.bottlenecks));
    }

    private static @Nullable Double firstAt(List<RunResult.Point> busy) {
        for (RunResult.Point point : busy) {
            if (point.value() > 0) {
                return point.atSeconds();
            }
        }
        return null;
    }

    private @Nullable String missing() {
        if (rebuild.unrestoredBytes() == 0) {
            return null;
        }
        List<String> missing = new ArrayList<>();
        if (rebuild.lacksDomains()) {
            missing.add(
                    "failure domains: no working one may take another strip of these stripes"
                            + " (at most %d in each)".formatted(plan.data().maxStripsPerDomain()));
        }
        if (rebuild.lacksSpace()) {
            missing.add("spare bytes: the drives that could take them are full");
        }
        return String.join("; ", missing);
    }

    private @Nullable String longestBottleneck() {
        Map<String, Double> seconds = new TreeMap<>();
        for (Span span : recorder.bottlenecks) {
            seconds.merge(span.resource(), span.toSeconds() - span.fromSeconds(), Double::sum);
        }
        return seconds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private RunResult.Redundancy redundancy() {
        return new RunResult.Redundancy(
                recorder.exposure.minimum(),
                recorder.exposure.metadataMinimum(),
                recorder.exposure.points());
    }

    private RunResult.Loss loss() {
        List<Integer> lost = Exposure.lostGroups(layouts.data());
        List<Integer> lostMetadata = Exposure.lostGroups(layouts.metadata());
        return new RunResult.Loss(
                recorder.exposure.points().getLast().lostBytes(),
                lost.size(),
                lost.stream().limit(MOST_LOST_GROUPS).toList(),
                recorder.exposure.mostUnavailableBytes(),
                recorder.exposure.unavailableSeconds(),
                lostMetadata.size() * layouts.metadata().stripBytes(),
                lostMetadata.size());
    }

    private List<RunResult.Foreground> foreground() {
        List<RunResult.Foreground> loads = new ArrayList<>();
        for (int i = 0; i < scenario.loads().size(); i++) {
            Load load = scenario.loads().get(i);
            LoadTally tally = recorder.tallies.get(i);
            loads.add(
                    new RunResult.Foreground(
                            load.name(),
                            load.direction().word(),
                            load.offeredBytesPerSecond(),
                            tally.minimum(),
                            tally.mean(),
                            tally.served().points(),
                            tally.asked().points()));
        }
        return loads;
    }

    private List<RunResult.Utilisation> utilisation() {
        List<RunResult.Utilisation> utilisation = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            Series mean = recorder.meanUse.get(kind.ordinal());
            Series peak = recorder.peakUse.get(kind.ordinal());
            if (peak.most() > 0) {
                utilisation.add(
                        new RunResult.Utilisation(
                                kind.words(),
                                mean.mean(),
                                peak.most(),
                                mean.points(),
                                peak.points()));
            }
        }
        return utilisation;
    }

    private RunResult.Power power() {
        boolean known = !Double.isNaN(recorder.power().provisionedWatts());
        var price = proposal.file().site().electricity();
        double joules = recorder.watts.integral();
        return new RunResult.Power(
                proposal.budgetWatts().isPresent() ? proposal.budgetWatts().getAsDouble() : null,
                known ? joules : null,
                known && price != null
                        ? joules / JOULES_PER_KILOWATT_HOUR * price.usdPerKilowattHour()
                        : null,
                recorder.watts.points());
    }

    private RunResult.Site site() {
        return new SiteMap(proposal)
                .site(List.copyOf(recorder.changes), recorder.samples.samples());
    }

    private RunResult.Inputs inputs() {
        return new RunResult.Inputs(
                "faultline run " + scenario.fileName() + " --seed " + scenario.file().seed(),
                proposal.fileName(),
                proposal.text(),
                scenario.fileName(),
                scenario.text(),
                proposal.rows().stream().map(SiteMap::row).toList());
    }

    private List<String> notes(RunResult.Rebuild rebuilt) {
        return new Notes(proposal, plan).of(rebuilt);
    }
}
