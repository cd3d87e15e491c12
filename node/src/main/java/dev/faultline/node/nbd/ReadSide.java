package dev.faultline.node.nbd;

import dev.faultline.node.store.BlockReader;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * What a connection reads, carried out on its event loop: short reads side by side in the gathered
 * replies, long ones in pieces that are sent before the next is read, so that none needs much
 * memory, and what is sent is still in the processor's caches. A read whose reply has to be one
 * piece, or that waits for modelled hardware, gets a buffer of its own.
 */
final class ReadSide {

    /** Longer ones are not gathered. */
    private static final int GATHERED_BYTES = 64 << 10;

    private static final int PIECE_BYTES = 256 << 10;

    /** Reads that may wait for modelled hardware. */
    private static final int MOST_WAITING = 128;

    private static final long SLOW_READER_SECONDS = 30;

    private final Connection connection;
    private final Answers answers;
    private final BlockReader reader;
    private final Runnable wentOn;
    private final Runnable sendLent = this::sendLentNow;
    private final ArrayDeque<Waiting> free = new ArrayDeque<>();
    private int waiting;

    /**
     * @param wentOn called when something came back that a read may have waited for
     */
    ReadSide(Connection connection, Answers answers, Runnable wentOn) {
        this.connection = connection;
        this.answers = answers;
        this.wentOn = wentOn;
        reader = connection.resources.reader;
    }

    Progress read(Request request) {
        if (!connection.context.channel().isWritable() || waiting >= MOST_WAITING) {
            return Progress.WAITS;
        }
        int length = (int) request.length;
        boolean atOnce = connection.answersAtOnce();
        if (atOnce && length <= GATHERED_BYTES) {
            readGathered(request, length);
            return Progress.DONE;
        }
        boolean pieces = connection.structured && !request.has(Nbd.CMD_FLAG_DF);
        if (atOnce && pieces || request.position > request.offset) {
            return readPiece(request);
        }
        boolean shared = length > Connection.OWN_BYTES;
        if (shared && !connection.export.memory().take(length)) {
            return Progress.RETRIES;
        }
        readWhole(request, length, shared);
        return Progress.DONE;
    }

    private void readGathered(Request request, int length) {
        int header = Replies.readHeaderBytes(connection.structured);
        ByteBuf out = answers.room(header + length);
        int start = out.writerIndex();
        Replies.readHeader(out, connection.structured, request);
        if (reader.read(request.offset, out.internalNioBuffer(start + header, length), 0)) {
            out.writerIndex(start + header + length);
            answers.wasRead(request);
        } else {
            out.writerIndex(start);
            request.error = Nbd.EIO;
            answers.end(request);
        }
    }

    /** Sends the next piece from where it is stored; false if that is not possible. */
    private boolean sendLent(Request request) {
        answers.flush();
        if (!LentReply.possible(connection.context)) {
            return false;
        }
        int length = (int) Math.min(LentReply.MOST_BYTES, request.end() - request.position);
        boolean last = request.position + length == request.end();
        LentReply lent = connection.resources.lent;
        Replies.data(lent.begin(), last, request.cookie, request.position, length);
        lent.headerEnds();
        boolean sent = reader.lend(request.position, length, lent, sendLent);
        lent.end();
        if (sent) {
            request.position += length;
        }
        return sent;
    }

    private void sendLentNow() {
        try {
            connection.resources.lent.send(connection.context);
        } catch (IOException e) {
            connection.context.close();
        }
    }

    private Progress readPiece(Request request) {
        if (sendLent(request)) {
            boolean all = request.position == request.end();
            if (all) {
                answers.wasRead(request);
            }
            return all ? Progress.DONE : Progress.WENT_ON;
        }
        int length = (int) Math.min(PIECE_BYTES, request.end() - request.position);
        boolean last = request.position + length == request.end();
        int header = Replies.DATA_CHUNK_BYTES;
        ByteBuf out = connection.context.alloc().directBuffer(header + length);
        Replies.data(out, last, request.cookie, request.position, length);
        answers.push();
        if (!reader.read(request.position, out.internalNioBuffer(header, length), 0)) {
            out.release();
            request.error = Nbd.EIO;
            answers.end(request);
            return Progress.DONE;
        }
        out.writerIndex(header + length);
        connection.context.writeAndFlush(out, connection.context.voidPromise());
        request.position += length;
        if (last) {
            answers.wasRead(request);
        }
        return last ? Progress.DONE : Progress.WENT_ON;
    }

    private void readWhole(Request request, int length, boolean shared) {
        boolean structured = connection.structured;
        int header = Replies.readHeaderBytes(structured);
        ByteBuf out = connection.context.alloc().directBuffer(header + length);
        Replies.readHeader(out, structured, request);
        long arrived = connection.receivedNanos(0);
        if (reader.read(request.offset, out.internalNioBuffer(header, length), arrived)) {
            out.writerIndex(header + length);
        } else {
            request.error = Nbd.EIO;
            out.clear();
            Replies.error(out, structured, request.cookie, Nbd.EIO);
        }
        if (connection.answersAtOnce()) {
            send(request, out, shared ? length : 0);
        } else {
            Waiting reply = free.isEmpty() ? new Waiting() : free.pop();
            reply.begin(request, out, shared ? length : 0);
            connection.resources.due.add(reply, reader.readyNanos());
        }
    }

    private void send(Request request, ByteBuf out, long sharedBytes) {
        answers.push();
        answers.wasRead(request);
        if (sharedBytes == 0) {
            connection.context.write(out, connection.context.voidPromise());
            return;
        }
        var slow =
                connection
                        .context
                        .executor()
                        .schedule(
                                () -> connection.context.close(),
                                SLOW_READER_SECONDS,
                                TimeUnit.SECONDS);
        connection
                .context
                .write(out)
                .addListener(sent -> {
                    slow.cancel(false);
                    connection.export.memory().give(sharedBytes);
                });
    }

    /** A reply whose bytes are there, on its way through the modelled hardware. Used again. */
    @SuppressWarnings("NullAway.Init") // set by begin, before anything else
    private final class Waiting extends DueQueue.Due {
        private Request request;
        private ByteBuf out;
        private long sharedBytes;
        private boolean onLink;

        void begin(Request newRequest, ByteBuf newOut, long newSharedBytes) {
            request = newRequest;
            out = newOut;
            sharedBytes = newSharedBytes;
            onLink = false;
            waiting++;
        }

        @Override
        void due(long nanos) {
            if (!onLink) {
                onLink = true;
                long sent = connection.sentNanos(nanos, request.length);
                connection.resources.due.add(this, sent);
                return;
            }
            waiting--;
            free.push(this);
            if (connection.closed()) {
                out.release();
                connection.export.memory().give(sharedBytes);
                return;
            }
            send(request, out, sharedBytes);
            wentOn.run();
        }
    }
}
