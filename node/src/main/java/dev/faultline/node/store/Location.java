package dev.faultline.node.store;

/**
 * Where the current version of a block is, in one {@code long}: nowhere (it reads as zeros), lost,
 * in a segment of the write buffer, or in a slot of a row of strips.
 *
 * <pre>
 *   0                                       absent
 *   1                                       lost: it was written, and cannot be read any more
 *   01 | segment (30 bits) | offset / 64    in the write buffer
 *   10 | row (46 bits) | slot (16 bits)     in a row
 * </pre>
 */
final class Location {

    static final long ABSENT = 0;
    static final long LOST = 1;

    /** Blocks in the write buffer begin at multiples of this many bytes. */
    static final int LOG_UNIT_BYTES = 64;

    private static final long IN_LOG = 1L << 62;
    private static final long IN_ROW = 1L << 63;

    private Location() {}

    static long inLog(int segment, int offset) {
        return IN_LOG | (long) segment << 32 | offset / LOG_UNIT_BYTES;
    }

    static long inRow(int row, int slot) {
        return IN_ROW | (long) row << 16 | slot;
    }

    static boolean isInLog(long location) {
        return (location & IN_LOG) != 0;
    }

    static boolean isInRow(long location) {
        return (location & IN_ROW) != 0;
    }

    static int segment(long location) {
        return (int) (location >>> 32) & 0x3fff_ffff;
    }

    static int segmentOffset(long location) {
        return (int) location * LOG_UNIT_BYTES;
    }

    static int row(long location) {
        return (int) (location >>> 16) & 0x7fff_ffff;
    }

    static int slot(long location) {
        return (int) location & 0xffff;
    }
}
