package dev.faultline.cluster.traffic;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.CpuKind;
import dev.faultline.cluster.topology.NodeKind;

/**
 * The resources of a cluster in one numbering: first a resource for each drive, then for each kind
 * of per-node resource one for each node, then the uplinks of each rack.
 */
public final class Resources {

    private static final int PER_NODE = 6;

    private final Cluster cluster;
    private final double uplinkOversubscription;
    private final int drives;
    private final int nodes;

    /**
     * @param uplinkOversubscription what a rack's nodes can send divided by what its uplinks carry
     */
    public Resources(Cluster cluster, double uplinkOversubscription) {
        this.cluster = cluster;
        this.uplinkOversubscription = uplinkOversubscription;
        this.drives = cluster.driveCount();
        this.nodes = cluster.nodeCount();
    }

    public Cluster cluster() {
        return cluster;
    }

    public int count() {
        return drives + PER_NODE * nodes + 2 * cluster.rackCount();
    }

    /** First resource of a kind; those of one kind follow each other. */
    public int first(ResourceKind kind) {
        int ordinal = kind.ordinal();
        if (ordinal == 0) {
            return 0;
        }
        int perNode = Math.min(ordinal - 1, PER_NODE);
        int racks = Math.max(0, ordinal - 1 - PER_NODE);
        return drives + perNode * nodes + racks * cluster.rackCount();
    }

    /** How many resources of a kind there are. */
    public int count(ResourceKind kind) {
        return switch (kind) {
            case DRIVE -> drives;
            case UPLINK_IN, UPLINK_OUT -> cluster.rackCount();
            default -> nodes;
        };
    }

    public ResourceKind kindOf(int resource) {
        ResourceKind[] kinds = ResourceKind.values();
        int kind = kinds.length - 1;
        while (first(kinds[kind]) > resource) {
            kind--;
        }
        return kinds[kind];
    }

    /** As results name it: {@code NIC out of node/r3/n4}. */
    public String nameOf(int resource) {
        ResourceKind kind = kindOf(resource);
        int index = resource - first(kind);
        return kind.words()
                + " of "
                + switch (kind) {
                    case DRIVE -> cluster.driveName(index);
                    case UPLINK_IN, UPLINK_OUT -> "rack/" + index;
                    default -> cluster.nodeName(index);
                };
    }

    /** Capacity of each resource in a state of health; infinite where there is no such limit. */
    public double[] capacities(Health health) {
        double[] capacity = new double[count()];
        for (int drive = 0; drive < drives; drive++) {
            capacity[drive] = health.driveSpeed(drive);
        }
        for (int node = 0; node < nodes; node++) {
            NodeKind kind = cluster.kindOf(node);
            CpuKind cpu = kind.cpu();
            double works = health.nodeWorks(node) ? 1 : 0;
            double network = kind.nicCount() * kind.nicBytesPerSecond() * health.networkShare(node);
            capacity[first(ResourceKind.NIC_IN) + node] = network;
            capacity[first(ResourceKind.NIC_OUT) + node] = network;
            capacity[first(ResourceKind.CPU) + node] =
                    cpu == null ? 0 : cpu.cores() * health.nodeSpeed(node);
            capacity[first(ResourceKind.BUFFER) + node] = health.bufferShare(node);
            capacity[first(ResourceKind.LOCAL_READ) + node] =
                    works == 0 ? 0 : kind.localReadBytesPerSecond();
            capacity[first(ResourceKind.LOCAL_WRITE) + node] =
                    works == 0 ? 0 : kind.localWriteBytesPerSecond();
        }
        for (int rack = 0; rack < cluster.rackCount(); rack++) {
            double uplink = nominalUplink(rack) * health.uplinkShare(rack);
            capacity[first(ResourceKind.UPLINK_OUT) + rack] = uplink;
            capacity[first(ResourceKind.UPLINK_IN) + rack] = uplink;
        }
        return capacity;
    }

    private double nominalUplink(int rack) {
        double sum = 0;
        for (int n = cluster.firstNodeOfRack(rack); n < cluster.firstNodeOfRack(rack + 1); n++) {
            NodeKind kind = cluster.kindOf(n);
            sum += kind.nicCount() * kind.nicLineBytesPerSecond();
        }
        return sum / uplinkOversubscription;
    }
}
