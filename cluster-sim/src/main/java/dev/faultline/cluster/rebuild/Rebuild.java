package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.flow.Flows;
import dev.faultline.cluster.flow.GuaranteedShare;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import dev.faultline.cluster.protection.Survival;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.Resources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Re-creates what is gone or given up, in waves of groups that share the cluster's resources with
 * the clients. The most exposed groups are first; those exposed alike share alike, and the next
 * ones begin when they are done.
 *
 * <p>Whenever something breaks or comes back, waves under way are cut: as many of their groups as
 * the bytes moved so far amount to count as done, the rest is planned anew.
 */
public final class Rebuild {

    /** Sums of equal numbers may differ by less than this. */
    private static final double ROUNDING = 1 + 1e-9;

    private final Resources resources;
    private final List<Layout> layouts;
    private final double allBytes;
    private final RebuildPolicy policy;
    private final Targets targets;
    private final WaveBuilder builder;
    private final RebuildTally tally;
    private final Space space;
    private final Runnable progressed;
    private final ArrayDeque<Wave> queue = new ArrayDeque<>();
    private final UnderWay underWay;
    private Health health;
    private Paths paths;
    private double[] capacities = {};
    private StripFilter toRecreate = (layout, strip) -> false;

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
        this.allBytes =
                layouts.stream()
                        .mapToDouble(layout -> groupBytes(layout) * layout.placement().groupCount())
                        .sum();
        this.policy = policy;
        this.underWay = new UnderWay(flows, guaranteed);
        this.space = new Space(resources.cluster(), layouts);
        this.targets = new Targets(resources.cluster(), space);
        this.builder = new WaveBuilder(resources, targets);
        this.tally = new RebuildTally(resources);
        this.progressed = progressed;
        this.health = health;
        this.paths = new Paths(resources, health);
    }

    public RebuildTally tally() {
        return tally;
    }

    /** Activities under way, by their numbers. */
    public Iterable<Integer> activities() {
        return underWay.activities();
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

    /** A drive is back, with what it held or empty. Due when its strips' states have followed. */
    public void returned(int drive) {
        space.recount(drive);
    }

    /** What of the groups under way can be read where it was re-created. */
    public PartlyRecreated partlyRecreated() {
        return underWay;
    }

    /** Clients read from now on what is re-created by now. */
    public void seenByClients() {
        underWay.seen();
    }

    /**
     * Seconds, at the rates of now, until so much more is re-created that clients' reads are to be
     * spread anew; infinite while nothing goes on.
     */
    public double secondsUntilWorthSeeing() {
        return underWay.secondsUntilUnseen(policy.stepBytes(allBytes));
    }

    /**
     * Cuts all waves under way. Due before strips' states follow a change of health.
     *
     * <p>Their groups took turns, so each is re-created in part. As many whole ones as all bytes
     * that were moved amount to count as done, the first in their order.
     */
    public void cut() {
        List<UnderWay.Stopped> stopped = underWay.stop();
        double left = 0;
        for (UnderWay.Stopped each : stopped) {
            tally.moved(each.wave(), each.movedBytes());
            left += each.movedBytes();
        }
        for (UnderWay.Stopped each : stopped) {
            int groups = each.wave().groupsWithin(left * ROUNDING);
            left -= each.wave().bytesOf(groups);
            finish(each.wave(), groups);
        }
        queue.forEach(wave -> finish(wave, 0));
        queue.clear();
    }

    /**
     * Plans everything that is to be re-created, and starts.
     *
     * @param toRecreate which strips of those that cannot be read are to be re-created elsewhere
     * @param capacities of the resources in this state of health
     */
    public void plan(Health health, Paths paths, StripFilter toRecreate, double[] capacities) {
        this.health = health;
        this.paths = paths;
        this.toRecreate = toRecreate;
        this.capacities = capacities;
        targets.update(health);
        builder.clearUnrestored();
        List<Wave> waves = waves(mostExposedFirst());
        queue.addAll(policy.groupByGroup() ? waves : Wave.evened(waves));
        tally.capacitiesAre(capacities);
        startWaves();
    }

    /** Cuts the groups into waves, rank by rank. */
    private List<Wave> waves(long[] order) {
        List<Wave> waves = new ArrayList<>();
        int rank = 0;
        for (int from = 0; from < order.length; rank++) {
            Layout layout = layoutOf(order[from]);
            int perWave = policy.groupsPerWave(groupBytes(layout), allBytes);
            int end = endOfRank(order, from, policy.groupsOfClass(groupBytes(layout), allBytes));
            for (; from < end; from = Math.min(end, from + perWave)) {
                int[] groups =
                        Arrays.stream(order, from, Math.min(end, from + perWave))
                                .mapToInt(key -> (int) key)
                                .toArray();
                Wave wave = builder.build(rank, layout, groups, toRecreate, health, paths);
                if (wave != null) {
                    waves.add(wave);
                }
            }
        }
        return waves;
    }

    /** Where groups of one exposure and layout end; fewer than a wave count with the next. */
    private int endOfRank(long[] order, int from, int least) {
        int to = from + 1;
        while (to < order.length
                && (order[to] >> 32 == order[to - 1] >> 32
                        || to - from < least && layoutOf(order[to]) == layoutOf(order[from]))) {
            to++;
        }
        return to;
    }

    /** Keys of groups: exposure, layout, number. */
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
            if (toRecreate.test(layout, strip)) {
                return true;
            }
        }
        return false;
    }

    /** Rebuilds run on front ends: without any, they wait. */
    private void startWaves() {
        while (paths.reachAnyFrontEnd() && !queue.isEmpty() && isDue(queue.element())) {
            underWay.start(queue.remove(), capacities, this::done);
        }
    }

    /** One wave after the other; where waves are single groups, all of a class at once. */
    private boolean isDue(Wave wave) {
        return underWay.isEmpty() || policy.groupByGroup() && wave.rank() == underWay.rank();
    }

    private static double groupBytes(Layout layout) {
        return layout.stripBytes() * layout.code().width();
    }

    private void done(Wave wave) {
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
