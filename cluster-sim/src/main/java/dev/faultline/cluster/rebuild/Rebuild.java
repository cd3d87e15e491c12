package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.flow.Flows;
import dev.faultline.cluster.flow.GuaranteedShare;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.protection.Survival;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.Resources;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Re-creates what lies on drives that are given up, most exposed groups first, in waves of groups
 * that share the cluster's resources with the clients.
 *
 * <p>Whenever something breaks or comes back, waves under way are cut: of their groups, as many as
 * the bytes moved so far amount to count as done, the rest is planned anew.
 */
public final class Rebuild {

    /**
     * Clients' loads have penalties around 1e-12: beyond its guarantee a rebuild takes what is
     * left.
     */
    private static final double PENALTY = 1;

    private final Resources resources;
    private final List<Layout> layouts;
    private final RebuildPolicy policy;
    private final Flows flows;
    private final GuaranteedShare guaranteed;
    private final Targets targets;
    private final WaveBuilder builder;
    private final RebuildTally tally;
    private final Space space;
    private final Runnable progressed;
    private final ArrayDeque<Batch> queue = new ArrayDeque<>();
    private final Map<Integer, Wave> underWay = new TreeMap<>();
    private Health health;
    private Paths paths;
    private double[] capacities = {};
    private boolean[] givenUp;

    /** Groups of one layout that will make a wave. */
    private record Batch(Layout layout, int[] groups) {}

    /**
     * @param progressed runs when groups have been re-created
     */
    public Rebuild(
            Resources resources,
            List<Layout> layouts,
            RebuildPolicy policy,
            Flows flows,
            GuaranteedShare guaranteed,
            Health health,
            Runnable progressed) {
        this.resources = resources;
        this.layouts = layouts;
        this.policy = policy;
        this.flows = flows;
        this.guaranteed = guaranteed;
        this.space = new Space(resources.cluster(), layouts);
        this.targets = new Targets(resources.cluster(), space);
        this.builder = new WaveBuilder(resources, targets);
        this.tally = new RebuildTally(resources);
        this.progressed = progressed;
        this.health = health;
        this.paths = new Paths(resources, health);
        this.givenUp = new boolean[resources.cluster().driveCount()];
    }

    public RebuildTally tally() {
        return tally;
    }

    /** Activities under way, by their numbers. */
    public Iterable<Integer> activities() {
        return underWay.keySet();
    }

    public boolean isIdle() {
        return underWay.isEmpty() && queue.isEmpty();
    }

    /** Bytes of strips that no drive could take; known while idle. */
    public double unrestoredBytes() {
        return builder.unrestoredBytes();
    }

    public boolean lacksSpace() {
        return builder.lacksSpace();
    }

    public boolean lacksDomains() {
        return builder.lacksDomains();
    }

    /** Cuts all waves under way. Due before strips' states follow a change of health. */
    public void cut() {
        for (Map.Entry<Integer, Wave> entry : List.copyOf(underWay.entrySet())) {
            Wave wave = entry.getValue();
            double done = wave.bytes() - flows.remaining(entry.getKey());
            flows.stop(entry.getKey());
            underWay.remove(entry.getKey());
            int groups = (int) (wave.groups().length * (done / wave.bytes()) + 1e-9);
            tally.moved(wave, done);
            finish(wave, groups);
        }
        queue.clear();
    }

    /**
     * Plans everything that is to be re-created, and starts.
     *
     * @param givenUp drives whose strips are to be re-created elsewhere
     * @param capacities of the resources in this state of health
     */
    public void plan(Health health, Paths paths, boolean[] givenUp, double[] capacities) {
        this.health = health;
        this.paths = paths;
        this.givenUp = givenUp;
        this.capacities = capacities;
        targets.update(health);
        builder.clearUnrestored();
        tally.allows(capacities);
        long[] order = mostExposedFirst();
        int from = 0;
        while (from < order.length) {
            Layout layout = layoutOf(order[from]);
            int most = from + policy.groupsPerWave(layout.placement().groupCount());
            int to = from;
            while (to < order.length && to < most && layoutOf(order[to]) == layout) {
                to++;
            }
            int[] groups = new int[to - from];
            for (int i = from; i < to; i++) {
                groups[i - from] = (int) order[i];
            }
            queue.add(new Batch(layout, groups));
            from = to;
        }
        startWaves();
    }

    private long[] mostExposedFirst() {
        LongStream.Builder keys = LongStream.builder();
        for (int index = layouts.size() - 1; index >= 0; index--) {
            Layout layout = layouts.get(index);
            long layoutKey = (long) (layouts.size() - 1 - index) << 32;
            layout.states()
                    .forEachDegraded(group -> {
                        long exposure = layout.states().redundancyOf(group);
                        if (exposure != Survival.BEYOND && hasToRecreate(layout, group)) {
                            keys.add(exposure << 40 | layoutKey | group);
                        }
                    });
        }
        return keys.build().sorted().toArray();
    }

    private Layout layoutOf(long key) {
        return layouts.get(layouts.size() - 1 - (int) (key >> 32 & 0xFF));
    }

    private boolean hasToRecreate(Layout layout, int group) {
        int width = layout.code().width();
        for (int strip = group * width; strip < (group + 1) * width; strip++) {
            if (toRecreate(layout, strip)) {
                return true;
            }
        }
        return false;
    }

    private boolean toRecreate(Layout layout, int strip) {
        return layout.states().stateOf(strip) != StripState.HERE
                && givenUp[layout.placement().driveOfStrip(strip)];
    }

    private void startWaves() {
        while (!queue.isEmpty()
                && underWay.size()
                        < policy.inFlight(queue.peek().layout().placement().groupCount())) {
            Batch batch = queue.remove();
            Wave wave =
                    builder.build(batch.layout(), batch.groups(), this::toRecreate, health, paths);
            if (wave != null) {
                start(wave);
            }
        }
    }

    private void start(Wave wave) {
        int[] used = wave.demand().resources(capacities);
        int[] activity = new int[1];
        activity[0] =
                flows.start(
                        wave.bytes(),
                        PENALTY,
                        Double.POSITIVE_INFINITY,
                        used,
                        wave.demand().weights(used),
                        () -> done(activity[0]));
        guaranteed.include(activity[0]);
        underWay.put(activity[0], wave);
    }

    private void done(int activity) {
        Wave wave = Objects.requireNonNull(underWay.remove(activity));
        tally.moved(wave, wave.bytes());
        finish(wave, wave.groups().length);
        startWaves();
        progressed.run();
    }

    /** The first groups of a wave are re-created; room taken for the others is free again. */
    private void finish(Wave wave, int groups) {
        int done = wave.groupStart()[groups];
        for (int i = 0; i < wave.strips().length; i++) {
            if (i < done) {
                wave.layout().states().recreated(wave.strips()[i], wave.targets()[i]);
            } else {
                space.giveBack(wave.targets()[i], wave.layout().stripBytes());
            }
        }
    }
}
