package dev.faultline.node.store;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Where the index's entries lie in memory, so that the map is searched once for each and not for
 * each block that is looked up; and what keeps changes to one extent atomic: sequence locks, which
 * cost readers two looks at a number and never make them write. Any thread; allocates nothing once
 * the tables are there.
 */
final class ExtentPlaces {

    /** No entry, or none that is known of. */
    static final long NOWHERE = 0;

    private static final int CHUNK = 4096;
    private static final int LOCKS = 1024;

    /** Each lock has a line of the processor's caches to itself. */
    private static final int LINE_INTS = 16;

    private static final int SPINS = 200;
    private static final long FIRST_INTERNAL = Blocks.FIRST_INTERNAL / Blocks.PER_EXTENT;

    private final long deviceExtents;
    private final AtomicReferenceArray<AtomicLongArray> chunks;
    private final AtomicIntegerArray locks = new AtomicIntegerArray(LOCKS * LINE_INTS);

    /**
     * @param deviceExtents numbered from 0
     * @param internalExtents numbered from the first internal block's
     */
    ExtentPlaces(long deviceExtents, long internalExtents) {
        this.deviceExtents = deviceExtents;
        long all = deviceExtents + internalExtents;
        chunks = new AtomicReferenceArray<>(Math.toIntExact(all / CHUNK + 1));
    }

    /** The entry's address, or {@link #NOWHERE}. */
    long of(long extent) {
        long place = placeOf(extent);
        AtomicLongArray chunk = chunks.getAcquire((int) (place / CHUNK));
        return chunk == null ? NOWHERE : chunk.getAcquire((int) (place % CHUNK));
    }

    void set(long extent, long address) {
        long place = placeOf(extent);
        int index = (int) (place / CHUNK);
        AtomicLongArray chunk = chunks.getAcquire(index);
        if (chunk == null) {
            AtomicLongArray fresh = new AtomicLongArray(CHUNK);
            chunk = chunks.compareAndExchange(index, null, fresh);
            chunk = chunk == null ? fresh : chunk;
        }
        chunk.setRelease((int) (place % CHUNK), address);
    }

    /** Begins to read an extent; what is read holds if {@link #unchangedSince} says so. */
    int beginRead(long extent) {
        int lock = lockOf(extent);
        int sequence = locks.getAcquire(lock);
        for (int spins = 1; (sequence & 1) != 0; spins++) {
            pause(spins);
            sequence = locks.getAcquire(lock);
        }
        return sequence;
    }

    boolean unchangedSince(long extent, int sequence) {
        VarHandle.loadLoadFence();
        return locks.getPlain(lockOf(extent)) == sequence;
    }

    /** Nobody else changes the extent until {@link #unlock}. */
    void lock(long extent) {
        int lock = lockOf(extent);
        for (int spins = 1; ; spins++) {
            int sequence = locks.getPlain(lock);
            if ((sequence & 1) == 0 && locks.compareAndSet(lock, sequence, sequence + 1)) {
                VarHandle.storeStoreFence(); // no change shows before the lock does
                return;
            }
            pause(spins);
        }
    }

    void unlock(long extent) {
        int lock = lockOf(extent);
        locks.setRelease(lock, locks.getPlain(lock) + 1);
    }

    private long placeOf(long extent) {
        return extent < FIRST_INTERNAL ? extent : deviceExtents + extent - FIRST_INTERNAL;
    }

    private static int lockOf(long extent) {
        return (int) (extent % LOCKS) * LINE_INTS;
    }

    /** Who holds the lock may be waiting for a processor. */
    private static void pause(int spins) {
        if (spins % SPINS == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }
}
