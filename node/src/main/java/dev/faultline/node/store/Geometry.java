package dev.faultline.node.store;

import dev.faultline.node.erasure.CodeShape;

/**
 * How rows lie on drives. A row is one stripe: a strip on each of several drives, all at the row's
 * place. A strip is a header, which tells of the whole row, and {@value #STRIP_BLOCKS} blocks.
 *
 * @param sizeBytes of the device that clients see, a multiple of the block size
 * @param shape of full rows; while drives are missing, rows are narrower
 * @param drives how many the node has
 */
public record Geometry(long sizeBytes, CodeShape shape, int drives) {

    /** Blocks of one strip. */
    static final int STRIP_BLOCKS = 32;

    static final int STRIP_BYTES = STRIP_BLOCKS * Blocks.BYTES;

    /** The most drives that a node can have: one byte names a drive. */
    static final int MOST_DRIVES = 255;

    public Geometry {
        if (sizeBytes <= 0 || sizeBytes % Blocks.BYTES != 0) {
            throw new IllegalArgumentException(
                    "size (%d bytes) must be a positive multiple of %d bytes"
                            .formatted(sizeBytes, Blocks.BYTES));
        }
        if (drives > MOST_DRIVES || shape.strips() > drives) {
            throw new IllegalArgumentException(
                    "code %s needs %d drives of at most %d; the server has %d"
                            .formatted(shape, shape.strips(), MOST_DRIVES, drives));
        }
    }

    long blocks() {
        return sizeBytes / Blocks.BYTES;
    }

    int headerBytes() {
        return RowHeader.bytes(shape.data(), shape.parities());
    }

    /** From one row to the next on a drive. */
    int strideBytes() {
        return strideBytes(shape.data(), shape.parities());
    }

    /**
     * What a drive is written for one strip of such a row: its blocks, and what it says of the row.
     */
    public static int strideBytes(int dataStrips, int parityStrips) {
        return RowHeader.bytes(dataStrips, parityStrips) + STRIP_BYTES;
    }

    long offsetOf(int row) {
        return (long) row * strideBytes();
    }

    long offsetOf(int row, int blockOfStrip) {
        return offsetOf(row) + headerBytes() + (long) blockOfStrip * Blocks.BYTES;
    }

    int blocksPerRow() {
        return shape.data() * STRIP_BLOCKS;
    }
}
