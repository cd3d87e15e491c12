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
