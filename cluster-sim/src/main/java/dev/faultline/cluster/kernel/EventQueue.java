package dev.faultline.cluster.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pending events, first one first: ordered by (time, priority, sequence), where the sequence is
 * the order in which events were added or rescheduled. The order is total, so a run never depends
 * on how the queue is built.
 *
 * <p>Far events lie in unsorted buckets; only the nearest bucket is sorted, and what is added among
 * it waits in a small heap. Adding and taking cost constant time on average, whatever the number of
 * events, and O(log n) when all of them crowd into one bucket. Cancelling leaves a dead entry
 * behind; when more than half of all entries are dead they are swept out, so cancel and reschedule
 * cost amortised constant time too. Nothing is allocated once the arrays have grown.
 *
 * <p>Limits: priorities of 16 bits, 2^47 additions, 2^29 pending events, times from 0. Not
 * thread-safe.
 */
public final class EventQueue<E> {

    private static final int SEQUENCE_BITS = 47;
    private static final int NONE = -1;
    private static final long FREE = Long.MIN_VALUE;

    /**
     * Everything up to nearLast is in the run (sorted) or in the heap (came later); the buckets
     * hold what is after it.
     */
    private final EventRun run = new EventRun();

    private final EventHeap heap = new EventHeap();
    private final EventBuckets buckets = new EventBuckets();
    private long nearLast = Long.MIN_VALUE;

    /**
     * An entry of another order than its slot's is dead. Slot n: (order, generation and next free
     * slot), item.
     */
    private long[] slots = new long[2 * 64];

    private @Nullable Object[] items = new Object[64];
    private int firstFree = NONE;
    private int slotCount;

    private int size;
    private int dead;
    private long sequence;
    private long polledTime;

    /**
     * Adds an event and returns its handle, by which it can be cancelled or rescheduled while it is
     * pending.
     */
    public long add(long time, int priority, E item) {
        if (priority != (short) priority) {
            throw new IllegalArgumentException(
                    "priority (" + priority + ") must be between -32768 and 32767");
        }
        int slot = takeSlot();
        items[slot] = item;
        size++;
        insert(time, priority, slot);
        return (slots[2 * slot + 1] & 0xFFFFFFFF00000000L) | slot;
    }

    /** Takes an event out; false when it already ran or was cancelled. */
    public boolean cancel(long handle) {
        if (!isPending(handle)) {
            return false;
        }
        freeSlot((int) handle);
        size--;
        countDead();
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
        insert(time, (int) (slots[2 * slot] >> SEQUENCE_BITS), slot);
        countDead();
        return true;
    }

    /** Whether the event has neither run nor been cancelled. */
    public boolean isPending(long handle) {
        int slot = (int) handle;
        return slot >= 0
                && slot < slotCount
                && slots[2 * slot] != FREE
                && slots[2 * slot + 1] >> 32 == handle >> 32;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The time of the first event; the queue must not be empty. */
    public long firstTime() {
        if (size == 0) {
            throw new IllegalStateException("no event is pending");
        }
        while (true) {
            boolean inHeap = firstIsInHeap();
            if (dead == 0 || !dropIfDead(inHeap)) {
                return inHeap ? heap.time(0) : run.time(run.size() - 1);
            }
        }
    }

    /**
     * Takes the first event, or null when there is none. Its time is then {@link #polledTime()}.
     */
    public @Nullable E poll() {
        if (size == 0) {
            return null;
        }
        boolean inHeap = firstIsInHeap();
        while (dead > 0 && dropIfDead(inHeap)) {
            inHeap = firstIsInHeap();
        }
        int slot;
        if (inHeap) {
            polledTime = heap.time(0);
            slot = heap.slot(0);
            heap.removeFirst();
        } else {
            int top = run.size() - 1;
            polledTime = run.time(top);
            slot = run.slot(top);
            run.removeLast();
        }
        @SuppressWarnings("unchecked")
        E item = (E) items[slot];
        freeSlot(slot);
        size--;
        return item;
    }

    /** The time of the event taken last. */
    public long polledTime() {
        return polledTime;
    }

    private void insert(long time, int priority, int slot) {
        long order = ((long) priority << SEQUENCE_BITS) | sequence++;
        slots[2 * slot] = order;
        if (time <= nearLast) {
            heap.add(time, order, slot);
        } else {
            buckets.add(time, order, slot);
        }
    }

    private boolean firstIsInHeap() {
        int inRun = run.size();
        if (inRun == 0) {
            if (heap.size() == 0) {
                nearLast = buckets.moveFirst(run, heap);
                inRun = run.size();
            }
            return inRun == 0;
        }
        return heap.size() > 0
                && EventHeap.isBefore(
                        heap.time(0), heap.order(0), run.time(inRun - 1), run.order(inRun - 1));
    }

    private boolean isDead(long order, int slot) {
        return slots[2 * slot] != order;
    }

    private boolean dropIfDead(boolean inHeap) {
        int top = run.size() - 1;
        if (inHeap && isDead(heap.order(0), heap.slot(0))) {
            heap.removeFirst();
        } else if (!inHeap && isDead(run.order(top), run.slot(top))) {
            run.removeLast();
        } else {
            return false;
        }
        dead--;
        return true;
    }

    private void countDead() {
        dead++;
        if (dead > size + 64) {
            sweepOutDead();
        }
    }

    private void sweepOutDead() {
        buckets.collapse();
        for (int at = 0; at < heap.size(); at++) {
            buckets.addToRest(heap.time(at), heap.order(at), heap.slot(at));
        }
        for (int at = 0; at < run.size(); at++) {
            buckets.addToRest(run.time(at), run.order(at), run.slot(at));
        }
        heap.clear();
        run.clear();
        nearLast = Long.MIN_VALUE;
        int kept = 0;
        for (int at = 0; at < buckets.restSize(); at++) {
            if (!isDead(buckets.restOrder(at), buckets.restSlot(at))) {
                buckets.moveRestEntry(at, kept++);
            }
        }
        buckets.truncateRest(kept);
        dead = 0;
    }

    private int takeSlot() {
        if (firstFree != NONE) {
            int slot = firstFree;
            firstFree = (int) slots[2 * slot + 1];
            return slot;
        }
        if (slotCount == items.length) {
            items = Arrays.copyOf(items, 2 * slotCount);
            slots = Arrays.copyOf(slots, 4 * slotCount);
        }
        return slotCount++;
    }

    private void freeSlot(int slot) {
        items[slot] = null;
        slots[2 * slot] = FREE;
        long generation = (slots[2 * slot + 1] >>> 32) + 1;
        slots[2 * slot + 1] = (generation << 32) | (firstFree & 0xFFFFFFFFL);
        firstFree = slot;
    }
}
