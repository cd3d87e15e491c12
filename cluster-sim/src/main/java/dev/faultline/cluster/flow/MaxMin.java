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
 * <p>A small change is solved from the last solution ({@link Ripple}), at a cost that follows what
 * it changes; a change that touches much of the system is solved from scratch ({@link Filling}).
 * Both agree to about 1e-13 of a rate.
 *
 * <p>Between a change and the next {@link #solve}, rates are unspecified. Not thread-safe. Plain
 * IEEE 754 arithmetic in a fixed order: the same on every machine.
 */
public final class MaxMin {

    /** The bottleneck of an activity that runs at its own bound. */
    public static final int OWN_BOUND = -1;

    /** Solved from scratch when at least one resource in this many is touched. */
    private static final int MUCH = 4;

    private final Graph graph;
    private final Saturation saturation;
    private final Filling filling;
    private final Ripple ripple;
    private final Grants grants;
    private final List<GuaranteedShare> shares = new ArrayList<>();

    private final IntList touchedResources = new IntList();
    private final IntList touchedActivities = new IntList();
    private final IntList touchedGuarantees = new IntList();

    /** Tells a resource named twice: the number of the activity's check that saw it last. */
    private int[] seen = new int[16];

    private int checks;

    /** A system that is solved exactly. */
    public MaxMin() {
        this(0);
    }

    /**
     * A system whose rates are the max-min fair ones of capacities that differ from those given by
     * at most that part of them: among activities that use two resources without a bound or
     * guarantee, small changes are passed on once they add up to it. For large systems in which
     * every change would move nearly every rate a little.
     *
     * @param tolerance from 0 (exact) to below 1
     */
    public MaxMin(double tolerance) {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "tolerance (" + tolerance + ") must be from 0 to below 1");
        }
        graph = new Graph(tolerance);
        saturation = new Saturation(graph);
        filling = new Filling(graph, saturation);
        ripple = new Ripple(graph, saturation);
        grants = new Grants(graph);
    }

    public int addResource(double capacity) {
        checkAmount("capacity", capacity, Double.MAX_VALUE);
        int resource = graph.addResource(capacity);
        shares.forEach(share -> share.addResource(capacity));
        return resource;
    }

    public int resourceCount() {
        return graph.levels.count();
    }

    public double capacity(int resource) {
        return graph.capacity[resource];
    }

    public void setCapacity(int resource, double capacity) {
        checkAmount("capacity", capacity, Double.MAX_VALUE);
        if (capacity != graph.capacity[resource]) {
            graph.setCapacity(resource, capacity);
            touch(resource);
            shares.forEach(share -> share.setCapacity(resource, capacity));
        }
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
        int count = countUsed(resources, weights);
        checkPenalty(penalty);
        checkBound(bound, count);
        int[] used = new int[count];
        double[] weightsUsed = new double[count];
        int at = 0;
        for (int n = 0; n < resources.length; n++) {
            if (weights[n] > 0) {
                used[at] = resources[n];
                weightsUsed[at++] = weights[n];
            }
        }
        int activity = graph.addActivity(penalty, bound, used, weightsUsed);
        touchAll(activity);
        shares.forEach(share -> share.add(activity));
        return activity;
    }

    public void removeActivity(int activity) {
        checkAlive(activity);
        touchAll(activity);
        for (GuaranteedShare share : shares) {
            share.forget(activity);
        }
        graph.removeActivity(activity);
    }

    public void setBound(int activity, double bound) {
        checkAlive(activity);
        checkBound(bound, graph.resources[activity].length);
        if (bound != graph.bound[activity]) {
            change(activity, graph.penalty[activity], bound, graph.guarantee[activity]);
            shares.forEach(share -> share.setBound(activity, bound));
        }
    }

    public void setPenalty(int activity, double penalty) {
        checkAlive(activity);
        checkPenalty(penalty);
        if (penalty != graph.penalty[activity]) {
            change(activity, penalty, graph.bound[activity], graph.guarantee[activity]);
            shares.forEach(share -> share.setPenalty(activity, penalty));
        }
    }

    /** Sets the rate the activity gets before anything is shared; 0 for none. */
    public void setGuarantee(int activity, double rate) {
        checkAlive(activity);
        checkAmount("guarantee", rate, Double.MAX_VALUE);
        if (rate != graph.guarantee[activity]) {
            change(activity, graph.penalty[activity], graph.bound[activity], rate);
        }
    }

    /** Brings every rate up to date. */
    public void solve() {
        prepare();
        if (touchesMuch() || !ripple.run()) {
            filling.run();
        }
    }

    /** Whether much of the system is dirty, counted in resources or in uses of them. */
    private boolean touchesMuch() {
        if ((long) graph.levels.dirtyCount() * MUCH >= graph.levels.count()) {
            return true;
        }
        return graph.dirtySeverals() * MUCH > graph.severals();
    }

    /** The same by filling alone, which is what small changes are checked and measured against. */
    void solveFromScratch() {
        prepare();
        filling.run();
    }

    private void prepare() {
        graph.changedActivities.clear();
        graph.changedLevels.clear();
        shares.forEach(GuaranteedShare::apply);
        grants.update(touchedResources, touchedGuarantees);
        for (int n = 0; n < touchedActivities.size(); n++) {
            graph.changedActivities.add(touchedActivities.get(n));
        }
        touchedActivities.clear();
        touchedResources.clear();
        touchedGuarantees.clear();
    }

    public double rate(int activity) {
        return graph.alive[activity] ? graph.rate(activity) : 0;
    }

    /** How much of the resource is in use: the sum of weight times rate. */
    public double used(int resource) {
        Uses u = graph.uses[resource];
        double used = 0;
        for (int n = 0; n < u.pairCount; n++) {
            used += u.perLevel[n] * graph.level(u.pairs[n]);
        }
        for (int n = 0; n < u.severalCount; n++) {
            used += u.weights[n] * graph.rate(u.several[n]);
        }
        return used;
    }

    /** The resource that stopped the activity, or {@link #OWN_BOUND}. */
    public int bottleneck(int activity) {
        return graph.bottleneck(activity);
    }

    boolean isAlive(int activity) {
        return graph.alive[activity];
    }

    double penalty(int activity) {
        return graph.penalty[activity];
    }

    double bound(int activity) {
        return graph.bound[activity];
    }

    int[] resources(int activity) {
        return graph.resources[activity];
    }

    double[] weights(int activity) {
        return graph.weights[activity];
    }

    /** A resource's level: the rate times penalty of the activities that it limits. */
    double level(int resource) {
        return graph.levels.of(resource);
    }

    /** Whether the activity's rate is exactly its bottleneck's level divided by its penalty. */
    boolean followsLevel(int activity) {
        return graph.followsLevel(activity);
    }

    /** See {@link Graph#changedActivities}. */
    IntList changedActivities() {
        return graph.changedActivities;
    }

    /** See {@link Graph#changedLevels}. */
    IntList changedLevels() {
        return graph.changedLevels;
    }

    void register(GuaranteedShare share) {
        shares.add(share);
        for (int activity = 0; activity < graph.activityCount; activity++) {
            if (graph.alive[activity]) {
                share.add(activity);
            }
        }
    }

    private void change(int activity, double penalty, double bound, double guarantee) {
        touchAll(activity);
        boolean wasPair = graph.isPair(activity);
        if (wasPair || bound == Double.POSITIVE_INFINITY && guarantee == 0) {
            graph.disconnect(activity);
            set(activity, penalty, bound, guarantee);
            graph.connect(activity);
        } else {
            set(activity, penalty, bound, guarantee);
        }
    }

    private void set(int activity, double penalty, double bound, double guarantee) {
        graph.penalty[activity] = penalty;
        graph.bound[activity] = bound;
        graph.guarantee[activity] = guarantee;
        if (guarantee > 0 || graph.granted[activity] > 0) {
            touchedGuarantees.add(activity);
        }
    }

    private void touch(int resource) {
        if (!graph.levels.isDirty(resource)) {
            touchedResources.add(resource);
            graph.levels.mark(resource);
        }
    }

    private void touchAll(int activity) {
        for (int resource : graph.resources[activity]) {
            touch(resource);
        }
        touchedActivities.add(activity);
    }

    private int countUsed(int[] resources, double[] weights) {
        if (resources.length != weights.length) {
            throw new IllegalArgumentException(
                    resources.length + " resources, but " + weights.length + " weights");
        }
        if (seen.length < resourceCount()) {
            seen = Arrays.copyOf(seen, Math.max(resourceCount(), 2 * seen.length));
        }
        checks++;
        int count = 0;
        for (int n = 0; n < weights.length; n++) {
            int resource = resources[n];
            checkAmount("weight", weights[n], Double.MAX_VALUE);
            if (resource < 0 || resource >= resourceCount()) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            if (seen[resource] == checks) {
                throw new IllegalArgumentException("resource " + resource + " is named twice");
            }
            seen[resource] = checks;
            count += weights[n] > 0 ? 1 : 0;
        }
        return count;
    }

    private void checkAlive(int activity) {
        if (activity < 0 || activity >= graph.activityCount || !graph.alive[activity]) {
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
}
