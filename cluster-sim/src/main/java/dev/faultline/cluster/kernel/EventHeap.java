package dev.faultline.cluster.kernel;

import java.util.Arrays;

/**
 * A four-way heap of (time, order, slot) over primitive arrays; the four children of an entry lie
 * side by side.
 */
final class EventHeap {

    private static final int WAYS = 4;

    /** Entry n is (keys[2n] = time, keys[2n + 1] = order, slots[n]). */
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

    void clear() {
        size = 0;
    }

    void add(long time, long order, int slot) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, 2 * size);
            keys = Arrays.copyOf(keys, 4 * size);
        }
        long[] k = keys;
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) / WAYS;
            if (isBefore(k[2 * parent], k[2 * parent + 1], time, order)) {
                break;
            }
            place(at, k[2 * parent], k[2 * parent + 1], slots[parent]);
            at = parent;
        }
        place(at, time, order, slot);
    }

    void removeFirst() {
        int last = --size;
        if (last > 0) {
            siftDown(keys[2 * last], keys[2 * last + 1], slots[last]);
        }
    }

    private void siftDown(long time, long order, int slot) {
        long[] k = keys;
        int at = 0;
        while (true) {
            int child = WAYS * at + 1;
            if (child >= size) {
                break;
            }
            int end = Math.min(child + WAYS, size);
            int least = child;
            for (int c = child + 1; c < end; c++) {
                if (isBefore(k[2 * c], k[2 * c + 1], k[2 * least], k[2 * least + 1])) {
                    least = c;
                }
            }
            if (isBefore(time, order, k[2 * least], k[2 * least + 1])) {
                break;
            }
            place(at, k[2 * least], k[2 * least + 1], slots[least]);
            at = least;
        }
        place(at, time, order, slot);
    }

    private void place(int at, long time, long order, int slot) {
        keys[2 * at] = time;
        keys[2 * at + 1] = order;
        slots[at] = slot;
    }

    static boolean isBefore(long time, long order, long otherTime, long otherOrder) {
        return time < otherTime || (time == otherTime && order < otherOrder);
    }
}
