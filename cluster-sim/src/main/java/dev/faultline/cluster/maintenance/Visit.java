package dev.faultline.cluster.maintenance;

import java.util.Arrays;

/**
 * One time that the platform takes a node, or all nodes of a host, at once.
 *
 * @param announcement which announcement of the calendar it belongs to, from 0
 * @param nodes in growing order
 * @param announcedNanos when the operator hears of it
 * @param opensNanos when its window opens
 * @param closesNanos when its window closes: the platform has begun by then
 * @param platformNanos when the platform begins by itself, within the window
 * @param plan what is done
 */
public record Visit(
        int announcement,
        int[] nodes,
        long announcedNanos,
        long opensNanos,
        long closesNanos,
        long platformNanos,
        MaintenancePlan plan) {

    /** Whether all of these are among its nodes. */
    boolean holds(int[] others) {
        return Arrays.stream(others).allMatch(node -> Arrays.binarySearch(nodes, node) >= 0);
    }
}
