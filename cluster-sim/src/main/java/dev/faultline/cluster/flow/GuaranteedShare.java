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
        system.register(this);
    }

    /** Takes an activity of the system into the class. */
    public void include(int activity) {
        matchCapacities();
        members.computeIfAbsent(
                activity,
                i ->
                        alone.addActivity(
                                system.penalty(i),
                                system.bound(i),
                                system.resources(i),
                                system.weights(i)));
    }

    void forget(int activity) {
        Integer twin = members.remove(activity);
        if (twin != null) {
            alone.removeActivity(twin);
        }
    }

    void apply() {
        matchCapacities();
        members.forEach((activity, twin) -> {
            alone.setBound(twin, system.bound(activity));
            alone.setPenalty(twin, system.penalty(activity));
        });
        alone.solve();
        members.forEach((activity, twin) -> system.setGuarantee(activity, alone.rate(twin)));
    }

    private void matchCapacities() {
        for (int r = 0; r < system.resourceCount(); r++) {
            double guaranteed = share * system.capacity(r);
            if (r == alone.resourceCount()) {
                alone.addResource(guaranteed);
            } else if (alone.capacity(r) != guaranteed) {
                alone.setCapacity(r, guaranteed);
            }
        }
    }
}
