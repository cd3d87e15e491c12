package dev.faultline.cluster.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Capacities divided max-min fairly among activities: mathematics only.
 *
 * <p>Resource r has a capacity C_r. Activity i runs at a rate x_i, uses w_ir of resource r per unit
 * of rate, has a sharing penalty p_i (twice the penalty, half the rate), a bound b_i it never
 * exceeds, and a guarantee g_i. All rates rise together with a level t,
 *
 * <pre>
 *     x_i(t) = max(min(g_i, b_i), min(t / p_i, b_i)),    sum over i of w_ir x_i &lt;= C_r  for every r
 * </pre>
 *
 * until a resource is full: its activities stop there, and the others rise on. Worked example:
 * capacity 3 and penalties 1 and 2 are full at t = 2, with rates 2 and 1; with weights 1 and 2
 * instead, at t = 1, with rates 1 and 1.
 *
 * <p>Guarantees that do not fit are scaled down together, resource by resource: with G_r the sum of
 * w_ir g_i on resource r, an activity is granted g_i times the least of 1 and C_r / G_r over its
 * resources. A resource without capacity gives rate 0.
 *
 * <p>Not thread-safe. Plain IEEE 754 arithmetic in a fixed order: the same on every machine.
 */
public final class MaxMin {

    /** The bottleneck of an activity that runs at its own bound. */
    public static final int OWN_BOUND = -1;

    private final List<GuaranteedShare> shares = new ArrayList<>();
    private final LevelHeap heap = new LevelHeap();

    private int resourceCount;
    private double[] capacity = new double[16];
    private Uses[] uses = new Uses[16];

    private int activityCount;
    private int[][] resources = new int[16][];
    private double[][] weights = new double[16][];
    private int[][] positions = new int[16][];
    private double[] penalty = new double[16];
    private double[] bound = new double[16];
    private double[] guarantee = new double[16];
    private boolean[] alive = new boolean[16];
    private int[] nextFree = new int[16];
    private int firstFree = -1;

    /** The solution; a level is a rate times the activity's penalty. */
    private double[] granted = new double[16];

    private double[] cap = new double[16];
    private double[] rate = new double[16];
    private int[] bottleneck = new int[16];
    private boolean[] stopped = new boolean[16];

    public int addResource(double capacity) {
        checkAmount("capacity", capacity, Double.MAX_VALUE);
        int resource = resourceCount++;
        if (resource == uses.length) {
            uses = Arrays.copyOf(uses, 2 * resource);
            this.capacity = Arrays.copyOf(this.capacity, 2 * resource);
        }
        this.capacity[resource] = capacity;
        uses[resource] = new Uses();
        return resource;
    }

    public int resourceCount() {
        return resourceCount;
    }

    public double capacity(int resource) {
        return capacity[resource];
    }

    public void setCapacity(int resource, double capacity) {
        checkAmount("capacity", capacity, Double.MAX_VALUE);
        this.capacity[resource] = capacity;
    }

    /**
     * Adds an activity; it has a rate from the next {@link #solve} on.
     *
     * @param penalty above 0
     * @param bound the rate it never exceeds; may be infinite when it uses a resource
     * @param resources what it uses, each at most once
     * @param weights how much of each resource one unit of rate takes; entries of weight 0 do not
     *     count
     * @return its number; the number of a removed activity may come again
     */
    public int addActivity(double penalty, double bound, int[] resources, double[] weights) {
        if (resources.length != weights.length) {
            throw new IllegalArgumentException(
                    resources.length + " resources, but " + weights.length + " weights");
        }
        int count = 0;
        for (int n = 0; n < weights.length; n++) {
            checkAmount("weight", weights[n], Double.MAX_VALUE);
            if (resources[n] < 0 || resources[n] >= resourceCount) {
                throw new IllegalArgumentException("no resource " + resources[n]);
            }
            count += weights[n] > 0 ? 1 : 0;
        }
        checkPenalty(penalty);
        checkBound(bound, count);

        int activity = takeNumber();
        this.penalty[activity] = penalty;
        this.bound[activity] = bound;
        guarantee[activity] = 0;
        alive[activity] = true;
        rate[activity] = 0;
        bottleneck[activity] = OWN_BOUND;
        connect(activity, count, resources, weights);
        return activity;
    }

    public void removeActivity(int activity) {
        checkAlive(activity);
        for (int n = 0; n < resources[activity].length; n++) {
            uses[resources[activity][n]].remove(positions[activity][n], positions);
        }
        for (GuaranteedShare share : shares) {
            share.forget(activity);
        }
        alive[activity] = false;
        rate[activity] = 0;
        resources[activity] = new int[0];
        nextFree[activity] = firstFree;
        firstFree = activity;
    }

    public void setBound(int activity, double bound) {
        checkAlive(activity);
        checkBound(bound, resources[activity].length);
        this.bound[activity] = bound;
    }

    public void setPenalty(int activity, double penalty) {
        checkAlive(activity);
        checkPenalty(penalty);
        this.penalty[activity] = penalty;
    }

    /** Sets the rate the activity gets before anything is shared; 0 for none. */
    public void setGuarantee(int activity, double rate) {
        checkAlive(activity);
        checkAmount("guarantee", rate, Double.MAX_VALUE);
        guarantee[activity] = rate;
    }

    /** Finds every rate anew. */
    public void solve() {
        shares.forEach(GuaranteedShare::apply);
        for (int i = 0; i < activityCount; i++) {
            cap[i] = bound[i] * penalty[i];
            stopped[i] = !alive[i];
            bottleneck[i] = OWN_BOUND;
        }
        grantGuarantees();
        for (int r = 0; r < resourceCount; r++) {
            if (uses[r].size > 0) {
                double level = saturationLevel(r, 0);
                if (level < Double.POSITIVE_INFINITY) {
                    heap.add(level, r);
                }
            }
        }
        while (!heap.isEmpty()) {
            int r = heap.firstResource();
            double level = saturationLevel(r, heap.firstLevel());
            if (level == Double.POSITIVE_INFINITY) {
                heap.removeFirst();
                continue;
            }
            if (level > heap.firstLevel()) {
                heap.raiseFirst(level);
                if (heap.firstResource() != r) {
                    continue;
                }
            }
            heap.removeFirst();
            stopAll(r, level);
        }
        for (int i = 0; i < activityCount; i++) {
            if (alive[i] && !stopped[i]) {
                rate[i] = bound[i];
            }
        }
    }

    public double rate(int activity) {
        return rate[activity];
    }

    /** How much of the resource is in use: the sum of weight times rate. */
    public double used(int resource) {
        double used = 0;
        Uses on = uses[resource];
        for (int n = 0; n < on.size; n++) {
            used += on.weights[n] * rate[on.activities[n]];
        }
        return used;
    }

    /** The resource that stopped the activity, or {@link #OWN_BOUND}. */
    public int bottleneck(int activity) {
        return bottleneck[activity];
    }

    double penalty(int activity) {
        return penalty[activity];
    }

    double bound(int activity) {
        return bound[activity];
    }

    int[] resources(int activity) {
        return resources[activity];
    }

    double[] weights(int activity) {
        return weights[activity];
    }

    void register(GuaranteedShare share) {
        shares.add(share);
    }

    private void grantGuarantees() {
        double[] scale = new double[resourceCount];
        for (int r = 0; r < resourceCount; r++) {
            double asked = 0;
            Uses on = uses[r];
            for (int n = 0; n < on.size; n++) {
                int i = on.activities[n];
                asked += on.weights[n] * Math.min(guarantee[i], bound[i]);
            }
            scale[r] = asked > capacity[r] ? capacity[r] / asked : 1;
        }
        for (int i = 0; i < activityCount; i++) {
            if (alive[i]) {
                double least = 1;
                for (int r : resources[i]) {
                    least = Math.min(least, scale[r]);
                }
                granted[i] = least * Math.min(guarantee[i], bound[i]);
            }
        }
    }

    private void stopAll(int resource, double level) {
        Uses on = uses[resource];
        for (int n = 0; n < on.size; n++) {
            int i = on.activities[n];
            if (!stopped[i]) {
                stopped[i] = true;
                bottleneck[i] = cap[i] <= level ? OWN_BOUND : resource;
                rate[i] = Math.max(granted[i], Math.min(level / penalty[i], bound[i]));
                cap[i] = Math.min(cap[i], level);
            }
        }
    }

    /**
     * The level at which the resource is full when no other resource stops anything more; infinite
     * when it never is. The use of a resource is a piecewise linear function of the level: Newton's
     * method finds the piece, between a bracket for safety.
     */
    private double saturationLevel(int resource, double from) {
        Uses on = uses[resource];
        double low = from;
        double high = Double.POSITIVE_INFINITY;
        double level = from;
        while (true) {
            double steady = 0;
            double slope = 0;
            double pieceStart = from;
            double pieceEnd = Double.POSITIVE_INFINITY;
            for (int n = 0; n < on.size; n++) {
                int i = on.activities[n];
                double w = on.weights[n];
                double floor = granted[i] * penalty[i];
                if (floor >= cap[i]) {
                    steady += w * granted[i];
                } else if (level < floor) {
                    steady += w * granted[i];
                    pieceEnd = Math.min(pieceEnd, floor);
                } else if (level < cap[i]) {
                    slope += w / penalty[i];
                    pieceStart = Math.max(pieceStart, floor);
                    pieceEnd = Math.min(pieceEnd, cap[i]);
                } else {
                    steady += w * (cap[i] / penalty[i]);
                    pieceStart = Math.max(pieceStart, cap[i]);
                }
            }
            double free = capacity[resource] - steady;
            double next = slope > 0 ? free / slope : free < 0 ? from : Double.POSITIVE_INFINITY;
            if (next <= pieceEnd && next >= pieceStart) {
                return next;
            }
            if (slope == 0 && pieceEnd == Double.POSITIVE_INFINITY) {
                return free < 0 ? pieceStart : next;
            }
            if (next > level) {
                low = pieceEnd;
                level = next < high ? Math.max(next, pieceEnd) : pieceEnd;
            } else {
                if (pieceStart <= low) {
                    return low;
                }
                high = level;
                level = next > low ? next : (low + pieceStart) / 2;
            }
        }
    }

    private void connect(int activity, int count, int[] on, double[] weightsOn) {
        int[] used = new int[count];
        double[] weightsUsed = new double[count];
        int[] places = new int[count];
        int at = 0;
        for (int n = 0; n < on.length; n++) {
            if (weightsOn[n] > 0) {
                used[at] = on[n];
                weightsUsed[at] = weightsOn[n];
                places[at] = uses[on[n]].add(activity, weightsOn[n], at);
                at++;
            }
        }
        resources[activity] = used;
        weights[activity] = weightsUsed;
        positions[activity] = places;
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
        resources = Arrays.copyOf(resources, length);
        weights = Arrays.copyOf(weights, length);
        positions = Arrays.copyOf(positions, length);
        penalty = Arrays.copyOf(penalty, length);
        bound = Arrays.copyOf(bound, length);
        guarantee = Arrays.copyOf(guarantee, length);
        alive = Arrays.copyOf(alive, length);
        nextFree = Arrays.copyOf(nextFree, length);
        granted = Arrays.copyOf(granted, length);
        cap = Arrays.copyOf(cap, length);
        rate = Arrays.copyOf(rate, length);
        bottleneck = Arrays.copyOf(bottleneck, length);
        stopped = Arrays.copyOf(stopped, length);
    }

    private void checkAlive(int activity) {
        if (activity < 0 || activity >= activityCount || !alive[activity]) {
            throw new IllegalArgumentException("no activity " + activity);
        }
    }

    private static void checkPenalty(double penalty) {
        if (!(penalty > 0 && penalty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "penalty (" + penalty + ") must be positive and finite");
        }
    }

    private static void checkBound(double bound, int resourceCount) {
        if (resourceCount == 0 && bound == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "an activity that uses no resource needs a finite bound");
        }
        checkAmount("bound", bound, Double.POSITIVE_INFINITY);
    }

    private static void checkAmount(String what, double amount, double most) {
        if (!(amount >= 0 && amount <= most)) {
            throw new IllegalArgumentException(
                    what + " (" + amount + ") must be from 0 to " + most);
        }
    }

    /** The activities on one resource. */
    private static final class Uses {
        private int[] activities = new int[4];
        private int[] entries = new int[4];
        private double[] weights = new double[4];
        private int size;

        int add(int activity, double weight, int entry) {
            if (size == activities.length) {
                activities = Arrays.copyOf(activities, 2 * size);
                entries = Arrays.copyOf(entries, 2 * size);
                weights = Arrays.copyOf(weights, 2 * size);
            }
            activities[size] = activity;
            entries[size] = entry;
            weights[size] = weight;
            return size++;
        }

        void remove(int position, int[][] positions) {
            size--;
            activities[position] = activities[size];
            entries[position] = entries[size];
            weights[position] = weights[size];
            positions[activities[position]][entries[position]] = position;
        }
    }
}
