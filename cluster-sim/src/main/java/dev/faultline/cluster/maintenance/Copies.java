package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.flow.Flows;
import dev.faultline.cluster.flow.GuaranteedShare;
import dev.faultline.cluster.flow.MaxMin;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.DriveKind;
import dev.faultline.cluster.topology.NodeKind;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Copies of whole nodes to new VMs, while the nodes go on serving.
 *
 * <p>A byte is read from the node's drives, leaves by its NICs, and enters a VM of the same kind in
 * the same failure domain, so it crosses no uplink. The VM serves nobody yet: it bounds the copy by
 * what its own NICs, drives and local write cap take. On the old node the copy shares drives and
 * NICs with clients and rebuilds, with a guaranteed share, as rebuilding has.
 */
final class Copies {

    /** As for rebuilding: beyond its guarantee a copy takes what clients leave. */
    private static final double PENALTY = 1;

    private final Resources resources;
    private final Cluster cluster;
    private final List<Layout> layouts;
    private final Flows flows;
    private final GuaranteedShare guaranteed;
    private final double mostBytesPerSecond;
    private final Consumer<Work> done;
    private final Map<Integer, Copy> underWay = new TreeMap<>();

    private record Copy(Work work, double bytes, boolean[] working) {}

    /** Makes the copies for whoever is to hear of their ends. */
    @FunctionalInterface
    interface Maker {
        Copies of(Consumer<Work> done);
    }

    Copies(
            Resources resources,
            List<Layout> layouts,
            MaxMin system,
            Flows flows,
            Policy.Migration migration,
            Consumer<Work> done) {
        this.resources = resources;
        this.cluster = resources.cluster();
        this.layouts = layouts;
        this.flows = flows;
        this.guaranteed = new GuaranteedShare(system, migration.share());
        this.mostBytesPerSecond = migration.mostBytesPerSecond();
        this.done = done;
    }

    /** Begins to copy a visit's nodes; done runs when all of it is there. */
    void start(Work work, Health health, double[] capacities) {
        double[] bytesOfDrive = bytesOfDrives(work, health);
        double bytes = Arrays.stream(bytesOfDrive).sum();
        start(work, bytes, bytesOfDrive, health, capacities);
    }

    /** Bytes per second copied now. */
    double rate() {
        double sum = 0;
        for (int activity : underWay.keySet()) {
            sum += flows.rate(activity);
        }
        return sum;
    }

    /** Gives up the copy of a visit, if there is one; what it copied so far counts. */
    void giveUp(Work work) {
        for (Map.Entry<Integer, Copy> entry : List.copyOf(underWay.entrySet())) {
            if (entry.getValue().work() == work) {
                stop(entry.getKey());
            }
        }
    }

    /**
     * Follows a change of health: copies of nodes that no longer work are given up, and those that
     * lost drives go on with the rest.
     *
     * @return visits whose copies were given up
     */
    List<Work> follow(Health health, double[] capacities) {
        List<Work> givenUp = new ArrayList<>();
        for (Map.Entry<Integer, Copy> entry : List.copyOf(underWay.entrySet())) {
            Work work = entry.getValue().work();
            if (Arrays.equals(entry.getValue().working(), workingDrives(work, health))) {
                continue;
            }
            double left = flows.remaining(entry.getKey());
            stop(entry.getKey());
            if (Arrays.stream(work.visit().nodes()).allMatch(health::nodeWorks)) {
                double[] bytesOfDrive = bytesOfDrives(work, health);
                double most = Arrays.stream(bytesOfDrive).sum();
                start(work, Math.min(left, most), bytesOfDrive, health, capacities);
            } else {
                givenUp.add(work);
            }
        }
        return givenUp;
    }

    private void start(
            Work work, double bytes, double[] bytesOfDrive, Health health, double[] capacities) {
        Demand demand = demand(bytesOfDrive);
        int[] used = demand.resources(capacities);
        int[] activity = new int[1];
        activity[0] =
                flows.start(
                        bytes,
                        PENALTY,
                        bound(work),
                        used,
                        demand.weights(used),
                        () -> finish(activity[0]));
        guaranteed.include(activity[0]);
        underWay.put(activity[0], new Copy(work, bytes, workingDrives(work, health)));
    }

    private void finish(int activity) {
        Copy copy = Objects.requireNonNull(underWay.remove(activity));
        copy.work().copiedBytes += copy.bytes();
        done.accept(copy.work());
    }

    private void stop(int activity) {
        Copy copy = Objects.requireNonNull(underWay.remove(activity));
        copy.work().copiedBytes += copy.bytes() - flows.remaining(activity);
        flows.stop(activity);
    }

    /** For each byte: every drive gives its part of it. */
    private Demand demand(double[] bytesOfDrive) {
        Demand demand = new Demand(resources);
        double read = cluster.driveKind().readBytesPerSecond();
        int out = resources.first(ResourceKind.NIC_OUT);
        int local = resources.first(ResourceKind.LOCAL_READ);
        double sum = 0;
        for (int drive = 0; drive < bytesOfDrive.length; drive++) {
            if (bytesOfDrive[drive] > 0) {
                int node = cluster.nodeOfDrive(drive);
                demand.add(drive, bytesOfDrive[drive] / read);
                demand.add(out + node, bytesOfDrive[drive]);
                demand.add(local + node, bytesOfDrive[drive]);
                sum += bytesOfDrive[drive];
            }
        }
        if (sum > 0) {
            demand.divide(sum);
        }
        return demand;
    }

    /** What the new VMs take, one for each node. */
    private double bound(Work work) {
        double sum = 0;
        for (int node : work.visit().nodes()) {
            NodeKind kind = cluster.kindOf(node);
            DriveKind drive = kind.drive();
            double network = kind.nicCount() * kind.nicBytesPerSecond();
            double write = drive == null ? 0 : kind.driveCount() * drive.writeBytesPerSecond();
            double most = Math.min(network, Math.min(write, kind.localWriteBytesPerSecond()));
            sum += Math.min(most, mostBytesPerSecond);
        }
        return sum;
    }

    private double[] bytesOfDrives(Work work, Health health) {
        double[] bytes = new double[cluster.driveCount()];
        for (int node : work.visit().nodes()) {
            cluster.drivesOfNode(node)
                    .filter(health::driveWorks)
                    .forEach(drive -> bytes[drive] = bytesOn(drive));
        }
        return bytes;
    }

    private double bytesOn(int drive) {
        double[] bytes = new double[1];
        for (Layout layout : layouts) {
            layout.states()
                    .forEachStripOf(
                            drive,
                            strip ->
                                    bytes[0] +=
                                            layout.states().stateOf(strip) == StripState.HERE
                                                    ? layout.stripBytes()
                                                    : 0);
        }
        return bytes[0];
    }

    private boolean[] workingDrives(Work work, Health health) {
        int[] drives = Arrays.stream(work.visit().nodes()).flatMap(cluster::drivesOfNode).toArray();
        boolean[] working = new boolean[drives.length];
        for (int i = 0; i < drives.length; i++) {
            working[i] = health.driveWorks(drives[i]);
        }
        return working;
    }
}
