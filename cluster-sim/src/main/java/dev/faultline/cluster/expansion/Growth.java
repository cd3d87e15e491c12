package dev.faultline.cluster.expansion;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.node.units.RefusedArgument;
import java.util.HashMap;
import java.util.Map;

/**
 * A cluster and the larger one that it becomes. A node is known again by its group, its domain, the
 * place of its rack among those that the group has in the domain, and its place among the group's
 * nodes in that rack.
 *
 * @param driveAfter for each drive of before its number in after
 * @param oldDrive for each drive of after whether it was there before; likewise nodes and racks
 */
public record Growth(
        Cluster before,
        Cluster after,
        int[] driveAfter,
        boolean[] oldDrive,
        boolean[] oldNode,
        boolean[] oldRack) {

    private record Seat(String group, int domain, int rackInDomain, int nodeInRack) {}

    /** Throws {@link IllegalArgumentException} where a part of before is not in after. */
    public static Growth of(Cluster before, Cluster after) {
        Map<Seat, Integer> seats = new HashMap<>();
        Seat[] of = seats(after);
        for (int node = 0; node < of.length; node++) {
            seats.put(of[node], node);
        }
        Growth growth =
                new Growth(
                        before,
                        after,
                        new int[before.driveCount()],
                        new boolean[after.driveCount()],
                        new boolean[after.nodeCount()],
                        new boolean[after.rackCount()]);
        Seat[] old = seats(before);
        for (int node = 0; node < old.length; node++) {
            Integer again = seats.get(old[node]);
            if (again == null || !before.kindOf(node).equals(after.kindOf(again))) {
                throw new RefusedArgument(
                        before.nodeName(node) + " is not in the cluster that it is to grow to");
            }
            growth.keep(node, again);
        }
        return growth;
    }

    /** Drives that were not there before. */
    public int newDrives() {
        return after.driveCount() - before.driveCount();
    }

    private void keep(int nodeBefore, int nodeAfter) {
        oldNode[nodeAfter] = true;
        oldRack[after.rackOfNode(nodeAfter)] = true;
        int first = before.firstDriveOfNode(nodeBefore);
        for (int slot = 0; slot < before.kindOf(nodeBefore).driveCount(); slot++) {
            int drive = after.firstDriveOfNode(nodeAfter) + slot;
            driveAfter[first + slot] = drive;
            oldDrive[drive] = true;
        }
    }

    private static Seat[] seats(Cluster cluster) {
        Seat[] seats = new Seat[cluster.nodeCount()];
        Map<String, int[]> racksSeen = new HashMap<>();
        for (int node = 0; node < seats.length; node++) {
            String group = cluster.groupOf(node).name();
            int domain = cluster.domainOfNode(node);
            int[] seen =
                    racksSeen.computeIfAbsent(group + "/" + domain, key -> new int[] {-1, -1, 0});
            if (seen[0] != cluster.rackOfNode(node)) {
                seen[0] = cluster.rackOfNode(node);
                seen[1]++;
                seen[2] = 0;
            }
            seats[node] = new Seat(group, domain, seen[1], seen[2]++);
        }
        return seats;
    }
}
