package dev.faultline.node.nbd;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the small replies of one turn of the event loop, so that they leave in few system calls.
 */
final class ReplyBuffer {

    private static final int BYTES = 160 << 10;

    private @Nullable ByteBuf bytes;

    /** A buffer with room for so many more bytes at its writer index. */
    ByteBuf room(ChannelHandlerContext context, int length) {
        ByteBuf now = bytes;
        if (now != null && now.writableBytes() >= length) {
            return now;
        }
        push(context);
        ByteBuf fresh = context.alloc().directBuffer(Math.max(BYTES, length));
        bytes = fresh;
        return fresh;
    }

    /** Hands what was gathered to the channel. */
    void push(ChannelHandlerContext context) {
        ByteBuf now = bytes;
        bytes = null;
        if (now != null) {
            if (now.isReadable()) {
                context.write(now, context.voidPromise());
            } else {
                now.release();
            }
        }
    }

    void release() {
        ByteBuf now = bytes;
        bytes = null;
        if (now != null) {
            now.release();
        }
    }
}
