package dev.faultline.cluster.protection;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * Which strips of each placement group can be read, and so how many more erasures each group
 * survives. Counted group by group, never estimated.
 *
 * <p>Kept up to date by its owner, who tells of drives that change and strips that move. Not
 * thread-safe.
 */
public final class GroupStates {

    private static final StripState[] STATES = StripState.values();

    private final Placement placement;
    private final Code code;
    private final StripIndex stripsOfDrive;
    private final byte[] stateOfStrip;
    private final short[] missing;
    private final short[] gone;
    private final byte[] redundancy;
    private final int[] groupsByRedundancy;
    private final BitSet degraded = new BitSet();

    public GroupStates(Placement placement, int driveCount) {
        this.placement = placement;
        this.code = placement.code();
        this.stripsOfDrive = new StripIndex(placement, driveCount);
        this.stateOfStrip = new byte[placement.stripCount()];
        this.missing = new short[placement.groupCount()];
        this.gone = new short[placement.groupCount()];
        this.redundancy = new byte[placement.groupCount()];
        this.groupsByRedundancy = new int[code.tolerance() + 1];
        Arrays.fill(redundancy, (byte) code.tolerance());
        groupsByRedundancy[code.tolerance()] = placement.groupCount();
    }

    /** All strips on a drive are now in a state; those that are gone stay gone. */
    public void driveIs(int drive, StripState state) {
        stripsOfDrive.forEach(
                drive,
                strip -> {
                    if (stateOf(strip) != StripState.GONE) {
                        set(strip, state);
                    }
                });
    }

    /** A strip has been re-created on a drive that works. */
    public void recreated(int strip, int drive) {
        placement.move(strip, drive);
        stripsOfDrive.add(drive, strip);
        set(strip, StripState.HERE);
    }

    public StripState stateOf(int strip) {
        return STATES[stateOfStrip[strip]];
    }

    public StripState stateOf(int group, int position) {
        return stateOf(group * code.width() + position);
    }

    /** More erasures that a group survives now; {@link Survival#BEYOND} if it cannot be decoded. */
    public int redundancyOf(int group) {
        return redundancy[group];
    }

    /** More erasures that a group would survive if it could also be read in these positions. */
    public int redundancyWith(int group, int[] readable) {
        return survives(group, StripState.AWAY, readable);
    }

    /** Strips of a group that cannot be read now. */
    public int missingOf(int group) {
        return missing[group];
    }

    /** Whether a group cannot be decoded even when everything that is away has come back. */
    public boolean isLost(int group) {
        return gone[group] > 0 && survives(group, StripState.GONE) == Survival.BEYOND;
    }

    /** Groups with a strip that cannot be read, in growing order. */
    public void forEachDegraded(IntConsumer action) {
        for (int g = degraded.nextSetBit(0); g >= 0; g = degraded.nextSetBit(g + 1)) {
            action.accept(g);
        }
    }

    /** Groups that survive exactly so many more erasures. */
    public int groupsWith(int moreErasures) {
        return groupsByRedundancy[moreErasures];
    }

    /** Strips of a drive, as they lie now. */
    public void forEachStripOf(int drive, IntConsumer action) {
        stripsOfDrive.forEach(drive, action);
    }

    private void set(int strip, StripState state) {
        StripState before = STATES[stateOfStrip[strip]];
        if (before == state) {
            return;
        }
        int group = strip / code.width();
        stateOfStrip[strip] = (byte) state.ordinal();
        missing[group] += (short) (missingIn(state) - missingIn(before));
        gone[group] += (short) (goneIn(state) - goneIn(before));
        degraded.set(group, missing[group] > 0);
        count(group, -1);
        redundancy[group] = (byte) survives(group, StripState.AWAY);
        count(group, 1);
    }

    private void count(int group, int change) {
        if (redundancy[group] != Survival.BEYOND) {
            groupsByRedundancy[redundancy[group]] += change;
        }
    }

    /**
     * More erasures that a group survives when strips in this state or a worse one are erased, but
     * not those in some positions that would be.
     */
    private int survives(int group, StripState erasedFrom, int... spared) {
        if (code.localGroups() == 0) {
            int erased = erasedFrom == StripState.GONE ? gone[group] : missing[group];
            return Survival.redundancy(code.globalParities(), erased - spared.length);
        }
        BitSet erased = new BitSet();
        for (int position = 0; position < code.width(); position++) {
            erased.set(position, stateOf(group, position).compareTo(erasedFrom) >= 0);
        }
        for (int position : spared) {
            erased.clear(position);
        }
        int[] local = new int[code.localGroups()];
        int global = 0;
        for (int at = erased.nextSetBit(0); at >= 0; at = erased.nextSetBit(at + 1)) {
            int localGroup = code.localGroupOf(at);
            if (localGroup < 0) {
                global++;
            } else {
                local[localGroup]++;
            }
        }
        return Survival.redundancy(code, global, local);
    }

    private static int missingIn(StripState state) {
        return state == StripState.HERE ? 0 : 1;
    }

    private static int goneIn(StripState state) {
        return state == StripState.GONE ? 1 : 0;
    }
}
