package dev.faultline.cluster.flow;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Resources, activities and which uses which, as arrays; together with the solution, the levels.
 */
final class Graph {

    private static final int[] NO_INTS = {};
    private static final double[] NO_DOUBLES = {};

    final Levels levels = new Levels();
    final PairLoads loads = new PairLoads();

    /**
     * Activities that may have another bottleneck, or another rate for other reasons than a level,
     * since the last solution.
     */
    final IntList changedActivities = new IntList();

    /** Resources that may have another level since the last solution; repetitions are possible. */
    final IntList changedLevels = new IntList();

    /** By what part of a capacity its use may be off. */
    private final double tolerance;

    double[] capacity = new double[16];
    Uses[] uses = new Uses[16];

    int activityCount;
    boolean[] alive = new boolean[16];
    double[] penalty = new double[16];
    double[] bound = new double[16];
    double[] guarantee = new double[16];
    double[] granted = new double[16];
    int[][] resources = new int[16][];
    double[][] weights = new double[16][];

    /** Where in each of its resources' lists an activity stands. */
    private int[][] positions = new int[16][];

    private int[] nextFree = new int[16];
    private int firstFree = -1;
    private long severals;
    private final IntToLongFunction severalsOf = resource -> uses[resource].severalCount;

    /**
     * Of activities that are not pairs: the two lowest levels among their resources, and where the
     * lowest is.
     */
    double[] lowest = new double[16];

    double[] second = new double[16];
    int[] lowestResource = new int[16];

    Graph(double tolerance) {
        this.tolerance = tolerance;
    }

    int addResource(double capacityOfIt) {
        int resource = levels.count();
        if (resource == uses.length) {
            uses = Arrays.copyOf(uses, 2 * resource);
            capacity = Arrays.copyOf(capacity, 2 * resource);
        }
        uses[resource] = new Uses();
        levels.add();
        loads.cover(levels.count());
        setCapacity(resource, capacityOfIt);
        return resource;
    }

    void setCapacity(int resource, double capacityOfIt) {
        capacity[resource] = capacityOfIt;
        loads.setTolerance(resource, tolerance * capacityOfIt);
    }

    int addActivity(double penaltyOfIt, double boundOfIt, int[] on, double[] weightsOn) {
        int activity = takeNumber();
        alive[activity] = true;
        penalty[activity] = penaltyOfIt;
        bound[activity] = boundOfIt;
        guarantee[activity] = 0;
        granted[activity] = 0;
        resources[activity] = on;
        weights[activity] = weightsOn;
        positions[activity] = new int[on.length];
        connect(activity);
        return activity;
    }

    void removeActivity(int activity) {
        disconnect(activity);
        alive[activity] = false;
        resources[activity] = NO_INTS;
        weights[activity] = NO_DOUBLES;
        positions[activity] = NO_INTS;
        nextFree[activity] = firstFree;
        firstFree = activity;
    }

    boolean isPair(int activity) {
        return resources[activity].length == 2
                && bound[activity] == Double.POSITIVE_INFINITY
                && guarantee[activity] == 0;
    }

    /** Enters the activity into the lists of its resources. */
    void connect(int activity) {
        int[] on = resources[activity];
        double[] weightsOn = weights[activity];
        int[] places = positions[activity];
        if (isPair(activity)) {
            double perLevel0 = weightsOn[0] / penalty[activity];
            double perLevel1 = weightsOn[1] / penalty[activity];
            places[0] = uses[on[0]].addPair(activity, on[1], perLevel0, perLevel1);
            places[1] = uses[on[1]].addPair(activity, on[0], perLevel1, perLevel0);
            int owner = owns(on[0], on[1]) ? 0 : 1;
            moveIn(on[owner], places[owner]);
            loads.forget(on[1 - owner]);
        } else {
            for (int n = 0; n < on.length; n++) {
                places[n] = uses[on[n]].addSeveral(activity, weightsOn[n], n);
            }
            severals += on.length;
            findLowest(activity);
        }
    }

    /**
     * Takes the activity out of the lists, with the bound, guarantee and penalty it was entered
     * with.
     */
    void disconnect(int activity) {
        int[] on = resources[activity];
        boolean pair = isPair(activity);
        for (int n = 0; n < on.length; n++) {
            Uses u = uses[on[n]];
            int at = positions[activity][n];
            if (pair) {
                if (at < u.here) {
                    moveOut(on[n], at);
                    at = u.here;
                }
                exchange(on[n], at, --u.pairCount);
                loads.forget(on[n]);
            } else {
                severals--;
                int last = --u.severalCount;
                u.several[at] = u.several[last];
                u.weights[at] = u.weights[last];
                u.entries[at] = u.entries[last];
                positions[u.several[at]][u.entries[at]] = at;
            }
        }
    }

    /** Whether a pair of these two resources is limited by the first. */
    private boolean owns(int resource, int other) {
        double level = levels.of(resource);
        double there = levels.of(other);
        return level < there || (level == there && resource < other);
    }

    /** Uses of resources by activities that are not pairs. */
    long severals() {
        return severals;
    }

    /** Those of them that are uses of dirty resources. */
    long dirtySeverals() {
        return severals == 0 ? 0 : levels.sumOverDirty(severalsOf);
    }

    /** Puts every pair under the resource that limits it. */
    void assignPairs() {
        for (int r = 0; r < levels.count(); r++) {
            Uses u = uses[r];
            u.here = 0;
            loads.forget(r);
            for (int n = 0; n < u.pairCount; n++) {
                if (owns(r, u.others[n])) {
                    moveIn(r, n);
                }
            }
        }
    }

    /** Moves a pair from one that the other resource limits to one that this resource limits. */
    void take(int resource, int at) {
        int other = uses[resource].others[at];
        int pair = uses[resource].pairs[at];
        moveIn(resource, at);
        moveOut(other, pairPosition(pair, other));
        levels.mark(other);
        changedActivities.add(pair);
    }

    /** The reverse of {@link #take}. */
    void give(int resource, int at) {
        int other = uses[resource].others[at];
        int pair = uses[resource].pairs[at];
        moveOut(resource, at);
        moveIn(other, pairPosition(pair, other));
        levels.mark(other);
        changedActivities.add(pair);
    }

    private void moveIn(int resource, int at) {
        exchange(resource, at, uses[resource].here++);
        loads.forget(resource);
    }

    /** The pair goes to the place {@code here}. */
    private void moveOut(int resource, int at) {
        exchange(resource, at, --uses[resource].here);
        loads.forget(resource);
    }

    void findLowest(int activity) {
        double first = Double.POSITIVE_INFINITY;
        double next = Double.POSITIVE_INFINITY;
        int where = MaxMin.OWN_BOUND;
        for (int r : resources[activity]) {
            double level = levels.of(r);
            if (level < first) {
                next = first;
                first = level;
                where = r;
            } else if (level < next) {
                next = level;
            }
        }
        lowest[activity] = first;
        second[activity] = next;
        lowestResource[activity] = where;
    }

    /** The level at which the activity stands: the lowest of its resources. */
    double level(int activity) {
        if (isPair(activity)) {
            return levels.of(owner(activity));
        }
        return lowest[activity];
    }

    /**
     * The resource with that level, or {@link MaxMin#OWN_BOUND} when the activity's bound comes
     * first.
     */
    int bottleneck(int activity) {
        int lowestOf = isPair(activity) ? owner(activity) : lowestResource[activity];
        boolean ownBound =
                lowestOf >= 0 && levels.of(lowestOf) >= bound[activity] * penalty[activity];
        return ownBound ? MaxMin.OWN_BOUND : lowestOf;
    }

    /**
     * Whether neither the bound nor the guarantee keeps the rate from following the bottleneck's
     * level.
     */
    boolean followsLevel(int activity) {
        double level = level(activity);
        return level < bound[activity] * penalty[activity]
                && level / penalty[activity] >= granted[activity];
    }

    double rate(int activity) {
        double share = level(activity) / penalty[activity];
        return Math.max(granted[activity], Math.min(share, bound[activity]));
    }

    private void exchange(int resource, int at, int other) {
        if (at == other) {
            return;
        }
        Uses u = uses[resource];
        u.exchangePairs(at, other);
        positions[u.pairs[at]][end(u.pairs[at], resource)] = at;
        positions[u.pairs[other]][end(u.pairs[other], resource)] = other;
    }

    /** The resource that limits the pair. */
    private int owner(int pair) {
        int first = resources[pair][0];
        return positions[pair][0] < uses[first].here ? first : resources[pair][1];
    }

    private int pairPosition(int pair, int resource) {
        return positions[pair][end(pair, resource)];
    }

    private int end(int pair, int resource) {
        return resources[pair][0] == resource ? 0 : 1;
    }

    private int takeNumber() {
        if (firstFree >= 0) {
            int activity = firstFree;
            firstFree = nextFree[activity];
            return activity;
        }
        if (activityCount == penalty.length) {
            grow(2 * activityCount);
        }
        return activityCount++;
    }

    private void grow(int length) {
        alive = Arrays.copyOf(alive, length);
        penalty = Arrays.copyOf(penalty, length);
        bound = Arrays.copyOf(bound, length);
        guarantee = Arrays.copyOf(guarantee, length);
        granted = Arrays.copyOf(granted, length);
        resources = Arrays.copyOf(resources, length);
        weights = Arrays.copyOf(weights, length);
        positions = Arrays.copyOf(positions, length);
        nextFree = Arrays.copyOf(nextFree, length);
        lowest = Arrays.copyOf(lowest, length);
        second = Arrays.copyOf(second, length);
        lowestResource = Arrays.copyOf(lowestResource, length);
    }
}
