package dev.faultline.node.pipeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must be done in order: a write, a trim or a flush. Made by a door, which sets its
 * fields, hands it to {@link CommitPipeline#submit} and leaves it alone until {@link #committed} is
 * called; then it may be used again, so that no request allocates.
 */
public abstract class CommitRequest {

    /** What is to be done. */
    public enum Kind {
        /** Write the payload's remaining bytes at the offset. */
        WRITE,
        /** Make the range, which covers whole blocks, read as zeros. */
        TRIM,
        /** Make everything that was answered before durable. */
        FLUSH
    }

    private Kind kind = Kind.FLUSH;
    private long offset;
    private long length;
    private boolean durable;
    private @Nullable ByteBuffer payload;
    private long arrivedNanos;
    private long submittedNanos;
    private long readyNanos;
    private BlockError error = BlockError.NONE;

    /**
     * Called by whichever thread commits when the request has been carried out, durably where that
     * was asked for. Must not wait.
     */
    protected abstract void committed();

    /**
     * @param arrivedNanos when all of it had arrived, in modelled time
     */
    protected final void setWrite(
            ByteBuffer newPayload, long newOffset, boolean newDurable, long newArrivedNanos) {
        set(Kind.WRITE, newOffset, newPayload.remaining(), newDurable, newArrivedNanos);
        payload = newPayload;
    }

    protected final void setTrim(
            long newOffset, long newLength, boolean newDurable, long newArrivedNanos) {
        set(Kind.TRIM, newOffset, newLength, newDurable, newArrivedNanos);
    }

    protected final void setFlush(long newArrivedNanos) {
        set(Kind.FLUSH, 0, 0, true, newArrivedNanos);
    }

    public final BlockError error() {
        return error;
    }

    /** When the modelled hardware has done it. */
    public final long readyNanos() {
        return readyNanos;
    }

    final Kind kind() {
        return kind;
    }

    final long offset() {
        return offset;
    }

    final long length() {
        return length;
    }

    final boolean durable() {
        return durable;
    }

    final ByteBuffer payload() {
        ByteBuffer bytes = payload;
        if (bytes == null) {
            throw new IllegalStateException("a write without a payload");
        }
        return bytes;
    }

    final long arrivedNanos() {
        return arrivedNanos;
    }

    final void submittedAt(long nanos) {
        submittedNanos = nanos;
    }

    final long submittedNanos() {
        return submittedNanos;
    }

    final void end(BlockError newError, long newReadyNanos) {
        error = newError;
        readyNanos = newReadyNanos;
        payload = null;
    }

    /** A disk has refused what it writes. */
    final void refused() {
        if (error == BlockError.NONE) {
            error = BlockError.IO;
        }
    }

    /** A disk has refused to make it durable. */
    final void notDurable() {
        if (durable && error == BlockError.NONE) {
            error = BlockError.IO;
        }
    }

    private void set(
            Kind newKind,
            long newOffset,
            long newLength,
            boolean newDurable,
            long newArrivedNanos) {
        kind = newKind;
        offset = newOffset;
        length = newLength;
        durable = newDurable;
        arrivedNanos = newArrivedNanos;
        error = BlockError.NONE;
    }
}
