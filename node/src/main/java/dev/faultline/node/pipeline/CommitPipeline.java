package dev.faultline.node.pipeline;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import dev.faultline.node.store.Background;
import dev.faultline.node.store.BlockStore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Requests of all doors in one order: a ring, and one thread that takes them through checksum,
 * write buffer, index and answer. Bounded: when the ring is full, {@link #submit} refuses and the
 * door waits. Any thread may submit; submitting allocates nothing and never waits.
 */
public final class CommitPipeline implements AutoCloseable {

    /** Requests that may wait. */
    public static final int CAPACITY = 2048;

    private final Disruptor<Entry> disruptor;
    private final RingBuffer<Entry> ring;

    /** A place in the ring. */
    static final class Entry {
        @Nullable CommitRequest request;
    }

    public CommitPipeline(BlockStore store, Background background, Stages stages) {
        disruptor =
                new Disruptor<>(
                        Entry::new,
                        CAPACITY,
                        task -> {
                            Thread thread = new Thread(task, "commit");
                            thread.setDaemon(true);
                            return thread;
                        },
                        ProducerType.MULTI,
                        new ParkingWait());
        disruptor.handleEventsWith(new CommitStages(store, background, stages));
        ring = disruptor.start();
    }

    /** Returns whether there was room. */
    public boolean submit(CommitRequest request) {
        request.submittedAt(System.nanoTime());
        return ring.tryPublishEvent(CommitPipeline::place, request);
    }

    /** Requests that wait or are being committed. */
    public int waiting() {
        return CAPACITY - (int) ring.remainingCapacity();
    }

    /** Commits what was submitted, then stops. */
    @Override
    public void close() {
        try {
            disruptor.shutdown(30, TimeUnit.SECONDS);
        } catch (com.lmax.disruptor.TimeoutException e) {
            disruptor.halt();
        }
    }

    private static void place(Entry entry, long sequence, CommitRequest request) {
        entry.request = request;
    }
}
