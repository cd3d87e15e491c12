package dev.faultline.cluster.kernel;

import java.util.Arrays;

/**
 * The next few events in order, sorted once and then taken one by one: a stack with the earliest on
 * top.
 */
final class EventRun {

    private long[] keys = new long[2 * 64];
    private int[] slots = new int[64];
    private int size;

    int size() {
        return size;
    }

    long time(int at) {
        return keys[2 * at];
    }

    long order(int at) {
        return keys[2 * at + 1];
    }

    int slot(int at) {
        return slots[at];
    }

    void removeLast() {
        size--;
    }

    void clear() {
        size = 0;
    }

    /** Puts an entry on top, wherever it belongs. */
    void add(long time, long order, int slot) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, 2 * size);
            keys = Arrays.copyOf(keys, 4 * size);
        }
        keys[2 * size] = time;
        keys[2 * size + 1] = order;
        slots[size++] = slot;
    }

    boolean isSorted() {
        for (int at = 1; at < size; at++) {
            if (isBefore(at - 1, at)) {
                return false;
            }
        }
        return true;
    }

    /** Insertion sort: for a few entries, or entries nearly in order. */
    void sort() {
        long[] k = keys;
        for (int n = 1; n < size; n++) {
            long time = k[2 * n];
            long order = k[2 * n + 1];
            int slot = slots[n];
            int at = n;
            while (at > 0 && EventHeap.isBefore(k[2 * at - 2], k[2 * at - 1], time, order)) {
                k[2 * at] = k[2 * at - 2];
                k[2 * at + 1] = k[2 * at - 1];
                slots[at] = slots[at - 1];
                at--;
            }
            k[2 * at] = time;
            k[2 * at + 1] = order;
            slots[at] = slot;
        }
    }

    private boolean isBefore(int at, int other) {
        return EventHeap.isBefore(
                keys[2 * at], keys[2 * at + 1], keys[2 * other], keys[2 * other + 1]);
    }
}
