package dev.faultline.node.nbd;

import dev.faultline.node.store.Blocks;
import io.netty.buffer.ByteBuf;

/**
 * Writes a connection's replies, counts what they answer, and gives the requests back. Small
 * replies are gathered until {@link #flush}.
 */
final class Answers {

    private static final int MOST_EXTENTS = 2048;

    private final Connection connection;
    private final ReplyBuffer gathered = new ReplyBuffer();
    private int waiting;
    private long waitingBytes;

    Answers(Connection connection) {
        this.connection = connection;
    }

    /** Room for so many bytes of a reply, behind all replies before. */
    ByteBuf room(int length) {
        waiting++;
        waitingBytes += length;
        return gathered.room(connection.context, length);
    }

    /** Replies that were written since the last {@link #flush}. */
    int waiting() {
        return waiting;
    }

    /** What they take, at most. */
    long waitingBytes() {
        return waitingBytes;
    }

    /** Hands what was gathered to the channel, so that what is written to it next comes behind. */
    void push() {
        gathered.push(connection.context);
    }

    void flush() {
        waiting = 0;
        waitingBytes = 0;
        push();
        connection.context.flush();
    }

    /**
     * Answers with the request's error, or that it went well; reads that did have no use for it.
     */
    void end(Request request) {
        ByteBuf out = room(Replies.CHUNK_BYTES + Integer.BYTES + Short.BYTES);
        boolean chunked =
                connection.structured
                        && (request.command == Nbd.CMD_READ
                                || request.command == Nbd.CMD_BLOCK_STATUS);
        if (chunked) {
            Replies.error(out, true, request.cookie, request.error);
        } else {
            Replies.simple(out, request.error, request.cookie);
        }
        count(request);
        connection.giveBack(request);
    }

    /** The reply to a read has been written. */
    void wasRead(Request request) {
        count(request);
        connection.giveBack(request);
    }

    /** Answers which parts of the device hold something. */
    void blockStatus(Request request) {
        int most = request.has(Nbd.CMD_FLAG_REQ_ONE) ? 1 : MOST_EXTENTS;
        ByteBuf out = room(Replies.CHUNK_BYTES + Integer.BYTES + most * Long.BYTES);
        int start = out.writerIndex();
        out.writerIndex(start + Replies.CHUNK_BYTES);
        out.writeInt(Nbd.CONTEXT_ID);
        long at = request.offset;
        for (int i = 0; i < most && at < request.end(); i++) {
            at = writeExtent(out, at, request.end());
        }
        int end = out.writerIndex();
        int length = end - start - Replies.CHUNK_BYTES;
        out.writerIndex(start);
        Replies.chunk(out, Nbd.REPLY_TYPE_BLOCK_STATUS, true, request.cookie, length);
        out.writerIndex(end);
        connection.giveBack(request);
    }

    void release() {
        gathered.release();
    }

    /** Returns where the extent ends. */
    private long writeExtent(ByteBuf out, long at, long end) {
        long block = at / Blocks.BYTES;
        long blocks = connection.resources.reader.extentOf(block, Blocks.holding(end) - block);
        long extentEnd = Math.min(end, (block + Math.abs(blocks)) * Blocks.BYTES);
        out.writeInt((int) (extentEnd - at));
        out.writeInt(blocks < 0 ? Nbd.STATE_HOLE_ZERO : 0);
        return extentEnd;
    }

    private void count(Request request) {
        Traffic traffic = connection.export.traffic();
        if (request.error != 0) {
            traffic.errors.increment();
            return;
        }
        switch (request.command) {
            case Nbd.CMD_READ -> {
                traffic.reads.increment();
                traffic.readBytes.add(request.length);
                connection.export.stages().read.record(System.nanoTime() - request.startNanos);
            }
            case Nbd.CMD_WRITE -> {
                traffic.writes.increment();
                traffic.writtenBytes.add(request.length);
                connection.export.stages().write.record(System.nanoTime() - request.startNanos);
            }
            case Nbd.CMD_FLUSH -> traffic.flushes.increment();
            default -> traffic.trims.increment();
        }
    }
}
