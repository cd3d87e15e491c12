package dev.faultline.cluster.kernel;

import java.util.Arrays;

/**
 * The later events, hardly sorted: a row of buckets of equal width for the middle distance, each an
 * unsorted chain, and beyond the last bucket one unsorted heap of the rest. When the row is used
 * up, the rest is dealt into a new one, whose width follows from how densely the events lie then.
 */
final class EventBuckets {

    /** So few events are sorted at once instead of being dealt out. */
    static final int FEW = 32;

    private static final int SAMPLES = 31;
    private static final int NONE = -1;

    /**
     * The row: bucket b covers rowStart + (b << shift) and on; everything up to lastTime is in it
     * or before it.
     */
    private int[] heads = new int[64];

    private int bucketCount;
    private int nextBucket;
    private long rowStart;
    private int shift;
    private long rowLast = Long.MIN_VALUE;
    private int inRow;

    /**
     * Chain node n is (nodes[3n] = time, nodes[3n + 1] = order, nodes[3n + 2] = slot and next
     * node).
     */
    private long[] nodes = new long[3 * 64];

    private int nodeCount;
    private int firstFreeNode = NONE;

    private long[] restKeys = new long[2 * 64];
    private int[] restSlots = new int[64];
    private int restSize;

    private final long[] sample = new long[SAMPLES];

    boolean isEmpty() {
        return inRow == 0 && restSize == 0;
    }

    void add(long time, long order, int slot) {
        if (time <= rowLast) {
            addToRow(time, order, slot);
        } else {
            addToRest(time, order, slot);
        }
    }

    /**
     * Moves the earliest bucket into the run or the heap; returns the last time these now stand
     * for.
     */
    long moveFirst(EventRun run, EventHeap heap) {
        if (inRow == 0) {
            if (restSize <= FEW) {
                return moveRest(run);
            }
            dealOut();
        }
        while (heads[nextBucket] == NONE) {
            nextBucket++;
        }
        int head = heads[nextBucket];
        nextBucket++;
        moveChain(head, run);
        inRow -= run.size();
        if (run.size() <= FEW || run.isSorted()) {
            run.sort();
        } else {
            for (int at = 0; at < run.size(); at++) {
                heap.add(run.time(at), run.order(at), run.slot(at));
            }
            run.clear();
        }
        return nextBucket == bucketCount ? rowLast : rowStart + ((long) nextBucket << shift) - 1;
    }

    /** Moves everything from the row into the rest. */
    void collapse() {
        for (; nextBucket < bucketCount; nextBucket++) {
            for (int node = heads[nextBucket]; node != NONE; node = (int) nodes[3 * node + 2]) {
                addToRest(nodes[3 * node], nodes[3 * node + 1], (int) (nodes[3 * node + 2] >>> 32));
            }
        }
        inRow = 0;
        nodeCount = 0;
        firstFreeNode = NONE;
        rowLast = Long.MIN_VALUE;
    }

    int restSize() {
        return restSize;
    }

    long restOrder(int at) {
        return restKeys[2 * at + 1];
    }

    int restSlot(int at) {
        return restSlots[at];
    }

    /** Keeps of the rest only the entries that are moved to the front, the first {@code size}. */
    void moveRestEntry(int from, int to) {
        restKeys[2 * to] = restKeys[2 * from];
        restKeys[2 * to + 1] = restKeys[2 * from + 1];
        restSlots[to] = restSlots[from];
    }

    void truncateRest(int size) {
        restSize = size;
    }

    void addToRest(long time, long order, int slot) {
        if (restSize == restSlots.length) {
            restSlots = Arrays.copyOf(restSlots, 2 * restSize);
            restKeys = Arrays.copyOf(restKeys, 4 * restSize);
        }
        restKeys[2 * restSize] = time;
        restKeys[2 * restSize + 1] = order;
        restSlots[restSize++] = slot;
    }

    private void addToRow(long time, long order, int slot) {
        int bucket = (int) ((time - rowStart) >>> shift);
        int node = firstFreeNode;
        if (node != NONE) {
            firstFreeNode = (int) nodes[3 * node + 2];
        } else {
            node = nodeCount++;
            if (3 * nodeCount > nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * nodes.length);
            }
        }
        nodes[3 * node] = time;
        nodes[3 * node + 1] = order;
        nodes[3 * node + 2] = ((long) slot << 32) | (heads[bucket] & 0xFFFFFFFFL);
        heads[bucket] = node;
        inRow++;
    }

    private void moveChain(int head, EventRun run) {
        int node = head;
        int last = head;
        while (node != NONE) {
            long link = nodes[3 * node + 2];
            run.add(nodes[3 * node], nodes[3 * node + 1], (int) (link >>> 32));
            last = node;
            node = (int) link;
        }
        nodes[3 * last + 2] = firstFreeNode & 0xFFFFFFFFL;
        firstFreeNode = head;
    }

    private long moveRest(EventRun run) {
        long last = Long.MIN_VALUE;
        for (int at = restSize - 1; at >= 0; at--) {
            run.add(restKeys[2 * at], restKeys[2 * at + 1], restSlots[at]);
            last = Math.max(last, restKeys[2 * at]);
        }
        run.sort();
        restSize = 0;
        rowLast = last;
        return last;
    }

    /** Twice the time to the median of a sample, in as many buckets as there are events. */
    private void dealOut() {
        long first = Long.MAX_VALUE;
        for (int at = 0; at < restSize; at++) {
            first = Math.min(first, restKeys[2 * at]);
        }
        for (int n = 0; n < SAMPLES; n++) {
            sample[n] = restKeys[2 * (int) ((long) n * restSize / SAMPLES)];
        }
        Arrays.sort(sample);
        bucketCount = restSize;
        long width = (sample[SAMPLES / 2] - first) / bucketCount;
        shift =
                Math.min(
                        65 - Long.numberOfLeadingZeros(width),
                        Long.numberOfLeadingZeros(bucketCount) - 1);
        if (heads.length < bucketCount) {
            heads = new int[Math.max(bucketCount, 2 * heads.length)];
        }
        Arrays.fill(heads, 0, bucketCount, NONE);
        nextBucket = 0;
        rowStart = first;
        rowLast = first + Math.min(Long.MAX_VALUE - first, ((long) bucketCount << shift) - 1);
        int kept = 0;
        for (int at = 0; at < restSize; at++) {
            if (restKeys[2 * at] <= rowLast) {
                addToRow(restKeys[2 * at], restKeys[2 * at + 1], restSlots[at]);
            } else {
                moveRestEntry(at, kept++);
            }
        }
        restSize = kept;
    }
}
