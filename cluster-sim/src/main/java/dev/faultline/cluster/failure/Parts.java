package dev.faultline.cluster.failure;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.NodeKind;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some parts of one kind.
 *
 * @param indices counted from 0 over the whole site and in growing order; a NIC's index is {@code
 *     node * MOST_NICS + nic}
 */
public record Parts(PartKind kind, int[] indices) {

    /** Most NICs that one node can have. */
    public static final int MOST_NICS = NodeKind.MOST_NICS;

    /** The nodes that these parts are, hold or belong to, each once. */
    public int[] nodes(Cluster cluster) {
        IntStream nodes =
                switch (kind) {
                    case DOMAIN ->
                            IntStream.range(0, cluster.nodeCount())
                                    .filter(node -> has(cluster.domainOfNode(node)));
                    case UPDATE_DOMAIN ->
                            IntStream.range(0, cluster.nodeCount())
                                    .filter(node -> has(cluster.updateDomainOfNode(node)));
                    case RACK ->
                            IntStream.range(0, cluster.nodeCount())
                                    .filter(node -> has(cluster.rackOfNode(node)));
                    case NODE -> Arrays.stream(indices);
                    case DRIVE -> Arrays.stream(indices).map(cluster::nodeOfDrive);
                    case BUFFER -> Arrays.stream(indices).map(cluster::nodeOfBuffer);
                    case NIC -> Arrays.stream(indices).map(nic -> nic / MOST_NICS);
                };
        return nodes.distinct().toArray();
    }

    /** The drives for stripes that these parts are or hold. */
    public int[] drives(Cluster cluster) {
        return switch (kind) {
            case DRIVE -> indices.clone();
            case BUFFER, NIC -> new int[0];
            default -> Arrays.stream(nodes(cluster)).flatMap(cluster::drivesOfNode).toArray();
        };
    }

    /** The write-buffer drives that these parts are or hold. */
    public int[] buffers(Cluster cluster) {
        return switch (kind) {
            case BUFFER -> indices.clone();
            case DRIVE, NIC -> new int[0];
            default -> Arrays.stream(nodes(cluster)).flatMap(cluster::buffersOfNode).toArray();
        };
    }

    /** NICs by the line rate of one of them, in bytes per second. */
    public SortedMap<Double, Parts> byLineRate(Cluster cluster) {
        return Arrays.stream(indices)
                .boxed()
                .collect(
                        Collectors.groupingBy(
                                nic -> cluster.kindOf(nic / MOST_NICS).nicLineBytesPerSecond(),
                                TreeMap::new,
                                Collectors.collectingAndThen(
                                        Collectors.toList(), nics -> of(kind, nics))));
    }

    private static Parts of(PartKind kind, List<Integer> indices) {
        return new Parts(kind, indices.stream().mapToInt(Integer::intValue).toArray());
    }

    private boolean has(int index) {
        return Arrays.binarySearch(indices, index) >= 0;
    }
}
