package dev.faultline.cluster.scenario;

import dev.faultline.cluster.protection.GroupStates;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.protection.Survival;
import dev.faultline.cluster.result.RunResult.RedundancyPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How much of the users' data survives how many more erasures, through time. */
final class Exposure {

    private static final int MOST_POINTS = 2048;

    private final Layouts layouts;
    private final GroupStates states;
    private final double groupBytes;
    private final List<RedundancyPoint> points = new ArrayList<>();
    private final Series unavailable = new Series();
    private double unavailableSeconds;
    private int minimum;
    private int metadataMinimum;

    Exposure(Layouts layouts) {
        this.layouts = layouts;
        this.states = layouts.data().states();
        this.groupBytes = layouts.storedBytes() / layouts.data().placement().groupCount();
        this.minimum = layouts.data().code().tolerance();
        this.metadataMinimum = layouts.metadata().code().tolerance();
    }

    /**
     * The state from this time on.
     *
     * @param recreated stripes of these groups survive what they will when all of them are
     */
    void observe(double now, PartlyRecreated recreated) {
        RedundancyPoint point = pointNow(now, recreated);
        closeInterval(now);
        unavailable.set(now, point.unavailableBytes());
        minimum = Math.min(minimum, lowest(layouts.data()));
        metadataMinimum = Math.min(metadataMinimum, lowest(layouts.metadata()));
        if (!points.isEmpty() && points.getLast().atSeconds() == now) {
            points.removeLast();
        }
        if (points.isEmpty() || !same(points.getLast(), point)) {
            points.add(point);
        }
        if (points.size() > MOST_POINTS) {
            for (int i = points.size() - 2; i > 0; i -= 2) {
                points.remove(i);
            }
        }
    }

    void end(double now) {
        closeInterval(now);
        unavailable.advance(now);
    }

    List<RedundancyPoint> points() {
        return List.copyOf(points);
    }

    /** Fewest further erasures survived; {@link Survival#BEYOND} when some could not be read. */
    int minimum() {
        return minimum;
    }

    int metadataMinimum() {
        return metadataMinimum;
    }

    double mostUnavailableBytes() {
        return Math.max(0, unavailable.most());
    }

    double unavailableSeconds() {
        return unavailableSeconds;
    }

    /** Groups of a layout that cannot be decoded for good, in growing order. */
    static List<Integer> lostGroups(Layout layout) {
        List<Integer> lost = new ArrayList<>();
        layout.states()
                .forEachDegraded(group -> {
                    if (layout.states().isLost(group)) {
                        lost.add(group);
                    }
                });
        return lost;
    }

    /** Changes whenever any group's redundancy does. */
    double fingerprint() {
        double print = 0;
        for (Layout layout : layouts.all()) {
            for (int more = 0; more <= layout.code().tolerance(); more++) {
                print = print * 31 + layout.states().groupsWith(more);
            }
        }
        return print;
    }

    private void closeInterval(double now) {
        double before = unavailable.integral();
        double value = unavailable.value();
        unavailable.advance(now);
        if (value > 0) {
            unavailableSeconds += (unavailable.integral() - before) / value;
        }
    }

    private RedundancyPoint pointNow(double at, PartlyRecreated recreated) {
        int tolerance = layouts.data().code().tolerance();
        double[] bytes = new double[tolerance + 1];
        int decodable = 0;
        for (int more = 0; more <= tolerance; more++) {
            bytes[more] = states.groupsWith(more) * groupBytes;
            decodable += states.groupsWith(more);
        }
        recreated.forEach(
                layouts.data(),
                part -> {
                    double there = part.share() * groupBytes;
                    int now = states.redundancyOf(part.group());
                    bytes[now] = Math.max(0, bytes[now] - there);
                    bytes[states.redundancyWith(part.group(), part.positions())] += there;
                });
        double[] beyond = new double[2];
        if (decodable < layouts.data().placement().groupCount()) {
            states.forEachDegraded(group -> addBeyond(group, beyond));
            int undecodable = layouts.data().placement().groupCount() - decodable;
            bytes[0] += Math.max(0, undecodable * groupBytes - beyond[0] - beyond[1]);
        }
        return new RedundancyPoint(at, bytes, beyond[0], beyond[1]);
    }

    /** Data strips of an undecodable group that are still there count as surviving no more. */
    private void addBeyond(int group, double[] unavailableAndLost) {
        if (states.redundancyOf(group) != Survival.BEYOND) {
            return;
        }
        boolean lost = states.isLost(group);
        for (int position = 0; position < layouts.data().code().dataStrips(); position++) {
            StripState state = states.stateOf(group, position);
            if (state != StripState.HERE) {
                int index = lost && state == StripState.GONE ? 1 : 0;
                unavailableAndLost[index] += layouts.dataStripBytes();
            }
        }
    }

    private static int lowest(Layout layout) {
        int groups = 0;
        int lowest = Survival.BEYOND;
        for (int more = layout.code().tolerance(); more >= 0; more--) {
            int with = layout.states().groupsWith(more);
            groups += with;
            lowest = with > 0 ? more : lowest;
        }
        return groups < layout.placement().groupCount() ? Survival.BEYOND : lowest;
    }

    private static boolean same(RedundancyPoint a, RedundancyPoint b) {
        return Arrays.equals(a.bytesByRedundancy(), b.bytesByRedundancy())
                && a.unavailableBytes() == b.unavailableBytes()
                && a.lostBytes() == b.lostBytes();
    }
}
