package dev.faultline.node.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C (Castagnoli), which processors compute in hardware. For one thread; allocates nothing. */
final class Checksum {

    private final CRC32C crc = new CRC32C();

    /** Of a part of the buffer, whose position and limit it leaves as they were. */
    int of(ByteBuffer buffer, int start, int length) {
        int position = buffer.position();
        int limit = buffer.limit();
        buffer.limit(start + length).position(start);
        crc.reset();
        crc.update(buffer);
        buffer.limit(limit).position(position);
        return (int) crc.getValue();
    }

    int ofBlock(ByteBuffer buffer, int start) {
        return of(buffer, start, Blocks.BYTES);
    }
}
