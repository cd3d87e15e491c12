package dev.faultline.cluster.protection;

import dev.faultline.cluster.topology.Cluster;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Deals the drives of some nodes (of one failure domain) for ever, in shuffled layers that take one
 * drive of each node. A drive that a placement group may not take now is held back and dealt first
 * to the next.
 */
final class DomainDealer {

    private final RandomGenerator random;
    private final Cluster cluster;
    private final int[][] drivesOfNodes;
    private final int[] layerOrder;
    private final int driveCount;
    private final int layers;
    private final boolean distinctNodes;
    private final ArrayDeque<Integer> heldBack = new ArrayDeque<>();
    private final int[] lastGroupOf;
    private int next;
    private int layer;
    private long dealt;

    /**
     * @param nodes that hold the drives to deal
     * @param atOnce strips that one group may take here: on distinct nodes if there are so many,
     *     else on distinct drives
     * @param lastGroupOf for each drive the last group that took it, -1 at first; a node is known
     *     by its first drive. Shared by the dealers of all domains.
     */
    DomainDealer(
            Cluster cluster, int[] nodes, int atOnce, int[] lastGroupOf, RandomGenerator random) {
        this.random = random;
        this.cluster = cluster;
        this.drivesOfNodes =
                Arrays.stream(nodes)
                        .mapToObj(node -> cluster.drivesOfNode(node).toArray())
                        .toArray(int[][]::new);
        this.layerOrder = IntStream.range(0, drivesOfNodes.length).toArray();
        this.driveCount = Arrays.stream(drivesOfNodes).mapToInt(drives -> drives.length).sum();
        this.layers =
                Arrays.stream(drivesOfNodes).mapToInt(drives -> drives.length).max().orElse(0);
        this.distinctNodes = drivesOfNodes.length >= atOnce;
        this.lastGroupOf = lastGroupOf;
        this.layer = layers;
        this.next = layerOrder.length;
    }

    int driveCount() {
        return driveCount;
    }

    /** Strips dealt for each drive of the domain so far. */
    double dealtShare() {
        return (double) dealt / driveCount;
    }

    /** A drive for a group that has taken fewer than {@code atOnce} here. */
    int deal(int group) {
        dealt++;
        for (Iterator<Integer> held = heldBack.iterator(); held.hasNext(); ) {
            int drive = held.next();
            if (lastGroupOf[unit(drive)] != group) {
                held.remove();
                return give(drive, group);
            }
        }
        while (true) {
            int drive = draw();
            if (lastGroupOf[unit(drive)] != group) {
                return give(drive, group);
            }
            heldBack.add(drive);
        }
    }

    private int give(int drive, int group) {
        lastGroupOf[unit(drive)] = group;
        return drive;
    }

    private int unit(int drive) {
        return distinctNodes ? cluster.firstDriveOfNode(cluster.nodeOfDrive(drive)) : drive;
    }

    private int draw() {
        while (true) {
            if (next == layerOrder.length) {
                nextLayer();
            }
            int[] drives = drivesOfNodes[layerOrder[next++]];
            if (layer < drives.length) {
                return drives[layer];
            }
        }
    }

    private void nextLayer() {
        layer++;
        if (layer >= layers) {
            layer = 0;
            for (int[] drives : drivesOfNodes) {
                shuffle(drives);
            }
        }
        shuffle(layerOrder);
        next = 0;
    }

    private void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }
}
