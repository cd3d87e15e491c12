package dev.faultline.node.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What each strip says of its row: enough to find every block again from any one strip of each row.
 *
 * <pre>
 *    0  magic           8 bytes
 *    8  node            16 bytes
 *   24  generation      8 bytes, counts up over all rows written
 *   32  row             4 bytes
 *   36  strip           4 bytes, which one of the row this is
 *   40  data strips     4 bytes
 *   44  parity strips   4 bytes
 *   48  crc32c of the body
 *   52  crc32c of bytes 0 to 51
 *   64  the body: for each data slot its block (-1 when empty, all zeros), sequence and checksum, 20 bytes;
 *       then for each parity slot its checksum, 4 bytes
 * </pre>
 *
 * The body is the same in all strips of a row. For one thread.
 */
final class RowHeader {

    static final int PREFIX_BYTES = 64;
    static final long EMPTY = -1;

    private static final long MAGIC = 0x3130_574f_5254_4c46L; // "FLTROW01"
    private static final int CRC_AT = 52;
    private static final int ZERO_BLOCK_CHECKSUM =
            new Checksum().ofBlock(ByteBuffer.allocate(Blocks.BYTES), 0);
    private static final int ENTRY_BYTES = 20;

    final ByteBuffer bytes;
    private final Checksum checksum = new Checksum();

    RowHeader(Geometry geometry) {
        bytes = ByteBuffer.allocateDirect(geometry.headerBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int bytes(int dataStrips, int parityStrips) {
        int body =
                Geometry.STRIP_BLOCKS * (dataStrips * ENTRY_BYTES + parityStrips * Integer.BYTES);
        return (PREFIX_BYTES + body + Blocks.BYTES - 1) & -Blocks.BYTES;
    }

    /** An empty row of this shape. */
    void clear(NodeId node, int row, long generation, int dataStrips, int parityStrips) {
        bytes.putLong(0, MAGIC);
        bytes.putLong(8, node.high());
        bytes.putLong(16, node.low());
        bytes.putLong(24, generation);
        bytes.putInt(32, row);
        bytes.putInt(40, dataStrips);
        bytes.putInt(44, parityStrips);
        for (int slot = 0; slot < slots(); slot++) {
            setEntry(slot, EMPTY, 0, ZERO_BLOCK_CHECKSUM);
        }
    }

    void setRow(int row, long generation) {
        bytes.putLong(24, generation);
        bytes.putInt(32, row);
    }

    void setEntry(int slot, long block, long sequence, int crc) {
        int at = PREFIX_BYTES + slot * ENTRY_BYTES;
        bytes.putLong(at, block);
        bytes.putLong(at + 8, sequence);
        bytes.putInt(at + 16, crc);
    }

    /** Of the parity strips' slots, counted on from the data slots. */
    void setParityChecksum(int slot, int crc) {
        bytes.putInt(parityChecksumAt(slot), crc);
    }

    /** To be called when the body is complete. */
    void seal() {
        bytes.putInt(48, checksum.of(bytes, PREFIX_BYTES, bodyBytes()));
    }

    void setStrip(int strip) {
        bytes.putInt(36, strip);
        bytes.putInt(CRC_AT, checksum.of(bytes, 0, CRC_AT));
    }

    /** Whether the first {@value #PREFIX_BYTES} bytes are those of a strip of this node. */
    boolean prefixIntact(NodeId node) {
        return bytes.getLong(0) == MAGIC
                && bytes.getInt(CRC_AT) == checksum.of(bytes, 0, CRC_AT)
                && bytes.getLong(8) == node.high()
                && bytes.getLong(16) == node.low()
                && bytes(dataStrips(), parityStrips()) <= bytes.capacity();
    }

    boolean bodyIntact() {
        return bytes.getInt(48) == checksum.of(bytes, PREFIX_BYTES, bodyBytes());
    }

    long generation() {
        return bytes.getLong(24);
    }

    int row() {
        return bytes.getInt(32);
    }

    int strip() {
        return bytes.getInt(36);
    }

    int dataStrips() {
        return bytes.getInt(40);
    }

    int parityStrips() {
        return bytes.getInt(44);
    }

    /** Data slots. */
    int slots() {
        return dataStrips() * Geometry.STRIP_BLOCKS;
    }

    long block(int slot) {
        return bytes.getLong(PREFIX_BYTES + slot * ENTRY_BYTES);
    }

    long sequence(int slot) {
        return bytes.getLong(PREFIX_BYTES + slot * ENTRY_BYTES + 8);
    }

    /** Of any slot, data or parity. */
    int checksum(int slot) {
        return slot < slots()
                ? bytes.getInt(PREFIX_BYTES + slot * ENTRY_BYTES + 16)
                : bytes.getInt(parityChecksumAt(slot));
    }

    private int parityChecksumAt(int slot) {
        return PREFIX_BYTES + slots() * ENTRY_BYTES + (slot - slots()) * Integer.BYTES;
    }

    private int bodyBytes() {
        return Geometry.STRIP_BLOCKS
                * (dataStrips() * ENTRY_BYTES + parityStrips() * Integer.BYTES);
    }
}
