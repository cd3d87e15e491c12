package dev.faultline.cluster.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pending events, first one first: ordered by (time, priority, sequence), where the sequence is
 * the order in which events were added or rescheduled. The order is total, so a run never depends
 * on how the queue is built.
 *
 * <p>A four-way heap over primitive arrays; the four children of a node share one or two cache
 * lines. Adding and taking allocate nothing once the arrays have grown. Cancelling marks the entry
 * and leaves it in the heap; when more than half of the heap is dead it is rebuilt from the living,
 * so cancel and reschedule cost O(log n) amortised.
 *
 * <p>Limits: priorities of 16 bits, 2^47 additions, 2^30 pending events. Not thread-safe.
 */
public final class EventQueue<E> {

    private static final int SEQUENCE_BITS = 47;
    private static final int NO_SLOT = -1;
    private static final int WAYS = 4;

    /** Heap entry n is (keys[2n] = time, keys[2n + 1] = priority and sequence), and its slot. */
    private long[] keys = new long[2 * 64];

    private int[] slots = new int[64];
    private int heapSize;

    /**
     * What each slot holds; a slot's order tells whether a heap entry or a handle still speaks of
     * it.
     */
    private @Nullable Object[] items = new Object[64];

    private long[] slotOrder = new long[64];
    private int[] slotGeneration = new int[64];
    private int[] nextFree = new int[64];
    private int firstFree = NO_SLOT;
    private int slotCount;

    private int size;
    private long sequence;
    private long polledTime;

    /**
     * Adds an event and returns its handle, by which it can be cancelled or rescheduled while it is
     * pending.
     */
    public long add(long time, int priority, E item) {
        int slot = takeSlot();
        items[slot] = item;
        push(time, priority, slot);
        size++;
        return ((long) slotGeneration[slot] << 32) | slot;
    }

    /** Takes an event out; false when it already ran or was cancelled. */
    public boolean cancel(long handle) {
        if (!isPending(handle)) {
            return false;
        }
        freeSlot((int) handle);
        size--;
        dropDeadEntries();
        return true;
    }

    /**
     * Moves an event to another time, keeping its priority and handle; it goes behind those already
     * there.
     */
    public boolean reschedule(long handle, long time) {
        if (!isPending(handle)) {
            return false;
        }
        int slot = (int) handle;
        int priority = (int) (slotOrder[slot] >> SEQUENCE_BITS);
        push(time, priority, slot);
        dropDeadEntries();
        return true;
    }

    /** Whether the event has neither run nor been cancelled. */
    public boolean isPending(long handle) {
        int slot = (int) handle;
        return slot >= 0
                && slot < slotCount
                && slotGeneration[slot] == (int) (handle >>> 32)
                && items[slot] != null;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The time of the first event; the queue must not be empty. */
    public long firstTime() {
        skipDeadEntries();
        if (size == 0) {
            throw new IllegalStateException("no event is pending");
        }
        return keys[0];
    }

    /**
     * Takes the first event, or null when there is none. Its time is then {@link #polledTime()}.
     */
    public @Nullable E poll() {
        skipDeadEntries();
        if (size == 0) {
            return null;
        }
        polledTime = keys[0];
        int slot = slots[0];
        @SuppressWarnings("unchecked")
        E item = (E) items[slot];
        freeSlot(slot);
        size--;
        removeFirst();
        return item;
    }

    /** The time of the event taken last. */
    public long polledTime() {
        return polledTime;
    }

    private void push(long time, int priority, int slot) {
        if (priority != (short) priority) {
            throw new IllegalArgumentException(
                    "priority (" + priority + ") must be between -32768 and 32767");
        }
        long order = ((long) priority << SEQUENCE_BITS) | sequence++;
        slotOrder[slot] = order;
        if (heapSize == slots.length) {
            slots = Arrays.copyOf(slots, 2 * heapSize);
            keys = Arrays.copyOf(keys, 4 * heapSize);
        }
        siftUp(heapSize++, time, order, slot);
    }

    private void siftUp(int start, long time, long order, int slot) {
        long[] k = keys;
        int at = start;
        while (at > 0) {
            int parent = (at - 1) / WAYS;
            if (isBefore(k[2 * parent], k[2 * parent + 1], time, order)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        place(at, time, order, slot);
    }

    private void siftDown(int start, long time, long order, int slot) {
        long[] k = keys;
        int at = start;
        while (true) {
            int child = WAYS * at + 1;
            if (child >= heapSize) {
                break;
            }
            int end = Math.min(child + WAYS, heapSize);
            int least = child;
            for (int c = child + 1; c < end; c++) {
                if (isBefore(k[2 * c], k[2 * c + 1], k[2 * least], k[2 * least + 1])) {
                    least = c;
                }
            }
            if (isBefore(time, order, k[2 * least], k[2 * least + 1])) {
                break;
            }
            move(least, at);
            at = least;
        }
        place(at, time, order, slot);
    }

    private static boolean isBefore(long time, long order, long otherTime, long otherOrder) {
        return time < otherTime || (time == otherTime && order < otherOrder);
    }

    private void move(int from, int to) {
        place(to, keys[2 * from], keys[2 * from + 1], slots[from]);
    }

    private void place(int at, long time, long order, int slot) {
        keys[2 * at] = time;
        keys[2 * at + 1] = order;
        slots[at] = slot;
    }

    private void removeFirst() {
        int last = --heapSize;
        if (last > 0) {
            siftDown(0, keys[2 * last], keys[2 * last + 1], slots[last]);
        }
    }

    private boolean isDead(int at) {
        return slotOrder[slots[at]] != keys[2 * at + 1];
    }

    private void skipDeadEntries() {
        while (heapSize > size && isDead(0)) {
            removeFirst();
        }
    }

    private void dropDeadEntries() {
        if (heapSize < 64 || heapSize <= 2 * size) {
            return;
        }
        int kept = 0;
        for (int at = 0; at < heapSize; at++) {
            if (!isDead(at)) {
                move(at, kept++);
            }
        }
        heapSize = kept;
        for (int at = (kept - 2) / WAYS; at >= 0 && kept > 1; at--) {
            siftDown(at, keys[2 * at], keys[2 * at + 1], slots[at]);
        }
    }

    private int takeSlot() {
        if (firstFree != NO_SLOT) {
            int slot = firstFree;
            firstFree = nextFree[slot];
            return slot;
        }
        if (slotCount == items.length) {
            int length = 2 * slotCount;
            items = Arrays.copyOf(items, length);
            slotOrder = Arrays.copyOf(slotOrder, length);
            slotGeneration = Arrays.copyOf(slotGeneration, length);
            nextFree = Arrays.copyOf(nextFree, length);
        }
        return slotCount++;
    }

    private void freeSlot(int slot) {
        items[slot] = null;
        slotOrder[slot] = Long.MIN_VALUE;
        slotGeneration[slot]++;
        nextFree[slot] = firstFree;
        firstFree = slot;
    }
}
