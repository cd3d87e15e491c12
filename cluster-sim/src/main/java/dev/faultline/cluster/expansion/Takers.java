package dev.faultline.cluster.expansion;

import java.util.random.RandomGenerator;

/**
 * The drives of one failure domain that lack strips, dealt in shuffled rounds: each is given one
 * before any is given a second, so that consecutive groups load all of them evenly.
 */
final class Takers {

    private final int[] drives;
    private final int[] needOf;
    private final RandomGenerator random;
    private int count;
    private int next;
    private long need;

    /**
     * @param needOf strips that each drive of the site still lacks; shared, and counted down here
     */
    Takers(int[] drives, int[] needOf, RandomGenerator random) {
        this.drives = drives;
        this.needOf = needOf;
        this.random = random;
        this.count = drives.length;
        for (int drive : drives) {
            need += needOf[drive];
        }
        nextRound();
    }

    /** Strips that the domain still lacks. */
    long need() {
        return need;
    }

    /**
     * A drive that a group may have, or -1. It is not given until {@link #give}.
     *
     * @param group where its strips lie
     * @param distinctNodes whether the group may take only nodes on which it has none
     */
    int find(GroupPlaces group, boolean distinctNodes) {
        int drive = findInRound(group, distinctNodes);
        if (drive < 0 && next > 0) {
            nextRound();
            drive = findInRound(group, distinctNodes);
        }
        return drive;
    }

    private int findInRound(GroupPlaces group, boolean distinctNodes) {
        for (int at = next; at < count; at++) {
            int drive = drives[at];
            if (needOf[drive] > 0 && group.mayTake(drive, distinctNodes)) {
                drives[at] = drives[next];
                drives[next] = drive;
                return drive;
            }
        }
        return -1;
    }

    /** The drive found last has been given a strip. */
    void give(int drive) {
        needOf[drive]--;
        need--;
        if (next < count && drives[next] == drive) {
            next++;
        }
    }

    private void nextRound() {
        count = 0;
        for (int at = 0; at < drives.length; at++) {
            if (needOf[drives[at]] > 0) {
                int drive = drives[at];
                drives[at] = drives[count];
                drives[count++] = drive;
            }
        }
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int drive = drives[i];
            drives[i] = drives[other];
            drives[other] = drive;
        }
        next = 0;
    }
}
