package dev.faultline.node.nbd;

import dev.faultline.node.device.ModelTime;
import dev.faultline.node.pipeline.BlockError;
import dev.faultline.node.store.BlockWriter;
import dev.faultline.node.store.Blocks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The second half of a connection: requests and replies. Reads are answered on the event loop;
 * writes, trims and flushes go through the commit pipeline in parts of at most {@link
 * BlockWriter#MOST_BYTES}, and are answered when they come back.
 *
 * <p>Bounded: a connection that has {@value #MOST_PARTS} parts under way, or more bytes than its
 * own {@value #OWN_BYTES} and the shared memory bears, or that does not read its replies, is not
 * read from until that changes. Runs on its event loop, except for {@link #committed}. Allocates
 * nothing per request once its pools are warm.
 */
final class Transmission extends ChannelInboundHandlerAdapter {

    static final int MOST_PARTS = 128;

    /** What every connection may hold without asking for shared memory. */
    static final int OWN_BYTES = 1 << 20;

    /** Longer replies get a buffer of their own. */
    private static final int GATHERED_BYTES = 64 << 10;

    /** What requests and replies take on the modelled link besides their bytes, either way. */
    private static final int HEADER_BYTES = 28;

    private static final long RETRY_NANOS = 100_000;
    private static final long SLOW_READER_SECONDS = 30;
    private static final int MOST_EXTENTS = 2048;

    private final NbdExport export;
    private final LoopResources resources;
    private final boolean structured;
    private final boolean allocationContext;
    private final ModelTime time;

    private final ReplyBuffer replies = new ReplyBuffer();
    private final ArrayDeque<ByteBuf> inputs = new ArrayDeque<>();
    private final ArrayDeque<Part> freeParts = new ArrayDeque<>();
    private final ArrayDeque<Request> freeRequests = new ArrayDeque<>();
    private final AtomicReference<@Nullable Part> comeBack = new AtomicReference<>();
    private final ByteBuf partHeader = Unpooled.buffer(Nbd.REQUEST_BYTES, Nbd.REQUEST_BYTES);
    private final Runnable takeBack = this::takeBack;
    private final Runnable retry = this::retry;

    private ChannelHandlerContext context;
    private @Nullable Request current;
    private @Nullable Part filling;
    private @Nullable Part unsubmitted;
    private long skipBytes;
    private int partsUnderWay;
    private int delayedReads;
    private long heldBytes;
    private boolean paused;
    private boolean proceeding;
    private boolean again;
    private boolean retryScheduled;
    private boolean leaving;
    private boolean closed;

    @SuppressWarnings("NullAway") // the context comes with handlerAdded, before anything else
    Transmission(
            NbdExport export,
            LoopResources resources,
            boolean structured,
            boolean allocationContext) {
        this.export = export;
        this.resources = resources;
        this.structured = structured;
        this.allocationContext = allocationContext;
        time = export.store().time();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext newContext) {
        context = newContext;
    }

    @Override
    public void channelRead(ChannelHandlerContext unused, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (closed) {
            in.release();
        } else {
            inputs.add(in);
            if (!paused) {
                proceed();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext unused) {
        flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext unused) {
        if (paused && context.channel().isWritable()) {
            resume();
            flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext unused) {
        close();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext unused, Throwable cause) {
        close();
        context.close();
    }

    /** A part has been carried out. Called on the committing thread. */
    void committed(Part part) {
        Part head;
        do {
            head = comeBack.get();
            part.next = head;
        } while (!comeBack.compareAndSet(head, part));
        if (head == null) {
            context.executor().execute(takeBack);
        }
    }

    /** When a reply that is ready then has passed the modelled link. */
    long sent(long readyNanos) {
        return export.links().sent(readyNanos, HEADER_BYTES);
    }

    /** A part has been carried out, and its modelled time has come. */
    void finish(Part part) {
        Request request = Objects.requireNonNull(part.request);
        if (part.error() != BlockError.NONE) {
            request.error = errorOf(part.error());
        }
        request.parts--;
        recycle(part);
        if (closed) {
            return;
        }
        if (request.parts == 0 && request.allSubmitted) {
            answer(request);
            resume();
            flush();
        } else {
            resume();
        }
    }

    private void takeBack() {
        Part newest = comeBack.getAndSet(null);
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
            if (time.isUnlimited() && oldest.readyNanos() == 0) {
                finish(oldest);
            } else {
                oldest.due.begin(resources.due);
            }
            oldest = next;
        }
    }

    /**
     * Goes on with what has arrived until there is no more of it, or something runs out. Answers
     * that are written meanwhile can call this again: then it looks once more instead of nesting.
     */
    private void proceed() {
        if (proceeding) {
            again = true;
            return;
        }
        proceeding = true;
        do {
            again = false;
            paused = false;
            while (!closed && !paused && stepWithInput()) {
                // Each step takes from the inputs.
            }
        } while (again && paused && !closed);
        proceeding = false;
        if (!closed && context.channel().config().isAutoRead() == paused) {
            context.channel().config().setAutoRead(!paused);
        }
    }

    private boolean stepWithInput() {
        ByteBuf in = inputs.peek();
        if (in == null) {
            return current != null && step(Unpooled.EMPTY_BUFFER);
        }
        boolean went = step(in);
        if (closed) {
            return false;
        }
        if (!in.isReadable()) {
            inputs.remove();
            in.release();
            return true;
        }
        return went;
    }

    /** Goes on with what is there; false when it needs more input. */
    private boolean step(ByteBuf in) {
        if (skipBytes > 0) {
            int length = (int) Math.min(skipBytes, in.readableBytes());
            in.skipBytes(length);
            skipBytes -= length;
            return length > 0;
        }
        Request request = current;
        if (request == null) {
            return readHeader(in);
        }
        if (unsubmitted != null) {
            submit(unsubmitted);
            return true;
        }
        return switch (request.command) {
            case Nbd.CMD_READ -> read(request);
            case Nbd.CMD_WRITE -> fill(request, in);
            default -> nextPart(request);
        };
    }

    private boolean readHeader(ByteBuf in) {
        if (leaving) {
            in.skipBytes(in.readableBytes());
            return false;
        }
        ByteBuf header = in;
        if (partHeader.isReadable() || in.readableBytes() < Nbd.REQUEST_BYTES) {
            int missing = Nbd.REQUEST_BYTES - partHeader.readableBytes();
            partHeader.writeBytes(in, Math.min(missing, in.readableBytes()));
            if (partHeader.readableBytes() < Nbd.REQUEST_BYTES) {
                return false;
            }
            header = partHeader;
        }
        if (header.readInt() != Nbd.REQUEST_MAGIC) {
            close();
            context.close();
            return false;
        }
        Request request = freeRequests.isEmpty() ? new Request() : freeRequests.pop();
        request.flags = header.readUnsignedShort();
        request.command = header.readUnsignedShort();
        request.cookie = header.readLong();
        request.offset = header.readLong();
        request.length = header.readUnsignedInt();
        request.begin();
        partHeader.clear();
        dispatch(request);
        return true;
    }

    private void dispatch(Request request) {
        int error = errorIn(request);
        if (error == 0) {
            switch (request.command) {
                case Nbd.CMD_DISC -> leave(request);
                case Nbd.CMD_BLOCK_STATUS -> blockStatus(request);
                default -> current = request;
            }
            return;
        }
        if (request.command == Nbd.CMD_WRITE) {
            if (request.length > Nbd.MOST_BYTES) {
                close();
                context.close();
                return;
            }
            skipBytes = request.length;
        }
        request.error = error;
        answer(request);
    }

    /** What is wrong with a request, as the error that answers it; 0 when nothing is. */
    private int errorIn(Request request) {
        boolean beyond =
                request.offset < 0
                        || request.offset > export.sizeBytes()
                        || request.length > export.sizeBytes() - request.offset;
        int known = Nbd.CMD_FLAG_FUA;
        switch (request.command) {
            case Nbd.CMD_DISC, Nbd.CMD_FLUSH -> {
                return 0;
            }
            case Nbd.CMD_READ -> known |= Nbd.CMD_FLAG_DF;
            case Nbd.CMD_WRITE, Nbd.CMD_TRIM -> {}
            case Nbd.CMD_WRITE_ZEROES -> known |= Nbd.CMD_FLAG_NO_HOLE;
            case Nbd.CMD_BLOCK_STATUS -> known |= Nbd.CMD_FLAG_REQ_ONE;
            case Nbd.CMD_CACHE -> {
                return Nbd.ENOTSUP;
            }
            default -> {
                return Nbd.EINVAL;
            }
        }
        boolean tooLong =
                request.length > Nbd.MOST_BYTES
                        && (request.command == Nbd.CMD_READ || request.command == Nbd.CMD_WRITE);
        boolean statusUnasked = request.command == Nbd.CMD_BLOCK_STATUS && !allocationContext;
        if ((request.flags & ~known) != 0 || request.length == 0 || tooLong || statusUnasked) {
            return Nbd.EINVAL;
        }
        boolean writes =
                request.command == Nbd.CMD_WRITE || request.command == Nbd.CMD_WRITE_ZEROES;
        return beyond ? writes ? Nbd.ENOSPC : Nbd.EINVAL : 0;
    }

    private boolean read(Request request) {
        int length = (int) request.length;
        boolean shared = length > OWN_BYTES;
        if (!context.channel().isWritable()
                || delayedReads >= MOST_PARTS
                || shared && !export.memory().take(length)) {
            pause();
            return false;
        }
        current = null;
        boolean atOnce = time.isUnlimited() && !export.store().anySlow();
        if (atOnce && length <= GATHERED_BYTES) {
            readGathered(request, length);
        } else {
            readAlone(request, length, shared);
        }
        return true;
    }

    private void readGathered(Request request, int length) {
        int header = Replies.readHeaderBytes(structured);
        ByteBuf out = replies.room(context, header + length);
        int start = out.writerIndex();
        Replies.readHeader(out, structured, request);
        boolean read =
                resources.reader.read(
                        request.offset, out.internalNioBuffer(start + header, length), 0);
        if (read) {
            out.writerIndex(start + header + length);
            countRead(request);
            freeRequests.push(request);
        } else {
            out.writerIndex(start);
            request.error = Nbd.EIO;
            answer(request);
        }
    }

    private void readAlone(Request request, int length, boolean shared) {
        int header = Replies.readHeaderBytes(structured);
        ByteBuf out = context.alloc().directBuffer(header + length);
        Replies.readHeader(out, structured, request);
        long arrived = export.links().received(now(), HEADER_BYTES);
        boolean read =
                resources.reader.read(
                        request.offset, out.internalNioBuffer(header, length), arrived);
        if (read) {
            out.writerIndex(header + length);
        } else {
            out.clear();
            Replies.error(out, structured, request.cookie, Nbd.EIO);
            request.error = Nbd.EIO;
        }
        ReadReply reply = new ReadReply(request, out, shared ? length : 0);
        if (time.isUnlimited() && !export.store().anySlow()) {
            reply.send();
        } else {
            delayedReads++;
            resources.due.add(reply, resources.reader.readyNanos());
        }
    }

    /** A read whose bytes are there, on its way through the modelled hardware. */
    private final class ReadReply extends DueQueue.Due {
        private final Request request;
        private final ByteBuf out;
        private final long sharedBytes;
        private boolean onLink;

        ReadReply(Request request, ByteBuf out, long sharedBytes) {
            this.request = request;
            this.out = out;
            this.sharedBytes = sharedBytes;
        }

        @Override
        void due(long nanos) {
            if (!onLink) {
                onLink = true;
                resources.due.add(this, export.links().sent(nanos, HEADER_BYTES + request.length));
                return;
            }
            delayedReads--;
            if (closed) {
                out.release();
                export.memory().give(sharedBytes);
                return;
            }
            send();
            resume();
            flush();
        }

        void send() {
            replies.push(context);
            if (request.error == 0) {
                countRead(request);
            } else {
                export.traffic().errors.increment();
            }
            freeRequests.push(request);
            if (sharedBytes == 0) {
                context.write(out, context.voidPromise());
                return;
            }
            var slow =
                    context.executor()
                            .schedule(() -> context.close(), SLOW_READER_SECONDS, TimeUnit.SECONDS);
            context.write(out)
                    .addListener(sent -> {
                        slow.cancel(false);
                        export.memory().give(sharedBytes);
                    });
        }
    }

    private void countRead(Request request) {
        export.traffic().reads.increment();
        export.traffic().readBytes.add(request.length);
        export.stages().read.record(System.nanoTime() - request.startNanos);
    }

    /** Copies what has arrived of a write's payload, and submits each part that is complete. */
    private boolean fill(Request request, ByteBuf in) {
        Part part = filling;
        if (part == null) {
            int length = (int) Math.min(BlockWriter.MOST_BYTES, request.end() - request.position);
            part = newPart(request, length);
            if (part == null) {
                return false;
            }
            filling = part;
        }
        ByteBuf payload = Objects.requireNonNull(part.payload);
        int length = (int) Math.min(in.readableBytes(), part.heldBytes - payload.readableBytes());
        if (length > 0) {
            payload.writeBytes(in, length);
        }
        if (payload.readableBytes() < part.heldBytes) {
            return false;
        }
        filling = null;
        long offset = request.position;
        request.position += part.heldBytes;
        long arrived = export.links().received(now(), HEADER_BYTES + part.heldBytes);
        part.write(payload, offset, request.has(Nbd.CMD_FLAG_FUA), arrived);
        submit(part);
        return true;
    }

    /** Submits the next part of a flush, a trim or a write of zeros. */
    private boolean nextPart(Request request) {
        boolean durable = request.has(Nbd.CMD_FLAG_FUA);
        long left = request.end() - request.position;
        if (request.command == Nbd.CMD_FLUSH) {
            Part part = newPart(request, 0);
            if (part != null) {
                part.flush(now());
                submit(part);
            }
            return part != null;
        }
        long within = request.position % Blocks.BYTES;
        long whole = within == 0 ? left / Blocks.BYTES * Blocks.BYTES : 0;
        if (whole > 0 && !request.has(Nbd.CMD_FLAG_NO_HOLE)) {
            Part part = newPart(request, 0);
            if (part != null) {
                part.trim(request.position, whole, durable, now());
                request.position += whole;
                submit(part);
            }
            return part != null;
        }
        long length =
                whole > 0
                        ? Math.min(whole, BlockWriter.MOST_BYTES)
                        : Math.min(left, Blocks.BYTES - within);
        if (request.command == Nbd.CMD_TRIM) {
            return skipEdge(request, length);
        }
        Part part = newPart(request, (int) length);
        if (part != null) {
            ByteBuf zeros = Objects.requireNonNull(part.payload);
            zeros.writeZero((int) length);
            part.write(zeros, request.position, durable, now());
            request.position += length;
            submit(part);
        }
        return part != null;
    }

    /** A trim is advice: of a block that it covers in part, nothing is trimmed. */
    private boolean skipEdge(Request request, long length) {
        request.position += length;
        if (request.position == request.end()) {
            current = null;
            request.allSubmitted = true;
            if (request.parts == 0) {
                answer(request);
            }
        }
        return true;
    }

    /** A free part, with a buffer of this length; null, and the connection pauses, if none is. */
    private @Nullable Part newPart(Request request, int length) {
        boolean shared = heldBytes + length > OWN_BYTES;
        if (partsUnderWay >= MOST_PARTS || shared && !export.memory().take(length)) {
            pause();
            return null;
        }
        Part part = freeParts.isEmpty() ? new Part(this) : freeParts.pop();
        part.request = request;
        part.heldBytes = length;
        part.sharedBytes = shared ? length : 0;
        part.payload = length == 0 ? null : context.alloc().directBuffer(length, length);
        partsUnderWay++;
        heldBytes += length;
        return part;
    }

    private void submit(Part part) {
        if (!export.commits().submit(part)) {
            unsubmitted = part;
            pause();
            return;
        }
        unsubmitted = null;
        Request request = Objects.requireNonNull(part.request);
        request.parts++;
        if (request.command == Nbd.CMD_FLUSH || request.position == request.end()) {
            request.allSubmitted = true;
            current = null;
        }
    }

    private void recycle(Part part) {
        ByteBuf payload = part.payload;
        if (payload != null) {
            payload.release();
        }
        export.memory().give(part.sharedBytes);
        partsUnderWay--;
        heldBytes -= part.heldBytes;
        part.payload = null;
        part.request = null;
        freeParts.push(part);
    }

    private void blockStatus(Request request) {
        int most = request.has(Nbd.CMD_FLAG_REQ_ONE) ? 1 : MOST_EXTENTS;
        ByteBuf out = replies.room(context, Replies.CHUNK_BYTES + 4 + most * 8);
        int start = out.writerIndex();
        out.writerIndex(start + Replies.CHUNK_BYTES);
        out.writeInt(Nbd.CONTEXT_ID);
        long at = request.offset;
        for (int i = 0; i < most && at < request.end(); i++) {
            long block = at / Blocks.BYTES;
            long blocks = resources.reader.extentOf(block, Blocks.holding(request.end()) - block);
            long extentEnd = Math.min(request.end(), (block + Math.abs(blocks)) * Blocks.BYTES);
            out.writeInt((int) (extentEnd - at));
            out.writeInt(blocks < 0 ? Nbd.STATE_HOLE_ZERO : 0);
            at = extentEnd;
        }
        int end = out.writerIndex();
        out.writerIndex(start);
        Replies.chunk(
                out,
                Nbd.REPLY_TYPE_BLOCK_STATUS,
                request.cookie,
                end - start - Replies.CHUNK_BYTES);
        out.writerIndex(end);
        freeRequests.push(request);
    }

    /** Answers anything but a read that went well, and gives the request back. */
    private void answer(Request request) {
        ByteBuf out = replies.room(context, Replies.CHUNK_BYTES + 6);
        boolean chunked =
                structured
                        && (request.command == Nbd.CMD_READ
                                || request.command == Nbd.CMD_BLOCK_STATUS);
        if (chunked) {
            Replies.error(out, true, request.cookie, request.error);
        } else {
            Replies.simple(out, request.error, request.cookie);
        }
        count(request);
        freeRequests.push(request);
        if (leaving && partsUnderWay == 0) {
            closeAfterReplies();
        }
    }

    private void count(Request request) {
        Traffic traffic = export.traffic();
        if (request.error != 0) {
            traffic.errors.increment();
            return;
        }
        switch (request.command) {
            case Nbd.CMD_WRITE -> {
                traffic.writes.increment();
                traffic.writtenBytes.add(request.length);
                export.stages().write.record(System.nanoTime() - request.startNanos);
            }
            case Nbd.CMD_FLUSH -> traffic.flushes.increment();
            default -> traffic.trims.increment();
        }
    }

    private void leave(Request request) {
        freeRequests.push(request);
        leaving = true;
        if (partsUnderWay == 0) {
            closeAfterReplies();
        }
    }

    private void closeAfterReplies() {
        replies.push(context);
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> context.close());
    }

    private void flush() {
        replies.push(context);
        context.flush();
    }

    /** Something has run out: goes on when it may have come back. */
    private void pause() {
        paused = true;
        flush();
        if (!retryScheduled) {
            retryScheduled = true;
            context.executor().schedule(retry, RETRY_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private void retry() {
        retryScheduled = false;
        resume();
        flush();
    }

    private void resume() {
        if (paused && !closed) {
            proceed();
        }
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        inputs.forEach(ByteBuf::release);
        inputs.clear();
        replies.release();
        if (filling != null) {
            recycle(filling);
            filling = null;
        }
        if (unsubmitted != null) {
            recycle(unsubmitted);
            unsubmitted = null;
        }
    }

    private long now() {
        return time.isUnlimited() && !export.store().anySlow() ? 0 : time.nowNanos();
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
