package dev.faultline.cluster.topology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clusters with round numbers, built without files. */
public final class SmallClusters {

    /** 1 TB, reads 1 GB/s, writes 0.5 GB/s, 5 to 10 W. */
    public static final DriveKind DRIVE = new DriveKind("drive", 1e12, 1e9, 0.5e9, 5, 10);

    /** 100 GB, 1 GB/s either way. */
    public static final DriveKind BUFFER = new DriveKind("buffer", 100e9, 1e9, 1e9, 5, 10);

    /** 8 cores; 10 GB/s each. */
    public static final CpuKind CPU = new CpuKind("cpu", 8, 10e9, 10e9);

    private SmallClusters() {}

    /** A node with one NIC of 2 GB/s and a buffer drive if it has any drives. */
    public static NodeKind node(int drives, double nicBytesPerSecond, @Nullable CpuKind cpu) {
        return new NodeKind(
                "node",
                drives,
                drives == 0 ? null : DRIVE,
                drives == 0 ? 0 : 1,
                drives == 0 ? null : BUFFER,
                1,
                nicBytesPerSecond,
                nicBytesPerSecond,
                cpu,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                1,
                new NodePower(100, 200, 1));
    }

    /** The same node with so many NICs. */
    public static NodeKind withNics(NodeKind node, int nics) {
        return new NodeKind(
                node.name(),
                node.driveCount(),
                node.drive(),
                node.bufferCount(),
                node.buffer(),
                nics,
                node.nicBytesPerSecond(),
                node.nicLineBytesPerSecond(),
                node.cpu(),
                node.localReadBytesPerSecond(),
                node.localWriteBytesPerSecond(),
                node.rackUnits(),
                node.power());
    }

    /** The same node with so many write-buffer drives. */
    public static NodeKind withBuffers(NodeKind node, int buffers) {
        return new NodeKind(
                node.name(),
                node.driveCount(),
                node.drive(),
                buffers,
                buffers == 0 ? null : BUFFER,
                node.nicCount(),
                node.nicBytesPerSecond(),
                node.nicLineBytesPerSecond(),
                node.cpu(),
                node.localReadBytesPerSecond(),
                node.localWriteBytesPerSecond(),
                node.rackUnits(),
                node.power());
    }

    /** Every node serves clients and holds drives. */
    public static Cluster converged(int domains, int racks, int nodes, int drives) {
        return new ClusterBuilder()
                .group(
                        new NodeGroup("storage", node(drives, 2e9, CPU), true),
                        domains,
                        racks,
                        nodes)
                .build();
    }

    /** One rack a domain, and in each domain its own number of nodes with two drives each. */
    public static Cluster unequal(int... nodesOfDomain) {
        NodeGroup group = new NodeGroup("storage", node(2, 2e9, CPU), true);
        int[] domainOfRack = new int[nodesOfDomain.length];
        List<Integer> rackOfNode = new ArrayList<>();
        for (int domain = 0; domain < nodesOfDomain.length; domain++) {
            domainOfRack[domain] = domain;
            for (int node = 0; node < nodesOfDomain[domain]; node++) {
                rackOfNode.add(domain);
            }
        }
        int[] racks = rackOfNode.stream().mapToInt(Integer::intValue).toArray();
        return new Cluster(List.of(group), domainOfRack, racks, new int[racks.length]);
    }
}
