package dev.faultline.node.nbd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Reads requests' headers, however they are cut into pieces. */
final class RequestReader {

    private final Connection connection;
    private final ByteBuf begun = Unpooled.buffer(Nbd.REQUEST_BYTES, Nbd.REQUEST_BYTES);
    private boolean broken;

    RequestReader(Connection connection) {
        this.connection = connection;
    }

    /** The next request; null when more has to arrive, or the client breaks the protocol. */
    @Nullable Request read(ByteBuf in) {
        ByteBuf header = in;
        if (begun.isReadable() || in.readableBytes() < Nbd.REQUEST_BYTES) {
            int missing = Nbd.REQUEST_BYTES - begun.readableBytes();
            begun.writeBytes(in, Math.min(missing, in.readableBytes()));
            if (begun.readableBytes() < Nbd.REQUEST_BYTES) {
                return null;
            }
            header = begun;
        }
        if (header.readInt() != Nbd.REQUEST_MAGIC) {
            broken = true;
            return null;
        }
        Request request = connection.takeRequest();
        request.flags = header.readUnsignedShort();
        request.command = header.readUnsignedShort();
        request.cookie = header.readLong();
        request.offset = header.readLong();
        request.length = header.readUnsignedInt();
        request.begin();
        begun.clear();
        return request;
    }

    /** Whether something came that is no request: nothing after it can be understood. */
    boolean broken() {
        return broken;
    }
}
