package dev.faultline.node.pipeline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import dev.faultline.node.store.Background;
import dev.faultline.node.store.BlockStore;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Requests of all doors in one order: a ring, and one thread at a time that takes them through
 * checksum, write buffer, index and answer. Bounded: when the ring is full, {@link #submit} refuses
 * and the door waits.
 *
 * <p>Whose turn it is changes. A door that has submitted calls {@link #commit}: if nobody is at it,
 * it carries out by itself what does not have to wait, which saves waking another thread for each
 * request. What has to wait, for a disk or for room in the write buffer, is left to a thread of the
 * pipeline's own. Any thread may submit and commit; neither allocates, nor waits.
 */
public final class CommitPipeline implements AutoCloseable {

    /** Requests that may wait. */
    public static final int CAPACITY = 2048;

    /** What a door carries out in one turn; others may have submitted much. */
    private static final int MOST_BY_DOOR = 256;

    private static final long TAKEN_NANOS = 20_000;

    private final RingBuffer<Entry> ring =
            RingBuffer.createMultiProducer(Entry::new, CAPACITY, new BusySpinWaitStrategy());
    private final Sequence done = new Sequence();
    private final AtomicBoolean turn = new AtomicBoolean();
    private final CommitStages stages;
    private final Thread thread;
    private volatile boolean called;
    private volatile boolean closing;

    /** A place in the ring. */
    private static final class Entry {
        @Nullable CommitRequest request;
    }

    public CommitPipeline(BlockStore store, Background background, Stages stages) {
        this.stages = new CommitStages(store, background, stages);
        ring.addGatingSequences(done);
        thread = new Thread(this::run, "commit");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns whether there was room. Carried out once someone calls {@link #commit}. */
    public boolean submit(CommitRequest request) {
        request.submittedAt(System.nanoTime());
        return !closing && ring.tryPublishEvent(CommitPipeline::place, request);
    }

    /**
     * Has everything carried out that was submitted: here and now, by another thread that is at it,
     * or soon by the pipeline's own.
     */
    public void commit() {
        while (anyWaiting() && turn.compareAndSet(false, true)) {
            boolean left;
            try {
                left = carryOut(MOST_BY_DOOR, false);
            } finally {
                turn.set(false);
            }
            if (left) {
                call();
                return;
            }
        }
    }

    /** Requests that wait or are being committed. */
    public int waiting() {
        return CAPACITY - (int) ring.remainingCapacity();
    }

    /** Commits what was submitted, then stops. */
    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            call();
            try {
                thread.join(10);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void place(Entry entry, long sequence, CommitRequest request) {
        entry.request = request;
    }

    private boolean anyWaiting() {
        return ring.isAvailable(done.get() + 1);
    }

    private void call() {
        called = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closing || anyWaiting()) {
            if (!called) {
                LockSupport.park(this);
            }
            called = false;
            while (anyWaiting()) {
                if (turn.compareAndSet(false, true)) {
                    try {
                        carryOut(Integer.MAX_VALUE, true);
                    } finally {
                        turn.set(false);
                    }
                } else {
                    LockSupport.parkNanos(TAKEN_NANOS);
                }
            }
        }
        stages.close();
    }

    /** Returns whether something was left that the pipeline's own thread has to do. */
    private boolean carryOut(int most, boolean mayWait) {
        int count = 0;
        long next = done.get() + 1;
        while (ring.isAvailable(next)) {
            Entry entry = ring.get(next);
            CommitRequest request = Objects.requireNonNull(entry.request);
            if (!mayWait && (count == most || stages.mustWait(request))) {
                stages.endBatch();
                return true;
            }
            entry.request = null;
            done.set(next);
            stages.take(request);
            count++;
            next++;
        }
        stages.endBatch();
        return false;
    }
}
