package dev.faultline.node.nbd;

import dev.faultline.node.pipeline.CommitRequest;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a request that is committed by itself, so that a long write is carried out while it
 * arrives and never held in memory whole. Belongs to one connection, which uses it again.
 */
final class Part extends CommitRequest {

    private final WriteSide side;
    final Due due = new Due();
    @Nullable Request request;
    @Nullable ByteBuf payload;
    long heldBytes;
    long sharedBytes;
    @Nullable Part next;

    /** It waits until the modelled hardware has done it, and the answer has passed the link. */
    final class Due extends DueQueue.Due {
        private @Nullable DueQueue queue;

        void begin(DueQueue newQueue) {
            queue = newQueue;
            newQueue.add(this, readyNanos());
        }

        @Override
        void due(long nanos) {
            DueQueue before = queue;
            if (before != null) {
                queue = null;
                before.add(this, side.sentNanos(nanos));
            } else {
                side.finishDue(Part.this);
            }
        }
    }

    Part(WriteSide side) {
        this.side = side;
    }

    void write(ByteBuf bytes, long offset, boolean durable, long arrivedNanos) {
        setWrite(
                bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()),
                offset,
                durable,
                arrivedNanos);
    }

    void trim(long offset, long length, boolean durable, long arrivedNanos) {
        setTrim(offset, length, durable, arrivedNanos);
    }

    void flush(long arrivedNanos) {
        setFlush(arrivedNanos);
    }

    @Override
    protected void committed() {
        side.committed(this);
    }
}
