package dev.faultline.cluster.expansion;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.flow.GuaranteedShare;
import dev.faultline.cluster.flow.MaxMin;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import dev.faultline.cluster.result.ExpansionStage;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.Resources;
import dev.faultline.cluster.workload.Access;
import dev.faultline.cluster.workload.ReadSpread;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a movement takes beside clients who read, and what they are served meanwhile. The
 * movement is guaranteed a share of every resource, then come the clients, then the movement again
 * with what they leave.
 *
 * <p>It goes on in stages: in each, clients read where data lies by then, so the new drives serve
 * more and more of it. All moves go on alike throughout.
 */
final class Pace {

    static final int STAGES = 16;

    /**
     * Clients come first beyond the guarantee: the larger penalty waits. A movement's rate is how
     * often it could be done in a second, clients' are bytes.
     */
    private static final double LAST = 1e30;

    private static final double FIRST = 1;

    private final Resources resources;
    private final double[] capacities;
    private final Paths paths;
    private final double share;
    private final double readsAsked;
    private final double reduction;
    private double seconds;
    private double leastReads = Double.POSITIVE_INFINITY;
    private double bytesRead;
    private final List<ExpansionStage> stages = new ArrayList<>();

    /**
     * @param share of every resource that the movement is guaranteed, above 0 to 1
     * @param readsAsked by clients in bytes per second; infinite for all they can get
     */
    Pace(Resources resources, double share, double readsAsked, double reduction) {
        this.resources = resources;
        Health health = Health.of(resources.cluster(), List.of());
        this.capacities = resources.capacities(health);
        this.paths = new Paths(resources, health);
        this.share = share;
        this.readsAsked = readsAsked;
        this.reduction = reduction;
    }

    /** Carries out the moves of users' data stage by stage. */
    void move(Layout data, Moves moves, Demand total) {
        for (int stage = 0; stage < STAGES; stage++) {
            stay(data, total.times(1.0 / STAGES));
            int from = (int) ((long) moves.count() * stage / STAGES);
            int to = (int) ((long) moves.count() * (stage + 1) / STAGES);
            moves.apply(data.placement(), from, to);
        }
    }

    /** A movement during which clients' data stays where it is. */
    void stay(Layout data, Demand total) {
        MaxMin system = new MaxMin();
        for (double capacity : capacities) {
            system.addResource(Math.min(capacity, Double.MAX_VALUE));
        }
        GuaranteedShare guaranteed = new GuaranteedShare(system, share);
        int movement = add(system, total, LAST, Double.POSITIVE_INFINITY);
        guaranteed.include(movement);
        int clients = add(system, reads(data), FIRST, readsAsked);
        system.solve();
        double stage = 1 / system.rate(movement);
        stages.add(
                new ExpansionStage(
                        seconds,
                        seconds + stage,
                        (stages.size() + 1.0) / STAGES,
                        system.rate(clients)));
        seconds += stage;
        leastReads = Math.min(leastReads, system.rate(clients));
        bytesRead += stage * system.rate(clients);
    }

    /** What clients can read where nothing moves: what the first resource refuses. */
    double mostReads(Layout data) {
        Demand demand = reads(data);
        double most = Double.POSITIVE_INFINITY;
        for (int resource : demand.resources(capacities)) {
            most = Math.min(most, capacities[resource] / demand.of(resource));
        }
        return most;
    }

    double seconds() {
        return seconds;
    }

    /** Of a movement, one after the other. */
    List<ExpansionStage> stages() {
        return List.copyOf(stages);
    }

    double leastReadBytesPerSecond() {
        return leastReads;
    }

    double meanReadBytesPerSecond() {
        return bytesRead / seconds;
    }

    private Demand reads(Layout data) {
        Demand demand = new Demand(resources);
        ReadSpread.of(
                        data,
                        PartlyRecreated.NOTHING,
                        Access.SEQUENTIAL,
                        resources.cluster().driveCount())
                .addTo(demand, paths, reduction);
        return demand;
    }

    private int add(MaxMin system, Demand demand, double penalty, double bound) {
        int[] used = demand.resources(capacities);
        return system.addActivity(penalty, bound, used, demand.weights(used));
    }
}
