package dev.faultline.node.nbd;

import dev.faultline.node.pipeline.BlockError;
import dev.faultline.node.pipeline.CommitPipeline;
import dev.faultline.node.store.BlockWriter;
import dev.faultline.node.store.Blocks;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a connection writes, trims and flushes: in parts of at most {@link BlockWriter#MOST_BYTES},
 * which go through the commit pipeline and come back. Bounded: there are {@value #MOST_PARTS}
 * parts, which hold a connection's own bytes and what it gets of the shared memory. Runs on the
 * connection's event loop, except for {@link #committed}.
 */
final class WriteSide {

    static final int MOST_PARTS = 128;

    private final Connection connection;
    private final CommitPipeline commits;
    private final RequestMemory memory;
    private final Consumer<Request> ended;
    private final Runnable takenBack;
    private final ArrayDeque<Part> freeParts = new ArrayDeque<>();
    private final AtomicReference<@Nullable Part> comeBack = new AtomicReference<>();
    private final Runnable takeBackLater = this::takeBackLater;
    private @Nullable Part filling;
    private @Nullable Part unsubmitted;
    private int uncommitted;
    private long uncommittedBytes;
    private boolean committing;
    private int partsUnderWay;
    private long heldBytes;

    /**
     * @param ended told of each request whose last part has come back
     * @param takenBack called after parts have come back
     */
    WriteSide(Connection connection, Consumer<Request> ended, Runnable takenBack) {
        this.connection = connection;
        this.ended = ended;
        this.takenBack = takenBack;
        commits = connection.export.commits();
        memory = connection.export.memory();
    }

    /** Goes on with a write, with what has arrived of its payload. */
    Progress write(Request request, ByteBuf in) {
        if (unsubmitted != null) {
            return submit(unsubmitted);
        }
        Part part = filling;
        if (part == null) {
            int length = (int) Math.min(BlockWriter.MOST_BYTES, request.end() - request.position);
            Progress progress = limits(length);
            if (progress != Progress.WENT_ON) {
                return progress;
            }
            part = newPart(request, length);
            filling = part;
        }
        ByteBuf payload = Objects.requireNonNull(part.payload);
        int length = (int) Math.min(in.readableBytes(), part.heldBytes - payload.readableBytes());
        if (length > 0) {
            payload.writeBytes(in, length);
        }
        if (payload.readableBytes() < part.heldBytes) {
            return Progress.NEEDS_INPUT;
        }
        filling = null;
        long offset = request.position;
        request.position += part.heldBytes;
        long arrived = connection.receivedNanos(part.heldBytes);
        part.write(payload, offset, request.has(Nbd.CMD_FLAG_FUA), arrived);
        return submit(part);
    }

    /** Goes on with a flush, a trim or a write of zeros. */
    Progress goOn(Request request) {
        if (unsubmitted != null) {
            return submit(unsubmitted);
        }
        if (request.command == Nbd.CMD_FLUSH) {
            return flush(request);
        }
        long left = request.end() - request.position;
        long within = request.position % Blocks.BYTES;
        long whole = within == 0 ? left / Blocks.BYTES * Blocks.BYTES : 0;
        if (whole > 0 && !request.has(Nbd.CMD_FLAG_NO_HOLE)) {
            return trim(request, whole);
        }
        long edge = Math.min(left, Blocks.BYTES - within);
        if (request.command == Nbd.CMD_TRIM) {
            return skip(request, edge);
        }
        return zero(request, whole > 0 ? Math.min(whole, BlockWriter.MOST_BYTES) : edge);
    }

    /** Has what was submitted carried out; returns whether any of it has come back at once. */
    boolean commit() {
        if (uncommitted == 0) {
            return false;
        }
        uncommitted = 0;
        uncommittedBytes = 0;
        committing = true;
        commits.commit();
        committing = false;
        return takeBack();
    }

    /** Parts that wait for {@link #commit}. */
    int uncommitted() {
        return uncommitted;
    }

    long uncommittedBytes() {
        return uncommittedBytes;
    }

    /** A part has been carried out. Called by whichever thread commits. */
    void committed(Part part) {
        Part head;
        do {
            head = comeBack.get();
            part.next = head;
        } while (!comeBack.compareAndSet(head, part));
        if (head == null && !takesBackAtOnce()) {
            try {
                connection.context.executor().execute(takeBackLater);
            } catch (RejectedExecutionException e) {
                takeBack(); // the event loop has ended, and nothing else runs on it any more
            }
        }
    }

    /** A part has been carried out, and its modelled time has come. */
    void finish(Part part) {
        Request request = Objects.requireNonNull(part.request);
        if (part.error() != BlockError.NONE) {
            request.error = errorOf(part.error());
        }
        request.parts--;
        recycle(part);
        if (!connection.closed() && request.parts == 0 && request.allSubmitted) {
            ended.accept(request);
        }
    }

    /** {@link #finish}, at its time. */
    void finishDue(Part part) {
        finish(part);
        takenBack.run();
    }

    /** When a reply that is ready then has passed the modelled link. */
    long sentNanos(long readyNanos) {
        return connection.sentNanos(readyNanos, 0);
    }

    boolean underWay() {
        return partsUnderWay > 0;
    }

    /** Releases what was not submitted; what was comes back, for it is carried out. */
    void close() {
        commit();
        if (filling != null) {
            recycle(filling);
            filling = null;
        }
        if (unsubmitted != null) {
            recycle(unsubmitted);
            unsubmitted = null;
        }
    }

    private Progress flush(Request request) {
        Progress progress = limits(0);
        if (progress == Progress.WENT_ON) {
            Part part = newPart(request, 0);
            part.flush(connection.nowNanos());
            progress = submit(part);
        }
        return progress;
    }

    private Progress trim(Request request, long length) {
        Progress progress = limits(0);
        if (progress == Progress.WENT_ON) {
            Part part = newPart(request, 0);
            boolean durable = request.has(Nbd.CMD_FLAG_FUA);
            part.trim(request.position, length, durable, connection.nowNanos());
            request.position += length;
            progress = submit(part);
        }
        return progress;
    }

    private Progress zero(Request request, long length) {
        Progress progress = limits((int) length);
        if (progress == Progress.WENT_ON) {
            Part part = newPart(request, (int) length);
            ByteBuf zeros = Objects.requireNonNull(part.payload);
            zeros.writeZero((int) length);
            boolean durable = request.has(Nbd.CMD_FLAG_FUA);
            part.write(zeros, request.position, durable, connection.nowNanos());
            request.position += length;
            progress = submit(part);
        }
        return progress;
    }

    /** A trim is advice: of a block that it covers in part, nothing is trimmed. */
    private Progress skip(Request request, long length) {
        request.position += length;
        if (request.position < request.end()) {
            return Progress.WENT_ON;
        }
        request.allSubmitted = true;
        if (request.parts == 0) {
            ended.accept(request);
        }
        return Progress.DONE;
    }

    /** Whether there may be another part with so many bytes; if so, they have been taken. */
    private Progress limits(int length) {
        if (partsUnderWay >= MOST_PARTS) {
            commit();
        }
        if (partsUnderWay >= MOST_PARTS) {
            return Progress.WAITS;
        }
        return isShared(length) && !memory.take(length) ? Progress.RETRIES : Progress.WENT_ON;
    }

    private boolean isShared(int length) {
        return heldBytes + length > Connection.OWN_BYTES;
    }

    private Part newPart(Request request, int length) {
        Part part = freeParts.isEmpty() ? new Part(this) : freeParts.pop();
        part.request = request;
        part.heldBytes = length;
        part.sharedBytes = isShared(length) ? length : 0;
        part.payload = length == 0 ? null : connection.context.alloc().directBuffer(length, length);
        partsUnderWay++;
        heldBytes += length;
        return part;
    }

    private Progress submit(Part part) {
        if (!commits.submit(part)) {
            unsubmitted = part;
            uncommitted++; // there are others before it
            return Progress.RETRIES;
        }
        uncommitted++;
        uncommittedBytes += part.heldBytes;
        unsubmitted = null;
        Request request = Objects.requireNonNull(part.request);
        request.parts++;
        boolean all = request.command == Nbd.CMD_FLUSH || request.position == request.end();
        request.allSubmitted = all;
        return all ? Progress.DONE : Progress.WENT_ON;
    }

    private boolean takesBackAtOnce() {
        return connection.context.executor().inEventLoop() && committing;
    }

    private void takeBackLater() {
        takeBack();
        takenBack.run();
    }

    private boolean takeBack() {
        Part newest = comeBack.getAndSet(null);
        boolean any = newest != null;
        Part oldest = null;
        while (newest != null) {
            Part before = newest.next;
            newest.next = oldest;
            oldest = newest;
            newest = before;
        }
        while (oldest != null) {
            Part next = oldest.next;
            oldest.next = null;
            if (oldest.readyNanos() == 0 || connection.closed()) {
                finish(oldest);
            } else {
                oldest.due.begin(connection.resources.due);
            }
            oldest = next;
        }
        return any;
    }

    private void recycle(Part part) {
        ByteBuf payload = part.payload;
        if (payload != null) {
            payload.release();
        }
        memory.give(part.sharedBytes);
        partsUnderWay--;
        heldBytes -= part.heldBytes;
        part.payload = null;
        part.request = null;
        freeParts.push(part);
    }

    private static int errorOf(BlockError error) {
        return switch (error) {
            case NONE -> 0;
            case INVALID -> Nbd.EINVAL;
            case NO_SPACE -> Nbd.ENOSPC;
            case IO -> Nbd.EIO;
            case SHUTDOWN -> Nbd.ESHUTDOWN;
        };
    }
}
