package dev.faultline.node.store;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known in memory of one row: whether it holds a stripe, which drives its strips are on,
 * and how many of its blocks are still current. The background thread changes it, all others read;
 * only the count of current blocks is changed by any.
 */
final class Row {

    /** In place of a drive: the strip is nowhere. */
    static final byte NOWHERE = (byte) 0xff;

    enum State {
        /** May be written. */
        FREE,
        /** Holds a stripe. */
        HELD,
        /** Nothing in it is current any more, and it is free after the next force. */
        LEFT
    }

    final int index;
    private final AtomicInteger live = new AtomicInteger();
    private volatile State state = State.FREE;
    private volatile byte[] drives = {};
    private volatile int dataStrips;
    private volatile long generation;

    Row(int index) {
        this.index = index;
    }

    /** A stripe is here now. The drives are of strips 0, 1, ... */
    void hold(long newGeneration, int newDataStrips, byte[] newDrives) {
        generation = newGeneration;
        dataStrips = newDataStrips;
        drives = newDrives;
        state = State.HELD;
    }

    void state(State next) {
        state = next;
    }

    State state() {
        return state;
    }

    boolean held() {
        return state == State.HELD;
    }

    void move(int strip, byte drive) {
        byte[] changed = drives.clone();
        changed[strip] = drive;
        drives = changed;
    }

    /** Forgets the strips on this drive; returns whether there was one. */
    boolean leave(byte drive) {
        byte[] changed = drives.clone();
        boolean any = false;
        for (int strip = 0; strip < changed.length; strip++) {
            if (changed[strip] == drive) {
                changed[strip] = NOWHERE;
                any = true;
            }
        }
        if (any) {
            drives = changed;
        }
        return any;
    }

    /** Of each strip; not to be changed. */
    byte[] drives() {
        return drives;
    }

    boolean uses(byte drive) {
        for (byte each : drives) {
            if (each == drive) {
                return true;
            }
        }
        return false;
    }

    int missing() {
        int count = 0;
        for (byte drive : drives) {
            count += drive == NOWHERE ? 1 : 0;
        }
        return count;
    }

    int strips() {
        return drives.length;
    }

    int dataStrips() {
        return dataStrips;
    }

    int slots() {
        return dataStrips * Geometry.STRIP_BLOCKS;
    }

    long generation() {
        return generation;
    }

    int live() {
        return live.get();
    }

    /** Returns how many are left. */
    int addLive(int count) {
        return live.addAndGet(count);
    }

    @Override
    public String toString() {
        return "row %d %s, generation %d, %d live, drives %s"
                .formatted(index, state, generation, live(), Arrays.toString(drives));
    }
}
