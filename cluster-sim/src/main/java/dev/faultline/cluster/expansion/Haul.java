package dev.faultline.cluster.expansion;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.CpuKind;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;
import java.util.List;
import java.util.Objects;

/**
 * What moving strips takes of every resource. A strip is copied, not decoded: read from its drive,
 * checked, written to the other. Where the node that takes it serves clients it fetches the strip
 * itself, straight from the node that has it; an enclosure without a processor has it brought by
 * the front ends.
 */
final class Haul {

    private final Resources resources;
    private final Cluster cluster;
    private final Demand demand;
    private final double[] fetchedFrom;
    private final double[] broughtTo;
    private double bytes;
    private double bytesAcrossRacks;
    private double broughtBytes;

    private Haul(Resources resources) {
        this.resources = resources;
        this.cluster = resources.cluster();
        this.demand = new Demand(resources);
        this.fetchedFrom = new double[cluster.driveCount()];
        this.broughtTo = new double[cluster.driveCount()];
    }

    /** All moves of these layouts, which lie as they do before them. */
    static Haul of(Resources resources, List<Layout> layouts, List<Moves> moves) {
        Haul haul = new Haul(resources);
        for (int i = 0; i < layouts.size(); i++) {
            haul.add(layouts.get(i), moves.get(i));
        }
        haul.bringThroughFrontEnds();
        return haul;
    }

    double bytes() {
        return bytes;
    }

    /** Bytes that leave their rack. */
    double bytesAcrossRacks() {
        return bytesAcrossRacks;
    }

    /** For all of it together. */
    Demand demand() {
        return demand;
    }

    private void add(Layout layout, Moves moves) {
        double strip = layout.stripBytes();
        for (int i = 0; i < moves.count(); i++) {
            int from = layout.placement().driveOfStrip(moves.strips()[i]);
            int to = moves.targets()[i];
            bytes += strip;
            boolean leaves = cluster.rackOfDrive(from) != cluster.rackOfDrive(to);
            bytesAcrossRacks += leaves ? strip : 0;
            if (cluster.groupOf(cluster.nodeOfDrive(to)).serves()) {
                fetch(from, to, strip);
            } else {
                fetchedFrom[from] += strip;
                broughtTo[to] += strip;
                broughtBytes += strip;
            }
        }
    }

    private void fetch(int from, int to, double strip) {
        int source = cluster.nodeOfDrive(from);
        int target = cluster.nodeOfDrive(to);
        demand.add(from, strip / cluster.driveKind().readBytesPerSecond());
        demand.add(to, strip / cluster.driveKind().writeBytesPerSecond());
        add(ResourceKind.LOCAL_READ, source, strip);
        add(ResourceKind.LOCAL_WRITE, target, strip);
        CpuKind cpu = Objects.requireNonNull(cluster.kindOf(target).cpu());
        add(ResourceKind.CPU, target, strip / cpu.checksumBytesPerSecond());
        if (source != target) {
            add(ResourceKind.NIC_OUT, source, strip);
            add(ResourceKind.NIC_IN, target, strip);
        }
        if (cluster.rackOfDrive(from) != cluster.rackOfDrive(to)) {
            add(ResourceKind.UPLINK_OUT, cluster.rackOfDrive(from), strip);
            add(ResourceKind.UPLINK_IN, cluster.rackOfDrive(to), strip);
        }
    }

    private void add(ResourceKind kind, int index, double amount) {
        demand.add(resources.first(kind) + index, amount);
    }

    private void bringThroughFrontEnds() {
        if (broughtBytes > 0) {
            Paths paths = new Paths(resources, Health.of(cluster, List.of()));
            paths.gather(demand, fetchedFrom);
            paths.scatter(demand, broughtTo);
            paths.compute(demand, broughtBytes, 0);
        }
    }
}
