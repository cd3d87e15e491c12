package dev.faultline.node.device;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where a drive's bytes are kept: as many as were written, however large the drive is. What was
 * never written reads as zeros.
 *
 * <p>Any number of threads may read while one writes; a read that overlaps a write sees any mixture
 * of old and new. Reading and writing allocate nothing (in memory, but for a place's first write).
 */
public interface BackingStore extends AutoCloseable {

    /** Fills the target's remaining bytes from this offset on. */
    void read(long offset, ByteBuffer target) throws IOException;

    /**
     * Shows so many bytes where they lie, which is true for as long as nobody writes there; returns
     * false if they do not lie in memory, or were not wanted to the end.
     */
    default boolean lend(long offset, int length, Lent to) {
        return false;
    }

    /** Stores the source's remaining bytes from this offset on. */
    void write(long offset, ByteBuffer source) throws IOException;

    /** Returns when everything written before will survive a loss of power. */
    void force() throws IOException;

    /** The end of the last byte that was ever written. */
    long endBytes() throws IOException;

    /** What it takes of this machine's memory or disk. */
    long usedBytes() throws IOException;

    @Override
    void close() throws IOException;
}
