package dev.faultline.cluster.durability.trial;

import java.util.Arrays;

/**
 * One pool in the middle of a trial. Mutable, used by one thread at a time; {@link #copyFrom} makes
 * it cheap to start many futures from one past.
 */
final class PoolState {
    /** Groups with e erasures that are not rebuilt yet; index 0 is unused. */
    final long[] groups;

    /** When the groups at a level become known to the rebuild. */
    final double[] knownAt;

    /**
     * Work left of each failed drive as a share of its repair (serial and parallel conventions).
     */
    final double[] workLeft;

    /** Places of each kind that were lost since everything was last intact. */
    final int[] struck = new int[PoolModel.CAUSES];

    double time;

    /** Drives down and not yet replaced. */
    int failed;

    /** Most erasures of any group. */
    int top;

    /** Causes that raised the exposure since everything was last intact. */
    int mask;

    /** The level in rebuild, or 0; and seconds already spent on its next group. */
    int active;

    double credit;

    PoolState(int deepest) {
        groups = new long[deepest + 1];
        knownAt = new double[deepest + 1];
        workLeft = new double[deepest + 1];
    }

    void clear(double startTime) {
        Arrays.fill(groups, 0);
        Arrays.fill(knownAt, 0);
        Arrays.fill(struck, 0);
        time = startTime;
        failed = 0;
        top = 0;
        mask = 0;
        active = 0;
        credit = 0;
    }

    void copyFrom(PoolState other) {
        System.arraycopy(other.groups, 0, groups, 0, groups.length);
        System.arraycopy(other.knownAt, 0, knownAt, 0, knownAt.length);
        System.arraycopy(other.workLeft, 0, workLeft, 0, workLeft.length);
        System.arraycopy(other.struck, 0, struck, 0, struck.length);
        time = other.time;
        failed = other.failed;
        top = other.top;
        mask = other.mask;
        active = other.active;
        credit = other.credit;
    }

    /** After counts changed: finds the top level; an intact pool forgets its history. */
    void settle() {
        int level = groups.length - 1;
        while (level > 0 && groups[level] == 0) {
            level--;
        }
        top = level;
        if (level == 0) {
            failed = 0;
            Arrays.fill(struck, 0);
            mask = 0;
            active = 0;
            credit = 0;
        }
    }

    /** Groups with no erasure, of all groups that exist. */
    long intact(long allGroups) {
        long hurt = 0;
        for (int level = 1; level < groups.length; level++) {
            hurt += groups[level];
        }
        return allGroups - hurt;
    }
}
