package dev.faultline.node.nbd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The second half of a connection: takes requests from what arrives, one after another, and has
 * them carried out by its {@link ReadSide} and {@link WriteSide}. While the one that is under way
 * cannot go on, for want of memory, parts or a client that reads its replies, the connection is not
 * read from. Runs on its event loop. Allocates nothing per request once its pools are warm.
 */
final class Transmission extends ChannelInboundHandlerAdapter {

    private static final long RETRY_NANOS = 100_000;

    /** Answers of so many bytes, and writes, wait for no others. */
    private static final int GATHERED_BYTES = 128 << 10;

    private final NbdExport export;
    private final LoopResources resources;
    private final boolean structured;
    private final boolean allocationContext;
    private final ArrayDeque<ByteBuf> inputs = new ArrayDeque<>();
    private final Gathering gathering = new Gathering();
    private final Runnable retry = this::retry;

    private Connection connection;
    private RequestReader requests;
    private Answers answers;
    private ReadSide reads;
    private WriteSide writes;
    private MoreInput more;

    private @Nullable Request current;
    private long skipBytes;
    private boolean paused;
    private boolean proceeding;
    private boolean again;
    private boolean retryScheduled;
    private boolean leaving;

    @SuppressWarnings("NullAway") // its parts come with handlerAdded, before anything else
    Transmission(
            NbdExport export,
            LoopResources resources,
            boolean structured,
            boolean allocationContext) {
        this.export = export;
        this.resources = resources;
        this.structured = structured;
        this.allocationContext = allocationContext;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection = new Connection(export, resources, context, structured, allocationContext);
        requests = new RequestReader(connection);
        answers = new Answers(connection);
        reads = new ReadSide(connection, answers, this::goOn);
        writes = new WriteSide(connection, this::ended, this::goOn);
        more = new MoreInput(context);
        resources.connections++;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (connection.closed()) {
            in.release();
        } else {
            inputs.add(in);
            if (!paused) {
                proceed();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (resources.connections == 1 && more.possible()) {
            gather();
        }
        endTurn();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (paused && context.channel().isWritable()) {
            goOn();
        }
    }

    /** The node stops: as if the client had said that it leaves. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == NbdServer.STOP && !connection.closed() && !leaving) {
            leave();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        close();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close();
        context.close();
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
            while (!connection.closed() && !paused && stepWithInput()) {
                // Each step takes from the inputs.
            }
        } while (again && paused && !connection.closed());
        proceeding = false;
    }

    private boolean stepWithInput() {
        ByteBuf in = inputs.peek();
        if (in == null) {
            return current != null && step(Unpooled.EMPTY_BUFFER);
        }
        boolean went = step(in);
        if (connection.closed()) {
            return false;
        }
        if (!in.isReadable()) {
            inputs.remove();
            in.release();
            return true;
        }
        return went;
    }

    /** Goes on with what is there; false when it needs more input, or has to wait. */
    private boolean step(ByteBuf in) {
        if (skipBytes > 0) {
            int length = (int) Math.min(skipBytes, in.readableBytes());
            in.skipBytes(length);
            skipBytes -= length;
            return length > 0;
        }
        Request request = current;
        if (request == null) {
            return next(in);
        }
        Progress progress =
                switch (request.command) {
                    case Nbd.CMD_READ -> reads.read(request);
                    case Nbd.CMD_WRITE -> writes.write(request, in);
                    default -> writes.goOn(request);
                };
        return switch (progress) {
            case DONE -> {
                current = null;
                yield true;
            }
            case WENT_ON -> true;
            case NEEDS_INPUT -> false;
            case WAITS -> {
                paused = true;
                yield false;
            }
            case RETRIES -> {
                paused = true;
                retryLater();
                yield false;
            }
        };
    }

    private boolean next(ByteBuf in) {
        if (leaving) {
            in.skipBytes(in.readableBytes());
            return false;
        }
        Request request = requests.read(in);
        if (request != null) {
            begin(request);
        } else if (requests.broken()) {
            disconnect();
        }
        return request != null;
    }

    private void begin(Request request) {
        int error = RequestRules.errorIn(request, export.sizeBytes(), allocationContext);
        if (error == 0) {
            switch (request.command) {
                case Nbd.CMD_DISC -> {
                    connection.giveBack(request);
                    leave();
                }
                case Nbd.CMD_BLOCK_STATUS -> answers.blockStatus(request);
                default -> current = request;
            }
            return;
        }
        if (request.command == Nbd.CMD_WRITE) {
            if (request.length > Nbd.MOST_BYTES) {
                disconnect();
                return;
            }
            skipBytes = request.length;
        }
        request.error = error;
        answers.end(request);
    }

    /** The last part of a write, trim or flush has come back. */
    private void ended(Request request) {
        answers.end(request);
        if (leaving && !writes.underWay()) {
            closeAfterReplies();
        }
    }

    private void leave() {
        leaving = true;
        if (!writes.underWay()) {
            closeAfterReplies();
        }
    }

    private void closeAfterReplies() {
        answers.push();
        connection
                .context
                .writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(sent -> connection.context.close());
    }

    /** Something has come back that the connection may have waited for. */
    private void goOn() {
        if (!connection.closed()) {
            if (paused) {
                proceed();
            }
            endTurn();
        }
    }

    /**
     * Takes more requests while there are few answers to send. Others on the event loop would wait
     * meanwhile, so it is done where there are none.
     */
    private void gather() {
        long start = 0;
        while (isGathering()) {
            if (takeMore()) {
                start = 0;
                continue;
            }
            long now = System.nanoTime();
            if (start == 0) {
                start = now;
            } else if (now - start > Gathering.WAIT_NANOS) {
                gathering.waitedInVain();
                return;
            }
            resources.rest.take();
        }
        gathering.filled(answers.waiting() + writes.uncommitted());
    }

    private boolean isGathering() {
        int count = answers.waiting() + writes.uncommitted();
        long bytes = answers.waitingBytes() + writes.uncommittedBytes();
        return count > 0
                && count < gathering.wanted()
                && bytes < GATHERED_BYTES
                && !paused
                && !leaving
                && !connection.closed();
    }

    private boolean takeMore() {
        try {
            ByteBuf in = more.take();
            if (in == null) {
                return false;
            }
            inputs.add(in);
            proceed();
            return true;
        } catch (IOException e) {
            disconnect();
            return false;
        }
    }

    /** Has what was submitted carried out, and sends the replies that are there. */
    private void endTurn() {
        boolean cameBack = writes.commit();
        while (cameBack && paused && !connection.closed()) {
            proceed();
            cameBack = writes.commit();
        }
        if (!connection.closed()) {
            answers.flush();
            var channel = connection.context.channel();
            if (channel.config().isAutoRead() == paused) {
                channel.config().setAutoRead(!paused);
            }
        }
    }

    private void retryLater() {
        if (!retryScheduled) {
            retryScheduled = true;
            connection.context.executor().schedule(retry, RETRY_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private void retry() {
        retryScheduled = false;
        goOn();
    }

    private void disconnect() {
        close();
        connection.context.close();
    }

    private void close() {
        if (connection.closed()) {
            return;
        }
        connection.close();
        resources.connections--;
        more.release();
        inputs.forEach(ByteBuf::release);
        inputs.clear();
        answers.release();
        writes.close();
    }
}
