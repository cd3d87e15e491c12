package dev.faultline.node.nbd;

import io.netty.buffer.ByteBuf;

/** How replies are written: simple ones, and the chunks of structured ones. */
final class Replies {

    static final int SIMPLE_BYTES = 16;
    static final int CHUNK_BYTES = 20;
    static final int DATA_CHUNK_BYTES = CHUNK_BYTES + Long.BYTES;

    private Replies() {}

    static void simple(ByteBuf to, int error, long cookie) {
        to.writeInt(Nbd.SIMPLE_REPLY_MAGIC).writeInt(error).writeLong(cookie);
    }

    /** The last (or only) chunk of a reply, up to its payload. */
    static void chunk(ByteBuf to, int type, long cookie, int length) {
        to.writeInt(Nbd.STRUCTURED_REPLY_MAGIC);
        to.writeShort(Nbd.REPLY_FLAG_DONE).writeShort(type);
        to.writeLong(cookie).writeInt(length);
    }

    /** What comes before the bytes of a read. */
    static void readHeader(ByteBuf to, boolean structured, Request request) {
        if (structured) {
            chunk(
                    to,
                    Nbd.REPLY_TYPE_OFFSET_DATA,
                    request.cookie,
                    Long.BYTES + (int) request.length);
            to.writeLong(request.offset);
        } else {
            simple(to, 0, request.cookie);
        }
    }

    static int readHeaderBytes(boolean structured) {
        return structured ? DATA_CHUNK_BYTES : SIMPLE_BYTES;
    }

    static void error(ByteBuf to, boolean structured, long cookie, int error) {
        if (structured) {
            chunk(to, Nbd.REPLY_TYPE_ERROR, cookie, Integer.BYTES + Short.BYTES);
            to.writeInt(error).writeShort(0);
        } else {
            simple(to, error, cookie);
        }
    }
}
