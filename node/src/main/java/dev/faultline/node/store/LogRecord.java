package dev.faultline.node.store;

import java.nio.ByteBuffer;

/**
 * One entry of the write buffer: blocks that were written, or a range that was trimmed. Begins at a
 * multiple of {@value Location#LOG_UNIT_BYTES} bytes:
 *
 * <pre>
 *    0  magic            4 bytes
 *    4  kind             4 bytes: 1 write, 2 trim
 *    8  use              8 bytes, of the segment: records of earlier uses do not count
 *   16  sequence         8 bytes, counts up over all records
 *   24  first block      8 bytes
 *   32  count            8 bytes, of blocks
 *   40  kind, sequence, first block and count of the record before, 28 bytes
 *   68  crc32c           of bytes 0 to 67 and of the checksums
 *   72  checksums        4 bytes for each block written, none for a trim
 *       padding to 64
 *       the blocks written
 * </pre>
 *
 * What the record before was about is told again so that, when its own header is damaged, it is
 * known which blocks are lost, and no older version of them is taken for the current one.
 */
final class LogRecord {

    static final int WRITE = 1;
    static final int TRIM = 2;

    static final int MAGIC = 0x4352_4c46; // "FLRC"
    static final int CRC_AT = 68;
    static final int CHECKSUMS_AT = 72;

    private LogRecord() {}

    static int headerBytes(int blocks) {
        int bytes = CHECKSUMS_AT + blocks * Integer.BYTES;
        return (bytes + Location.LOG_UNIT_BYTES - 1) & -Location.LOG_UNIT_BYTES;
    }

    static int writeBytes(int blocks) {
        return headerBytes(blocks) + blocks * Blocks.BYTES;
    }

    /**
     * What a header says. Filled again for each record, so that reading a log allocates nothing.
     */
    static final class Header {
        int at;
        int kind;
        long sequence;
        long firstBlock;
        long count;
        int previousKind;
        long previousSequence;
        long previousFirstBlock;
        long previousCount;

        boolean read(ByteBuffer bytes, int offset, long use, NodeId node, Checksum checksum) {
            if (offset + headerBytes(0) > bytes.capacity() || bytes.getInt(offset) != MAGIC) {
                return false;
            }
            at = offset;
            kind = bytes.getInt(offset + 4);
            sequence = bytes.getLong(offset + 16);
            firstBlock = bytes.getLong(offset + 24);
            count = bytes.getLong(offset + 32);
            previousKind = bytes.getInt(offset + 40);
            previousSequence = bytes.getLong(offset + 44);
            previousFirstBlock = bytes.getLong(offset + 52);
            previousCount = bytes.getLong(offset + 60);
            return bytes.getLong(offset + 8) == use
                    && (kind == TRIM || kind == WRITE)
                    && count > 0
                    && (kind == TRIM || fits(bytes))
                    && bytes.getInt(offset + CRC_AT)
                            == crc(bytes, offset, blocks(), node, checksum);
        }

        int blocks() {
            return kind == WRITE ? (int) count : 0;
        }

        int end() {
            return at + writeBytes(blocks());
        }

        int payloadAt() {
            return at + headerBytes(blocks());
        }

        int blockAt(int i) {
            return payloadAt() + i * Blocks.BYTES;
        }

        int checksumOf(ByteBuffer bytes, int i) {
            return bytes.getInt(at + CHECKSUMS_AT + i * Integer.BYTES);
        }

        private boolean fits(ByteBuffer bytes) {
            return count < bytes.capacity() / Blocks.BYTES && end() <= bytes.capacity();
        }
    }

    /**
     * The checksum of the header at this offset, which skips the field that holds it. The node's
     * secret number is mixed in: what a client writes cannot look like a record.
     */
    static int crc(ByteBuffer bytes, int offset, int blocks, NodeId node, Checksum checksum) {
        int fields = checksum.of(bytes, offset, CRC_AT);
        int sums = checksum.of(bytes, offset + CHECKSUMS_AT, blocks * Integer.BYTES);
        return fields ^ Integer.rotateLeft(sums, 1) ^ (int) node.high();
    }
}
