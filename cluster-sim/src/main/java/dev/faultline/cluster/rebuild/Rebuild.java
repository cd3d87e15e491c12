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
 * Re-creates what is gone or given up, class by class: the most exposed groups are first, those
 * exposed alike go on alike, and the next ones begin when they are done. A class is one wave that
 * shares the cluster's resources with the clients, or one for each of its groups.
 *
 * <p>Whenever something breaks or comes back, waves under way are cut: as many of their groups as
 * the bytes re-created so far amount to count as done, the rest is planned anew.
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
    private final ArrayDeque<List<Wave>> queue = new ArrayDeque<>();
    private final UnderWay underWay;
    private final Begun begun = new Begun();
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
        this.underWay = new UnderWay(flows, guaranteed, policy.turns());
        this.space = new Space(resources.cluster(), layouts);
        this.targets = new Targets(resources.cluster(), space);
        this.builder = new WaveBuilder(resources, targets, begun);
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
        begun.forgetWhole();
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
     * <p>Their groups took turns, so each is re-created in part, as far as the last of them. As
     * many whole ones as all bytes that this makes amount to count as done, the first in their
     * order; what is left over counts for the next one.
     */
    public void cut() {
        UnderWay.Stopped stopped = underWay.stop();
        double left = 0;
        for (Wave wave : stopped.waves()) {
            tally.moved(wave, stopped.share() * wave.bytes());
            left += stopped.share() * wave.bytes() * ROUNDING;
        }
        for (Wave wave : stopped.waves()) {
            int groups = wave.groupsWithin(left);
            finish(wave, groups);
            left -= wave.bytesOf(groups);
            if (groups < wave.groups().length && left > 0) {
                begun.add(wave.layout(), wave.groups()[groups], left);
                left = 0;
            }
        }
        queue.forEach(waves -> waves.forEach(wave -> finish(wave, 0)));
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
        queue.addAll(classes(mostExposedFirst()));
        tally.capacitiesAre(capacities);
        startWaves();
    }

    /** The waves of each class. */
    private List<List<Wave>> classes(long[] order) {
        List<List<Wave>> classes = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            Layout layout = layoutOf(order[from]);
            int end = endOfClass(order, from, policy.groupsOfClass(groupBytes(layout), allBytes));
            int perWave = policy.groupByGroup() ? 1 : end - from;
            List<Wave> waves = new ArrayList<>();
            for (; from < end; from += perWave) {
                int[] groups =
                        Arrays.stream(order, from, from + perWave)
                                .mapToInt(key -> (int) key)
                                .toArray();
                Wave wave = builder.build(layout, groups, toRecreate, health, paths);
                if (wave != null) {
                    waves.add(wave);
                }
            }
            if (!waves.isEmpty()) {
                classes.add(waves);
            }
        }
        return classes;
    }

    /** Where groups of one exposure and layout end; too few for a class count with the next. */
    private int endOfClass(long[] order, int from, int least) {
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

    /** One class after the other. Rebuilds run on front ends: without any, they wait. */
    private void startWaves() {
        if (paths.reachAnyFrontEnd() && !queue.isEmpty() && underWay.isEmpty()) {
            underWay.start(queue.remove(), capacities, this::done);
        }
    }

    private static double groupBytes(Layout layout) {
        return layout.stripBytes() * layout.code().width();
    }

    private void done(List<Wave> waves) {
        for (Wave wave : waves) {
            tally.moved(wave, wave.bytes());
            finish(wave, wave.groups().length);
        }
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
        for (int i = 0; i < groups; i++) {
            begun.end(wave.layout(), wave.groups()[i]);
        }
    }
}
