package dev.faultline.node.nbd;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How replies are written: simple ones, and the chunks of structured ones. */
final class Replies {

    static final int SIMPLE_BYTES = 16;
    static final int CHUNK_BYTES = 20;
    static final int DATA_CHUNK_BYTES = CHUNK_BYTES + Long.BYTES;

    private Replies() {}

    static void simple(ByteBuf to, int error, long cookie) {
        to.writeInt(Nbd.SIMPLE_REPLY_MAGIC).writeInt(error).writeLong(cookie);
    }

    /** A chunk of a reply up to its payload; the last one says so. */
    static void chunk(ByteBuf to, int type, boolean last, long cookie, int length) {
        to.writeInt(Nbd.STRUCTURED_REPLY_MAGIC);
        to.writeShort(last ? Nbd.REPLY_FLAG_DONE : 0).writeShort(type);
        to.writeLong(cookie).writeInt(length);
    }

    /** What comes before bytes that were read, when they are some of a reply's, or all. */
    static void data(ByteBuf to, boolean last, long cookie, long offset, int length) {
        chunk(to, Nbd.REPLY_TYPE_OFFSET_DATA, last, cookie, Long.BYTES + length);
        to.writeLong(offset);
    }

    /** The same, to a buffer of the platform's. */
    static void data(ByteBuffer to, boolean last, long cookie, long offset, int length) {
        to.order(ByteOrder.BIG_ENDIAN);
        to.putInt(Nbd.STRUCTURED_REPLY_MAGIC);
        to.putShort((short) (last ? Nbd.REPLY_FLAG_DONE : 0));
        to.putShort((short) Nbd.REPLY_TYPE_OFFSET_DATA);
        to.putLong(cookie).putInt(Long.BYTES + length);
        to.putLong(offset);
    }

    /** What comes before the bytes of a read that is answered in one piece. */
    static void readHeader(ByteBuf to, boolean structured, Request request) {
        if (structured) {
            data(to, true, request.cookie, request.offset, (int) request.length);
        } else {
            simple(to, 0, request.cookie);
        }
    }

    static int readHeaderBytes(boolean structured) {
        return structured ? DATA_CHUNK_BYTES : SIMPLE_BYTES;
    }

    /** The last chunk of a reply, or the whole of a simple one: it went wrong. */
    static void error(ByteBuf to, boolean structured, long cookie, int error) {
        if (structured) {
            chunk(to, Nbd.REPLY_TYPE_ERROR, true, cookie, Integer.BYTES + Short.BYTES);
            to.writeInt(error).writeShort(0);
        } else {
            simple(to, error, cookie);
        }
    }
}
