package dev.faultline.cluster.flow;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A class of activities that together are guaranteed a share s of every resource: what they get
 * beside others that are held to the rest of it.
 *
 * <p>In three stages. First the others alone divide (1 - s) C_r of every resource max-min fairly.
 * Then the class alone divides what that leaves of the whole capacities, which is s C_r or more;
 * what each activity gets there is its guarantee. Last, all activities divide the whole capacities
 * above those guarantees: the class may get more where others leave room, and others get whatever
 * of the share the class cannot use. This happens within {@link MaxMin#solve}, which then owns the
 * guarantees of the members; a removed activity leaves the class by itself.
 *
 * <p>Worked example: a link and a drive of 100 each, s is 30 %. Clients take 1 of the link and 0.4
 * of the drive for each unit, and want all they can get; the class takes 0.5 of the link and 1 of
 * the drive. Held to 70 of the link, clients get 70 and leave 30 of it and 72 of the drive: the
 * class is guaranteed the lesser of 30 / 0.5 and 72 / 1, which is 60. So clients get 70 in the end,
 * and the link is full.
 */
public final class GuaranteedShare {

    private final MaxMin system;
    private final double share;
    private final MaxMin others = new MaxMin();
    private final MaxMin alone = new MaxMin();

    /** Members by their number in the system, with their number in that of the class alone. */
    private final Map<Integer, Integer> members = new TreeMap<>();

    /** The others by their number in the system, with their number in that of the others alone. */
    private final Map<Integer, Integer> rest = new TreeMap<>();

    /** Neither of them yet: added since the last solution. */
    private final TreeSet<Integer> added = new TreeSet<>();

    private boolean roomChanged = true;

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
        if (!members.containsKey(activity)) {
            forget(activity);
            members.put(activity, addTo(alone, activity));
        }
    }

    void addResource(double capacity) {
        others.addResource((1 - share) * capacity);
        alone.addResource(share * capacity);
        roomChanged = true;
    }

    void setCapacity(int resource, double capacity) {
        others.setCapacity(resource, (1 - share) * capacity);
        roomChanged = true;
    }

    void add(int activity) {
        added.add(activity);
    }

    void setBound(int activity, double bound) {
        if (members.containsKey(activity)) {
            alone.setBound(members.get(activity), bound);
        } else if (rest.containsKey(activity)) {
            others.setBound(rest.get(activity), bound);
            roomChanged = true;
        }
    }

    void setPenalty(int activity, double penalty) {
        if (members.containsKey(activity)) {
            alone.setPenalty(members.get(activity), penalty);
        } else if (rest.containsKey(activity)) {
            others.setPenalty(rest.get(activity), penalty);
            roomChanged = true;
        }
    }

    void forget(int activity) {
        added.remove(activity);
        Integer twin = members.remove(activity);
        if (twin != null) {
            alone.removeActivity(twin);
        }
        twin = rest.remove(activity);
        if (twin != null) {
            others.removeActivity(twin);
            roomChanged = true;
        }
    }

    /**
     * The first two stages: gives every member whose rate in the class alone may have changed its
     * guarantee.
     */
    void apply() {
        if (members.isEmpty()) {
            return;
        }
        if (!added.isEmpty() || roomChanged) {
            added.forEach(activity -> rest.put(activity, addTo(others, activity)));
            added.clear();
            leaveRoom();
            roomChanged = false;
        }
        alone.solve();
        members.forEach((activity, twin) -> system.setGuarantee(activity, alone.rate(twin)));
    }

    private void leaveRoom() {
        others.solve();
        for (int r = 0; r < system.resourceCount(); r++) {
            double capacity = system.capacity(r);
            alone.setCapacity(r, Math.max(share * capacity, capacity - others.used(r)));
        }
    }

    private int addTo(MaxMin part, int activity) {
        return part.addActivity(
                system.penalty(activity),
                system.bound(activity),
                system.resources(activity),
                system.weights(activity));
    }
}
