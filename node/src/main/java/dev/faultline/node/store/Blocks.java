package dev.faultline.node.store;

/** The unit of everything that is stored: 4 KiB, numbered from the start of the device. */
public final class Blocks {

    public static final int BYTES = 4096;

    /** As many blocks as the index keeps in one entry. */
    public static final int PER_EXTENT = 64;

    /**
     * From this number on, blocks hold our own records (see {@link Tombstones}) and are stored like
     * all others.
     */
    static final long FIRST_INTERNAL = 1L << 40;

    private Blocks() {}

    /** The least number of blocks that hold so many bytes. */
    public static long holding(long bytes) {
        return (bytes + BYTES - 1) / BYTES;
    }
}
