package dev.faultline.cluster.scenario;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.failure.PartKind;
import dev.faultline.cluster.failure.PartPath;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.flow.Flows;
import dev.faultline.cluster.flow.MaxMin;
import dev.faultline.cluster.kernel.TraceDigest;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.rebuild.Rebuild;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.review.PowerModel;
import dev.faultline.cluster.scenario.Scenario.Happening;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;
import dev.faultline.cluster.workload.Foreground;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down what happens during a run, as it happens. */
final class Recorder {

    private final Cluster cluster;
    private final Resources resources;
    private final Layouts layouts;
    private final MaxMin system;
    private final Flows flows;
    private final Foreground foreground;
    private final Rebuild rebuild;
    private final PowerModel power;
    private final boolean powerKnown;

    final List<LoadTally> tallies = new ArrayList<>();
    final Series rebuildRate = new Series();
    final Series rebuilding = new Series();
    final Series watts = new Series();
    final List<Series> meanUse = new ArrayList<>();
    final List<Series> peakUse = new ArrayList<>();
    final Exposure exposure;
    final List<RunResult.Fault> faults = new ArrayList<>();
    final List<RunResult.StateChange> changes = new ArrayList<>();
    final List<RunResult.Span> bottlenecks = new ArrayList<>();
    final LoadSamples samples;
    private final double[] use;
    private @Nullable String bottleneck;
    private double bottleneckSince;

    Recorder(
            Scenario scenario,
            Resources resources,
            Layouts layouts,
            MaxMin system,
            Flows flows,
            Foreground foreground,
            Rebuild rebuild) {
        this.resources = resources;
        this.cluster = resources.cluster();
        this.layouts = layouts;
        this.system = system;
        this.flows = flows;
        this.foreground = foreground;
        this.rebuild = rebuild;
        this.power = new PowerModel(resources, scenario.proposal().file().site().pue());
        this.powerKnown = !Double.isNaN(power.provisionedWatts());
        this.exposure = new Exposure(layouts);
        this.samples = new LoadSamples(resources);
        this.use = new double[resources.count()];
        for (int load = 0; load < scenario.loads().size(); load++) {
            tallies.add(new LoadTally());
        }
        for (int kind = 0; kind < ResourceKind.values().length; kind++) {
            meanUse.add(new Series());
            peakUse.add(new Series());
        }
    }

    PowerModel power() {
        return power;
    }

    /** An event is about to take effect. */
    void happens(double now, Happening happening) {
        int[] drives = happening.parts().drives(cluster);
        boolean takesAway =
                happening.event() instanceof ScenarioFile.Lose
                        || happening.event() instanceof ScenarioFile.Outage;
        long strips = 0;
        double bytes = 0;
        if (takesAway) {
            for (Layout layout : layouts.all()) {
                long here = readableStrips(layout, drives);
                strips += here;
                bytes += here * layout.stripBytes();
            }
        }
        Described described = Described.of(happening.event());
        faults.add(
                new RunResult.Fault(
                        now,
                        described.seconds() == null ? null : now + described.seconds(),
                        described.text(),
                        described.kind(),
                        drives.length,
                        strips,
                        bytes,
                        happening.parts().buffers(cluster).length));
        if (described.state() != null) {
            changed(now, happening.parts(), described.state());
        }
    }

    /** Parts work again. */
    void returns(double now, Parts parts) {
        changed(now, parts, "works");
    }

    /** Parts change their state; those of an update domain one by one, as it is no place. */
    void changed(double now, Parts parts, String state) {
        boolean scattered = parts.kind() == PartKind.UPDATE_DOMAIN;
        PartKind kind = scattered ? PartKind.NODE : parts.kind();
        for (int index : scattered ? parts.nodes(cluster) : parts.indices()) {
            changes.add(new RunResult.StateChange(now, PartPath.name(kind, index, cluster), state));
        }
        samples.takeNext();
    }

    private static long readableStrips(Layout layout, int[] drives) {
        long[] here = new long[1];
        for (int drive : drives) {
            layout.states()
                    .forEachStripOf(
                            drive,
                            strip ->
                                    here[0] +=
                                            layout.states().stateOf(strip) == StripState.HERE
                                                    ? 1
                                                    : 0);
        }
        return here[0];
    }

    /** Strips have changed their state. */
    void stateIs(double now) {
        exposure.observe(now, rebuild.partlyRecreated());
    }

    /** Stands for the strips' state in the run's digest. */
    double stateFingerprint() {
        return exposure.fingerprint();
    }

    /** Rates have been recomputed. */
    void ratesAre(double now, Health health, double[] capacities) {
        for (int load = 0; load < tallies.size(); load++) {
            tallies.get(load).set(now, foreground.asked(load), foreground.served(load));
        }
        recordRebuild(now);
        recordUse(now, capacities);
        if (powerKnown) {
            watts.set(now, power.watts(health, resource -> use[resource]));
        }
        samples.offer(now, use);
    }

    /** Adds what clients are served and how fast is rebuilt, from now on, to the run's digest. */
    void addRatesTo(TraceDigest digest) {
        for (int load = 0; load < tallies.size(); load++) {
            digest.add(foreground.served(load));
        }
        digest.add(rebuildRate.value());
    }

    /** The run ends. */
    void end(double now) {
        tallies.forEach(tally -> tally.advance(now));
        rebuildRate.advance(now);
        rebuilding.advance(now);
        watts.advance(now);
        meanUse.forEach(series -> series.advance(now));
        peakUse.forEach(series -> series.advance(now));
        exposure.end(now);
        bind(now, null);
    }

    private void recordRebuild(double now) {
        double total = 0;
        double most = 0;
        int binding = MaxMin.OWN_BOUND;
        for (int activity : rebuild.activities()) {
            double rate = flows.rate(activity);
            total += rate;
            if (rate > most) {
                most = rate;
                binding = system.bottleneck(activity);
            }
        }
        rebuildRate.set(now, total);
        rebuilding.set(now, rebuild.isIdle() ? 0 : 1);
        bind(now, binding < 0 ? null : resources.kindOf(binding).words());
    }

    private void bind(double now, @Nullable String resource) {
        if (Objects.equals(resource, bottleneck)) {
            return;
        }
        if (bottleneck != null && now > bottleneckSince) {
            bottlenecks.add(new RunResult.Span(bottleneckSince, now, bottleneck));
        }
        bottleneck = resource;
        bottleneckSince = now;
    }

    private void recordUse(double now, double[] capacities) {
        Arrays.fill(use, 0);
        for (ResourceKind kind : ResourceKind.values()) {
            int first = resources.first(kind);
            double sum = 0;
            double peak = 0;
            int working = 0;
            for (int resource = first; resource < first + resources.count(kind); resource++) {
                double capacity = capacities[resource];
                if (capacity > 0) {
                    double share = Math.min(1, system.used(resource) / capacity);
                    use[resource] = share;
                    sum += share;
                    peak = Math.max(peak, share);
                    working++;
                }
            }
            meanUse.get(kind.ordinal()).set(now, working == 0 ? 0 : sum / working);
            peakUse.get(kind.ordinal()).set(now, peak);
        }
    }
}
