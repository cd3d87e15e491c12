package dev.faultline.node.pipeline;

import com.lmax.disruptor.EventHandler;
import dev.faultline.node.store.Background;
import dev.faultline.node.store.BlockStore;
import dev.faultline.node.store.BlockWriter;
import dev.faultline.node.store.Blocks;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the committing thread does with each request: checksum, write buffer, index; and at the end
 * of a batch, once for all of it: durability where any asked for it, then the answers.
 */
final class CommitStages implements EventHandler<CommitPipeline.Entry> {

    /** Answers wait for so many requests at most. */
    private static final int BATCH = 64;

    private static final long WAIT_NANOS = 200_000;

    private final BlockStore store;
    private final Background background;
    private final Stages stages;
    private final @Nullable CommitRequest[] batch = new CommitRequest[BATCH];
    private @Nullable BlockWriter writer;
    private int count;
    private boolean durable;

    CommitStages(BlockStore store, Background background, Stages stages) {
        this.store = store;
        this.background = background;
        this.stages = stages;
    }

    @Override
    public void onStart() {
        writer = store.newWriter();
    }

    @Override
    public void onShutdown() {
        Objects.requireNonNull(writer).close();
    }

    @Override
    public void onEvent(CommitPipeline.Entry entry, long sequence, boolean endOfBatch) {
        CommitRequest request = Objects.requireNonNull(entry.request);
        entry.request = null;
        BlockWriter to = Objects.requireNonNull(writer);
        long start = System.nanoTime();
        stages.ring.record(start - request.submittedNanos());
        to.begin(request.arrivedNanos());
        BlockError error = carryOut(request, to);
        stages.append.record(System.nanoTime() - start);
        request.end(error, to.readyNanos());
        durable |= request.durable();
        batch[count++] = request;
        if (endOfBatch || count == BATCH) {
            commit(to);
        }
    }

    private BlockError carryOut(CommitRequest request, BlockWriter to) {
        return switch (request.kind()) {
            case FLUSH -> BlockError.NONE;
            case WRITE -> write(request, to);
            case TRIM -> trim(request, to);
        };
    }

    private BlockError write(CommitRequest request, BlockWriter to) {
        int start = request.payload().position();
        while (true) {
            int done = request.payload().position() - start;
            switch (to.write(request.payload(), request.offset() + done)) {
                case DONE -> {
                    return BlockError.NONE;
                }
                case UNREADABLE -> {
                    return BlockError.IO;
                }
                case FULL -> {
                    if (!roomComes(to)) {
                        return BlockError.NO_SPACE;
                    }
                }
            }
        }
    }

    private BlockError trim(CommitRequest request, BlockWriter to) {
        long first = request.offset() / Blocks.BYTES;
        long blocks = request.length() / Blocks.BYTES;
        while (to.trim(first, blocks) == BlockWriter.Result.FULL) {
            if (!roomComes(to)) {
                return BlockError.NO_SPACE;
            }
        }
        return BlockError.NONE;
    }

    /** Lets the background thread empty the write buffer a little; false when it cannot. */
    private boolean roomComes(BlockWriter to) {
        commit(to);
        if (background.trouble() != null) {
            return false;
        }
        LockSupport.parkNanos(WAIT_NANOS);
        return true;
    }

    private void commit(BlockWriter to) {
        if (durable) {
            long start = System.nanoTime();
            to.force();
            stages.flush.record(System.nanoTime() - start);
            durable = false;
        }
        for (int i = 0; i < count; i++) {
            Objects.requireNonNull(batch[i]).committed();
        }
        Arrays.fill(batch, 0, count, null);
        count = 0;
    }
}
