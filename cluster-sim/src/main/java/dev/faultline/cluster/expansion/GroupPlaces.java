package dev.faultline.cluster.expansion;

import dev.faultline.cluster.topology.Cluster;
import java.util.Arrays;

/** Where the strips of one placement group lie, counted by domain, node and drive. */
final class GroupPlaces {

    private final Cluster cluster;
    private final int[] inDomain;
    private final int[] onNode;
    private final boolean[] onDrive;
    private int[] taken = new int[0];
    private int count;

    GroupPlaces(Cluster cluster) {
        this.cluster = cluster;
        this.inDomain = new int[cluster.domainCount()];
        this.onNode = new int[cluster.nodeCount()];
        this.onDrive = new boolean[cluster.driveCount()];
    }

    /** Forgets the group before; at most so many strips follow. */
    void clear(int width) {
        for (int i = 0; i < count; i++) {
            onDrive[taken[i]] = false;
            onNode[cluster.nodeOfDrive(taken[i])] = 0;
            inDomain[cluster.domainOfDrive(taken[i])] = 0;
        }
        count = 0;
        if (taken.length < 4 * width) {
            taken = new int[4 * width];
        }
    }

    void take(int drive) {
        if (count == taken.length) {
            taken = Arrays.copyOf(taken, 2 * count);
        }
        taken[count++] = drive;
        onDrive[drive] = true;
        onNode[cluster.nodeOfDrive(drive)]++;
        inDomain[cluster.domainOfDrive(drive)]++;
    }

    void leave(int drive) {
        onDrive[drive] = false;
        onNode[cluster.nodeOfDrive(drive)]--;
        inDomain[cluster.domainOfDrive(drive)]--;
    }

    int inDomain(int domain) {
        return inDomain[domain];
    }

    /** Whether a drive holds none of the group, and its node neither where that is asked. */
    boolean mayTake(int drive, boolean distinctNodes) {
        return !onDrive[drive] && !(distinctNodes && onNode[cluster.nodeOfDrive(drive)] > 0);
    }
}
