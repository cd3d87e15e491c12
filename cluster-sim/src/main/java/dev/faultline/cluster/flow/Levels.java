package dev.faultline.cluster.flow;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * The level of every resource, and which resources are to be looked at again, lowest level first.
 *
 * <p>Resources are kept in an array by level, and a bit per place marks those that are dirty: since
 * levels move little from one solution to the next, keeping this order costs a few exchanges where
 * a priority queue would cost a logarithm. The order saves work and never decides a result; so a
 * resource moves at most {@link #MOST_STEPS} places at a time.
 */
final class Levels {

    private static final int MOST_STEPS = 1024;

    private double[] level = new double[64];
    private int[] order = new int[64];
    private int[] place = new int[64];
    private boolean[] dirty = new boolean[64];

    /** One bit a place, and one bit for each of those words that is not zero. */
    private long[] bits = new long[1];

    private long[] words = new long[1];
    private int lowestWord;

    private int count;

    /** Resources with a finite level come first in the order. */
    private int finite;

    private int dirtyCount;

    int count() {
        return count;
    }

    int dirtyCount() {
        return dirtyCount;
    }

    double of(int resource) {
        return level[resource];
    }

    /** For inner loops; valid until the next {@link #add}. */
    double[] array() {
        return level;
    }

    /** Adds a resource that nothing saturates. */
    void add() {
        if (count == level.length) {
            int length = 2 * count;
            level = Arrays.copyOf(level, length);
            order = Arrays.copyOf(order, length);
            place = Arrays.copyOf(place, length);
            dirty = Arrays.copyOf(dirty, length);
            bits = Arrays.copyOf(bits, (length >> 6) + 1);
            words = Arrays.copyOf(words, (length >> 12) + 1);
        }
        level[count] = Double.POSITIVE_INFINITY;
        order[count] = count;
        place[count] = count;
        count++;
    }

    /** Forgets all levels and marks. */
    void clear() {
        Arrays.fill(level, 0, count, Double.POSITIVE_INFINITY);
        finite = 0;
        clearMarks();
    }

    void clearMarks() {
        Arrays.fill(dirty, 0, count, false);
        Arrays.fill(bits, 0);
        Arrays.fill(words, 0);
        lowestWord = words.length;
        dirtyCount = 0;
    }

    boolean isDirty(int resource) {
        return dirty[resource];
    }

    /** At a cost that follows how many are dirty. */
    long sumOverDirty(IntToLongFunction amount) {
        long sum = 0;
        for (int group = lowestWord; group < words.length; group++) {
            for (long left = words[group]; left != 0; left &= left - 1) {
                int word = (group << 6) + Long.numberOfTrailingZeros(left);
                for (long marks = bits[word]; marks != 0; marks &= marks - 1) {
                    sum +=
                            amount.applyAsLong(
                                    order[(word << 6) + Long.numberOfTrailingZeros(marks)]);
                }
            }
        }
        return sum;
    }

    void mark(int resource) {
        if (!dirty[resource]) {
            dirty[resource] = true;
            dirtyCount++;
            setBit(place[resource]);
        }
    }

    /** The dirty resource with the lowest level, no longer dirty; -1 when none is. */
    int takeLowestDirty() {
        if (dirtyCount == 0) {
            return -1;
        }
        while (words[lowestWord] == 0) {
            lowestWord++;
        }
        int word = (lowestWord << 6) + Long.numberOfTrailingZeros(words[lowestWord]);
        int at = (word << 6) + Long.numberOfTrailingZeros(bits[word]);
        int resource = order[at];
        clearBit(at);
        dirty[resource] = false;
        dirtyCount--;
        return resource;
    }

    /** Sets the level of a resource that is not dirty. */
    void set(int resource, double next) {
        double before = level[resource];
        level[resource] = next;
        if (before == Double.POSITIVE_INFINITY) {
            exchange(place[resource], finite);
            moveDown(resource, finite++);
        } else if (next > before) {
            moveUp(resource);
        } else {
            moveDown(resource, place[resource]);
        }
    }

    private void moveUp(int resource) {
        int at = place[resource];
        int end = Math.min(finite - 1, at + MOST_STEPS);
        double mine = level[resource];
        while (at < end && level[order[at + 1]] < mine) {
            put(order[at + 1], at + 1, at);
            at++;
        }
        order[at] = resource;
        place[resource] = at;
        if (mine == Double.POSITIVE_INFINITY) {
            finite--;
            exchange(at, finite);
        }
    }

    private void moveDown(int resource, int from) {
        int at = from;
        int end = Math.max(0, at - MOST_STEPS);
        double mine = level[resource];
        while (at > end && level[order[at - 1]] > mine) {
            put(order[at - 1], at - 1, at);
            at--;
        }
        order[at] = resource;
        place[resource] = at;
    }

    private void exchange(int at, int other) {
        int here = order[at];
        int there = order[other];
        boolean hereDirty = dirty[here];
        boolean thereDirty = dirty[there];
        if (hereDirty != thereDirty) {
            setBit(hereDirty ? other : at);
            clearBit(hereDirty ? at : other);
        }
        order[at] = there;
        place[there] = at;
        order[other] = here;
        place[here] = other;
    }

    private void put(int resource, int from, int to) {
        order[to] = resource;
        place[resource] = to;
        if (dirty[resource]) {
            clearBit(from);
            setBit(to);
        }
    }

    private void setBit(int at) {
        int word = at >> 6;
        bits[word] |= 1L << at;
        words[word >> 6] |= 1L << word;
        lowestWord = Math.min(lowestWord, word >> 6);
    }

    private void clearBit(int at) {
        int word = at >> 6;
        bits[word] &= ~(1L << at);
        if (bits[word] == 0) {
            words[word >> 6] &= ~(1L << word);
        }
    }
}
