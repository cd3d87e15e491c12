package dev.faultline.cluster.flow;

import java.util.Arrays;

/**
 * How far every activity is, and which one is done first, at a cost that does not depend on how
 * many activities share a resource.
 *
 * <p>All activities that one resource limits run at its level over their penalty. So the resource
 * counts its service, the level integrated over time, and an activity with an amount a left when
 * the count is s will be done when it is s + a x penalty: its key in the resource's heap, whatever
 * happens to the level (the idea of virtual-time fair queueing). Activities that run at their own
 * bound or guarantee are kept by the time at which they will be done.
 *
 * <p>Times are in nanoseconds, with fractions.
 */
final class Progress {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Where an activity is counted, if not at a resource. */
    private static final int ALONE = -1;

    private static final int NOT_YET = -2;

    private static final int SERVICE = 0;
    private static final int LEVEL = 1;
    private static final int COUNTED_NANOS = 2;

    /** The key of the activity that will be done first; infinite when there is none. */
    private static final int FIRST_KEY = 3;

    private final MaxMin system;
    private final KeyHeap.Places places = new KeyHeap.Places();

    /** Of resource r: [4r + SERVICE] its service when it was counted, and so on. */
    private double[] counts = new double[64];

    private KeyHeap[] limited = new KeyHeap[16];
    private int resourceCount;
    private final FirstOfMany finishNanos = new FirstOfMany();
    private final IntList changedHeaps = new IntList();

    private final KeyHeap alone = new KeyHeap(places);
    private int[] where = new int[16];
    private double[] penalty = new double[16];
    private double[] rate = new double[16];
    private double[] remaining = new double[16];
    private double[] sinceNanos = new double[16];

    Progress(MaxMin system) {
        this.system = system;
    }

    void start(int activity, double amount) {
        places.cover(activity);
        if (activity >= where.length) {
            int length = Math.max(activity + 1, 2 * where.length);
            where = Arrays.copyOf(where, length);
            penalty = Arrays.copyOf(penalty, length);
            rate = Arrays.copyOf(rate, length);
            remaining = Arrays.copyOf(remaining, length);
            sinceNanos = Arrays.copyOf(sinceNanos, length);
        }
        where[activity] = NOT_YET;
        remaining[activity] = amount;
    }

    void stop(int activity) {
        int at = where[activity];
        if (at >= 0) {
            remove(at, activity);
            finishNanos.set(at, finishNanos(at));
        } else if (at == ALONE) {
            alone.remove(activity);
        }
    }

    double rate(int activity) {
        int at = where[activity];
        return at >= 0
                ? counts[4 * at + LEVEL] / penalty[activity]
                : at == ALONE ? rate[activity] : 0;
    }

    double remaining(int activity, double nowNanos) {
        int at = where[activity];
        if (at == NOT_YET) {
            return remaining[activity];
        }
        if (at == ALONE) {
            double elapsed = (nowNanos - sinceNanos[activity]) / NANOS_PER_SECOND;
            return Math.max(0, remaining[activity] - rate[activity] * elapsed);
        }
        double left = limited[at].key(activity) - service(at, nowNanos);
        return Math.max(0, left / penalty[activity]);
    }

    double firstFinishNanos() {
        return Math.min(finishNanos.least(), alone.firstKey());
    }

    /**
     * The activity that will be done first; of several at one time, one at its own rate before
     * others.
     */
    int firstToFinish() {
        return alone.firstKey() <= finishNanos.least()
                ? alone.first()
                : limited[finishNanos.indexOfLeast()].first();
    }

    /** Takes over what the last solution of the system changed, from that time on. */
    void follow(double nowNanos) {
        coverResources();
        IntList levels = system.changedLevels();
        for (int n = 0; n < levels.size(); n++) {
            count(levels.get(n), nowNanos);
        }
        IntList activities = system.changedActivities();
        for (int n = 0; n < activities.size(); n++) {
            if (system.isAlive(activities.get(n))) {
                place(activities.get(n), nowNanos);
            }
        }
        updateFinishes(levels);
        updateFinishes(changedHeaps);
        changedHeaps.clear();
    }

    private void coverResources() {
        int count = system.resourceCount();
        if (count > limited.length) {
            int length = Math.max(count, 2 * limited.length);
            counts = Arrays.copyOf(counts, 4 * length);
            limited = Arrays.copyOf(limited, length);
        }
        for (; resourceCount < count; resourceCount++) {
            limited[resourceCount] = new KeyHeap(places);
            counts[4 * resourceCount + FIRST_KEY] = Double.POSITIVE_INFINITY;
        }
        finishNanos.cover(count);
    }

    private double service(int resource, double nowNanos) {
        int at = 4 * resource;
        double elapsed = (nowNanos - counts[at + COUNTED_NANOS]) / NANOS_PER_SECOND;
        // a resource that limits nobody any more has an infinite level
        return elapsed > 0
                ? counts[at + SERVICE] + counts[at + LEVEL] * elapsed
                : counts[at + SERVICE];
    }

    private void count(int resource, double nowNanos) {
        int at = 4 * resource;
        boolean limitsAny = counts[at + FIRST_KEY] < Double.POSITIVE_INFINITY;
        counts[at + SERVICE] = limitsAny ? service(resource, nowNanos) : 0;
        counts[at + COUNTED_NANOS] = nowNanos;
        counts[at + LEVEL] = system.level(resource);
    }

    private void add(int resource, double key, int activity) {
        limited[resource].add(key, activity);
        counts[4 * resource + FIRST_KEY] = limited[resource].firstKey();
    }

    private void remove(int resource, int activity) {
        limited[resource].remove(activity);
        counts[4 * resource + FIRST_KEY] = limited[resource].firstKey();
    }

    private void place(int activity, double nowNanos) {
        int before = where[activity];
        int after = system.followsLevel(activity) ? system.bottleneck(activity) : ALONE;
        double newPenalty = system.penalty(activity);
        double newRate = system.rate(activity);
        boolean same = after == ALONE ? newRate == rate[activity] : newPenalty == penalty[activity];
        if (before == after && same) {
            return;
        }
        double left = remaining(activity, nowNanos);
        if (before >= 0) {
            remove(before, activity);
            changedHeaps.add(before);
        } else if (before == ALONE) {
            alone.remove(activity);
        }
        where[activity] = after;
        penalty[activity] = newPenalty;
        if (after == ALONE) {
            remaining[activity] = left;
            rate[activity] = newRate;
            sinceNanos[activity] = nowNanos;
            double seconds = left == 0 ? 0 : left / newRate;
            alone.add(nowNanos + seconds * NANOS_PER_SECOND, activity);
        } else {
            if (counts[4 * after + FIRST_KEY] == Double.POSITIVE_INFINITY) {
                counts[4 * after + SERVICE] = 0;
                counts[4 * after + COUNTED_NANOS] = nowNanos;
            }
            add(after, service(after, nowNanos) + left * newPenalty, activity);
            changedHeaps.add(after);
        }
    }

    private void updateFinishes(IntList resources) {
        if (resources.size() > finishNanos.count() / 8) {
            for (int n = 0; n < resources.size(); n++) {
                int r = resources.get(n);
                finishNanos.setLater(r, finishNanos(r));
            }
            finishNanos.replay();
        } else {
            for (int n = 0; n < resources.size(); n++) {
                int r = resources.get(n);
                finishNanos.set(r, finishNanos(r));
            }
        }
    }

    private double finishNanos(int resource) {
        int at = 4 * resource;
        double left = counts[at + FIRST_KEY] - counts[at + SERVICE];
        if (left == Double.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        double seconds = left <= 0 ? 0 : left / counts[at + LEVEL];
        return counts[at + COUNTED_NANOS] + seconds * NANOS_PER_SECOND;
    }
}
