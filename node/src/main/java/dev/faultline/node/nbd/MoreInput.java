package dev.faultline.node.nbd;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether more has arrived, past Netty: without a turn of the event loop. For one connection,
 * on its event loop, while it is read from.
 */
final class MoreInput {

    private static final int BYTES = 64 << 10;

    private final ChannelHandlerContext context;
    private @Nullable ByteBuf buffer;

    MoreInput(ChannelHandlerContext context) {
        this.context = context;
    }

    boolean possible() {
        return context.channel() instanceof UnixChannel;
    }

    /**
     * What is there now, to be released; null when nothing is, or the connection has ended, of
     * which Netty will tell.
     */
    @Nullable ByteBuf take() throws IOException {
        ByteBuf to = buffer;
        if (to == null || to.refCnt() > 1) {
            release();
            to = context.alloc().directBuffer(BYTES, BYTES);
            buffer = to;
        }
        int length =
                ((UnixChannel) context.channel()).fd().readAddress(to.memoryAddress(), 0, BYTES);
        if (length <= 0) {
            return null;
        }
        return to.setIndex(0, length).retain();
    }

    void release() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }
}
