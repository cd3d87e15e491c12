package dev.faultline.node.nbd;

import dev.faultline.node.device.Lent;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A reply whose bytes go to the socket from where they are stored, in one system call and without
 * having been copied. They stay there no longer than that: what the socket does not take at once is
 * copied and follows in the ordinary way. For one event loop.
 */
final class LentReply implements Lent {

    /** The most that one reply lends. */
    static final int MOST_BYTES = 1 << 20;

    /** Of the header and every block, if none lies beside another. */
    private static final int MOST_PIECES = 1 + MOST_BYTES / 4096;

    /** Of the operating system's iovec: an address and a length. */
    private static final int VECTOR_BYTES = 2 * Long.BYTES;

    private final ByteBuffer header =
            Buffer.allocateDirectWithNativeOrder(Replies.DATA_CHUNK_BYTES);
    private final ByteBuffer vectors =
            Buffer.allocateDirectWithNativeOrder(MOST_PIECES * VECTOR_BYTES);
    private final long vectorsAddress = Buffer.memoryAddress(vectors);
    private final @Nullable ByteBuffer[] memories = new ByteBuffer[MOST_PIECES];
    private final int[] starts = new int[MOST_PIECES];
    private final int[] lengths = new int[MOST_PIECES];
    private int count;
    private int totalBytes;

    /** Whether what is sent now would be the next that the client gets, past Netty's buffers. */
    static boolean possible(ChannelHandlerContext context) {
        var buffer = context.channel().unsafe().outboundBuffer();
        return context.channel() instanceof UnixChannel && buffer != null && buffer.isEmpty();
    }

    /** Begins a reply; its header is to be put into what is returned. */
    ByteBuffer begin() {
        count = 0;
        totalBytes = 0;
        return header.clear();
    }

    /** The header is complete. */
    void headerEnds() {
        piece(header, 0, header.position());
    }

    @Override
    public boolean piece(ByteBuffer memory, int at, int length) {
        int last = count - 1;
        if (last >= 0 && memories[last] == memory && starts[last] + lengths[last] == at) {
            lengths[last] += length;
        } else {
            memories[count] = memory;
            starts[count] = at;
            lengths[count] = length;
            count++;
        }
        totalBytes += length;
        return true;
    }

    /** Sends all pieces. */
    void send(ChannelHandlerContext context) throws IOException {
        for (int i = 0; i < count; i++) {
            ByteBuffer memory = memories[i];
            long address = memory == null ? 0 : Buffer.memoryAddress(memory) + starts[i];
            vectors.putLong(i * VECTOR_BYTES, address);
            vectors.putLong(i * VECTOR_BYTES + Long.BYTES, lengths[i]);
        }
        FileDescriptor socket = ((UnixChannel) context.channel()).fd();
        int sent = (int) socket.writevAddresses(vectorsAddress, count);
        if (sent < totalBytes) {
            context.write(rest(context, sent), context.voidPromise());
        }
    }

    /** Forgets what it was lent. */
    void end() {
        Arrays.fill(memories, 0, count, null);
        count = 0;
    }

    private ByteBuf rest(ChannelHandlerContext context, int sent) {
        ByteBuf rest = context.alloc().directBuffer(totalBytes - sent);
        int skip = sent;
        for (int i = 0; i < count; i++) {
            ByteBuffer memory = memories[i];
            int skipped = Math.min(skip, lengths[i]);
            skip -= skipped;
            if (memory != null && skipped < lengths[i]) {
                int from = starts[i] + skipped;
                rest.writeBytes(memory.duplicate().limit(starts[i] + lengths[i]).position(from));
            }
        }
        return rest;
    }
}
