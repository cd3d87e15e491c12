package dev.faultline.cluster.flow;

import java.util.Arrays;

/**
 * Activities in the order of a key, ties in the order of their numbers; each activity is in at most
 * one heap of a {@link Places}.
 */
final class KeyHeap {

    private double[] keys = new double[4];
    private int[] activities = new int[4];
    private int size;

    /** Where each activity stands in its heap; shared by all heaps among which activities move. */
    static final class Places {
        private int[] places = new int[16];

        void cover(int activity) {
            if (activity >= places.length) {
                places = Arrays.copyOf(places, Math.max(activity + 1, 2 * places.length));
            }
        }
    }

    private final Places places;

    KeyHeap(Places places) {
        this.places = places;
    }

    boolean isEmpty() {
        return size == 0;
    }

    double firstKey() {
        return size == 0 ? Double.POSITIVE_INFINITY : keys[0];
    }

    int first() {
        return activities[0];
    }

    double key(int activity) {
        return keys[places.places[activity]];
    }

    void add(double key, int activity) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            activities = Arrays.copyOf(activities, 2 * size);
        }
        siftUp(size++, key, activity);
    }

    void remove(int activity) {
        int at = places.places[activity];
        size--;
        if (at == size) {
            return;
        }
        double key = keys[size];
        int last = activities[size];
        if (at > 0 && isBefore(key, last, (at - 1) >> 1)) {
            siftUp(at, key, last);
        } else {
            siftDown(at, key, last);
        }
    }

    private void siftUp(int start, double key, int activity) {
        int at = start;
        while (at > 0 && isBefore(key, activity, (at - 1) >> 1)) {
            int parent = (at - 1) >> 1;
            place(at, keys[parent], activities[parent]);
            at = parent;
        }
        place(at, key, activity);
    }

    private void siftDown(int start, double key, int activity) {
        int at = start;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(keys[child + 1], activities[child + 1], child)) {
                child++;
            }
            if (isBefore(key, activity, child)) {
                break;
            }
            place(at, keys[child], activities[child]);
            at = child;
        }
        place(at, key, activity);
    }

    private boolean isBefore(double key, int activity, int at) {
        return key < keys[at] || (key == keys[at] && activity < activities[at]);
    }

    private void place(int at, double key, int activity) {
        keys[at] = key;
        activities[at] = activity;
        places.places[activity] = at;
    }
}
