package dev.faultline.cluster.flow;

import java.util.Map;
import java.util.TreeMap;

/**
 * A class of activities that together are guaranteed a share s of every resource.
 *
 * <p>In two stages. First the class alone divides s C_r of every resource max-min fairly; what each
 * activity gets there is its guarantee. Then all activities divide the whole capacities above those
 * guarantees: the class may get more where others leave room, and others get whatever of the share
 * the class cannot use. This happens within {@link MaxMin#solve}, which then owns the guarantees of
 * the members; a removed activity leaves the class by itself.
 */
public final class GuaranteedShare {

    private final MaxMin system;
    private final double share;
    private final MaxMin alone = new MaxMin();
    private final MaxMin others = new MaxMin();
    private final Map<Integer, Integer> otherTwins = new TreeMap<>();
    private boolean othersChanged = true;

    /**
     * Members by their number in the system, with their number in the system of the class alone,
     * and the reverse.
     */
    private final Map<Integer, Integer> twins = new TreeMap<>();

    private final Map<Integer, Integer> members = new TreeMap<>();

    /**
     * @param share from 0 to 1
     */
    public GuaranteedShare(MaxMin system, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share (" + share + ") must be from 0 to 1");
        }
        this.system = system;
        this.share = share;
        for (int r = 0; r < system.resourceCount(); r++) {
            addResource(system.capacity(r));
        }
        system.register(this);
    }

    /** Takes an activity of the system into the class. */
    public void include(int activity) {
        Integer other = otherTwins.remove(activity);
        if (other != null) {
            others.removeActivity(other);
            othersChanged = true;
        }
        if (!twins.containsKey(activity)) {
            int twin =
                    alone.addActivity(
                            system.penalty(activity),
                            system.bound(activity),
                            system.resources(activity),
                            system.weights(activity));
            twins.put(activity, twin);
        }
    }

    void addResource(double capacity) {
        alone.addResource(share * capacity);
        others.addResource((1 - share) * capacity);
        othersChanged = true;
    }

    void added(int activity) {
        otherTwins.put(
                activity,
                others.addActivity(
                        system.penalty(activity),
                        system.bound(activity),
                        system.resources(activity),
                        system.weights(activity)));
        othersChanged = true;
    }

    void setCapacity(int resource, double capacity) {
        others.setCapacity(resource, (1 - share) * capacity);
        othersChanged = true;
    }

    void setBound(int activity, double bound) {
        Integer twin = twins.get(activity);
        if (twin != null) {
            alone.setBound(twin, bound);
        }
    }

    void setPenalty(int activity, double penalty) {
        Integer twin = twins.get(activity);
        if (twin != null) {
            alone.setPenalty(twin, penalty);
        }
    }

    void forget(int activity) {
        Integer other = otherTwins.remove(activity);
        if (other != null) {
            others.removeActivity(other);
            othersChanged = true;
        }
        Integer twin = twins.remove(activity);
        if (twin != null) {
            alone.removeActivity(twin);
        }
    }

    /**
     * The first stage: gives every member whose rate in the class alone may have changed its
     * guarantee.
     */
    void apply() {
        if (othersChanged) {
            othersChanged = false;
            others.solve();
            for (int r = 0; r < system.resourceCount(); r++) {
                alone.setCapacity(
                        r,
                        Math.max(share * system.capacity(r), system.capacity(r) - others.used(r)));
            }
        }
        alone.solve();
        twins.forEach((activity, twin) -> system.setGuarantee(activity, alone.rate(twin)));
    }
}
