package dev.faultline.cluster.flow;

import java.util.Arrays;

/**
 * Resources in the order of a level; of two at one level the one with the smaller number comes
 * first.
 */
final class LevelHeap {

    private double[] levels = new double[16];
    private int[] resources = new int[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    double firstLevel() {
        return size == 0 ? Double.POSITIVE_INFINITY : levels[0];
    }

    int firstResource() {
        return resources[0];
    }

    void add(double level, int resource) {
        if (size == levels.length) {
            levels = Arrays.copyOf(levels, 2 * size);
            resources = Arrays.copyOf(resources, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >> 1;
            if (!isBefore(level, resource, parent)) {
                break;
            }
            place(at, levels[parent], resources[parent]);
            at = parent;
        }
        place(at, level, resource);
    }

    void removeFirst() {
        size--;
        if (size > 0) {
            siftDown(levels[size], resources[size]);
        }
    }

    /** Gives the first resource a higher level. */
    void raiseFirst(double level) {
        siftDown(level, resources[0]);
    }

    private void siftDown(double level, int resource) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(levels[child + 1], resources[child + 1], child)) {
                child++;
            }
            if (isBefore(level, resource, child)) {
                break;
            }
            place(at, levels[child], resources[child]);
            at = child;
        }
        place(at, level, resource);
    }

    private boolean isBefore(double level, int resource, int at) {
        return level < levels[at] || (level == levels[at] && resource < resources[at]);
    }

    private void place(int at, double level, int resource) {
        levels[at] = level;
        resources[at] = resource;
    }
}
