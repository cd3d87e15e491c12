package dev.faultline.node.pipeline;

import dev.faultline.node.store.Background;
import dev.faultline.node.store.BlockStore;
import dev.faultline.node.store.BlockWriter;
import dev.faultline.node.store.Blocks;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is done with each request: checksum, write buffer, index; and at the end of a batch, once
 * for all of it: durability where any asked for it, then the answers. For one thread at a time.
 */
final class CommitStages implements AutoCloseable {

    /** Answers wait for so many requests at most. */
    private static final int BATCH = 64;

    private static final long WAIT_NANOS = 200_000;

    private final Background background;
    private final Stages stages;
    private final BlockWriter writer;
    private final @Nullable CommitRequest[] batch = new CommitRequest[BATCH];
    private int count;
    private boolean durable;
    private long lastNanos;

    CommitStages(BlockStore store, Background background, Stages stages) {
        this.background = background;
        this.stages = stages;
        writer = store.newWriter();
    }

    /** Whether carrying this out may mean to wait for a disk, or for room in the write buffer. */
    boolean mustWait(CommitRequest request) {
        return request.durable() && writer.promiseWaits()
                || request.kind() != CommitRequest.Kind.FLUSH && writer.mayBeFull(request.length());
    }

    /** Carries out a request; it is answered with its batch, at the latest at {@link #endBatch}. */
    void take(CommitRequest request) {
        long start = count == 0 ? System.nanoTime() : lastNanos;
        stages.ring.record(start - request.submittedNanos());
        writer.begin(request.arrivedNanos());
        BlockError error = carryOut(request);
        lastNanos = System.nanoTime();
        stages.append.record(lastNanos - start);
        request.end(error, writer.readyNanos());
        durable |= request.durable();
        batch[count++] = request;
        if (count == BATCH) {
            endBatch();
        }
    }

    /** Makes durable what was taken, where any of it asked for that, and answers all. */
    void endBatch() {
        if (!writer.settle()) {
            failBatch();
        }
        if (durable) {
            durable = false;
            makeDurable();
        }
        for (int i = 0; i < count; i++) {
            Objects.requireNonNull(batch[i]).committed();
        }
        Arrays.fill(batch, 0, count, null);
        count = 0;
    }

    @Override
    public void close() {
        writer.close();
    }

    private void makeDurable() {
        long start = System.nanoTime();
        try {
            writer.promise();
        } catch (IOException e) {
            for (int i = 0; i < count; i++) {
                Objects.requireNonNull(batch[i]).notDurable();
            }
        }
        stages.flush.record(System.nanoTime() - start);
    }

    /** A disk has refused some of the batch; which, is not known. */
    private void failBatch() {
        for (int i = 0; i < count; i++) {
            Objects.requireNonNull(batch[i]).refused();
        }
    }

    private BlockError carryOut(CommitRequest request) {
        return switch (request.kind()) {
            case FLUSH -> BlockError.NONE;
            case WRITE -> write(request);
            case TRIM -> trim(request);
        };
    }

    private BlockError write(CommitRequest request) {
        int start = request.payload().position();
        while (true) {
            int done = request.payload().position() - start;
            switch (writer.write(request.payload(), request.offset() + done)) {
                case DONE -> {
                    return BlockError.NONE;
                }
                case UNREADABLE -> {
                    return BlockError.IO;
                }
                case FULL -> {
                    if (!roomComes()) {
                        return BlockError.NO_SPACE;
                    }
                }
            }
        }
    }

    private BlockError trim(CommitRequest request) {
        long first = request.offset() / Blocks.BYTES;
        long blocks = request.length() / Blocks.BYTES;
        while (writer.trim(first, blocks) == BlockWriter.Result.FULL) {
            if (!roomComes()) {
                return BlockError.NO_SPACE;
            }
        }
        return BlockError.NONE;
    }

    /** Lets the background thread empty the write buffer a little; false when it cannot. */
    private boolean roomComes() {
        endBatch();
        if (background.trouble() != null) {
            return false;
        }
        LockSupport.parkNanos(WAIT_NANOS);
        return true;
    }
}
