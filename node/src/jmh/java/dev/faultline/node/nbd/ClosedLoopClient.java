package dev.faultline.node.nbd;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that keeps so many requests of one block under way, at offsets drawn at random, and sends
 * a new one for each answer. It knows how long answers are, and counts bytes rather than looking at
 * them. Lives on its event loop, which may be the server's: it sends when the server has returned.
 * One other thread asks it to {@link #run}.
 */
final class ClosedLoopClient extends ChannelInboundHandlerAdapter {

    private static final int BLOCK_BYTES = 4096;
    private static final int REQUEST_BYTES = 28;
    private static final int REPLY_BYTES = 16;
    private static final int GREETING_BYTES = 18;
    private static final int EXPORT_BYTES = 10;

    private final long blocks;
    private final int depth;
    private final Runnable begin = this::begin;
    private final Runnable sendNext = this::sendNext;
    private ChannelHandlerContext context;
    private int greetingLeft = GREETING_BYTES + EXPORT_BYTES;
    private boolean writes;
    private int replyBytes;
    private int pending;
    private int answered;
    private long unsent;
    private long unanswered;
    private long random = 0x9e3779b97f4a7c15L;
    private Thread waiting;
    private volatile boolean ready;
    private volatile boolean done;

    @SuppressWarnings("NullAway") // the context comes with handlerAdded, the thread with run
    ClosedLoopClient(long blocks, int depth) {
        this.blocks = blocks;
        this.depth = depth;
    }

    /** Has so many requests answered. */
    void run(long requests, boolean asWrites) {
        done = false;
        waiting = Thread.currentThread();
        writes = asWrites;
        unsent = requests;
        unanswered = requests;
        context.executor().execute(begin);
        while (!done) {
            LockSupport.park(this);
        }
    }

    boolean ready() {
        return ready;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext newContext) {
        context = newContext;
    }

    @Override
    public void channelActive(ChannelHandlerContext unused) {
        ByteBuf hello = context.alloc().directBuffer();
        hello.writeInt(Nbd.FLAG_FIXED_NEWSTYLE | Nbd.FLAG_NO_ZEROES);
        hello.writeLong(Nbd.OPTION_MAGIC).writeInt(Nbd.OPT_EXPORT_NAME).writeInt(0);
        context.writeAndFlush(hello);
    }

    @Override
    public void channelRead(ChannelHandlerContext unused, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (greetingLeft > 0) {
            greetingLeft -= in.readableBytes();
            ready = greetingLeft == 0;
        } else {
            pending += in.readableBytes();
        }
        in.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext unused) {
        int answers = pending / Math.max(1, replyBytes);
        if (answers == 0) {
            return;
        }
        pending -= answers * replyBytes;
        unanswered -= answers;
        if (unanswered == 0) {
            done = true;
            LockSupport.unpark(waiting);
        } else {
            if (answered == 0) {
                context.executor().execute(sendNext);
            }
            answered += answers;
        }
    }

    private void sendNext() {
        int count = (int) Math.min(answered, unsent);
        answered = 0;
        send(count);
    }

    private void begin() {
        replyBytes = REPLY_BYTES + (writes ? 0 : BLOCK_BYTES);
        send((int) Math.min(depth, unsent));
    }

    private void send(int count) {
        if (count == 0) {
            return;
        }
        unsent -= count;
        int each = REQUEST_BYTES + (writes ? BLOCK_BYTES : 0);
        ByteBuf out = context.alloc().directBuffer(count * each);
        for (int i = 0; i < count; i++) {
            out.writeInt(Nbd.REQUEST_MAGIC).writeShort(0);
            out.writeShort(writes ? Nbd.CMD_WRITE : Nbd.CMD_READ);
            out.writeLong(i).writeLong(nextBlock() * BLOCK_BYTES).writeInt(BLOCK_BYTES);
            if (writes) {
                out.writerIndex(out.writerIndex() + BLOCK_BYTES); // what the buffer held before
            }
        }
        context.writeAndFlush(out, context.voidPromise());
    }

    /** Marsaglia's xorshift: no two runs differ, and it costs nothing beside a request. */
    private long nextBlock() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (random >>> 1) % blocks;
    }
}
