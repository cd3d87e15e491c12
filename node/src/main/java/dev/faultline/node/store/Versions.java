package dev.faultline.node.store;

/**
 * While recovery runs: which version of every block has the highest sequence of those seen so far;
 * the index says where it is.
 */
final class Versions {

    private final BlockIndex.Access index;
    private final SequenceMap sequences = new SequenceMap();
    private final int[] crc = new int[1];
    private final long[] previous = new long[1];
    private long highestSequence;

    Versions(BlockIndex index) {
        this.index = index.access();
    }

    /** A sequence that was used, whether or not the version counts. */
    void used(long sequence) {
        highestSequence = Math.max(highestSequence, sequence);
    }

    long highestSequence() {
        return highestSequence;
    }

    /** This version is there. */
    void found(long block, long sequence, long location, int blockCrc) {
        if (sequences.raise(block, sequence)) {
            put(block, location, blockCrc);
        }
    }

    /** These blocks were trimmed then: what was found of them before is out of date. */
    void trimmed(long first, long count, long sequence) {
        for (long block = first; block < first + count; block++) {
            if (sequences.known(block)) {
                found(block, sequence, Location.ABSENT, 0);
            }
        }
    }

    /** These blocks were written then, and what was written is lost. */
    void lost(long first, long count, long sequence) {
        for (long block = first; block < first + count; block++) {
            found(block, sequence, Location.LOST, 0);
        }
    }

    /** What {@link Tombstones} remember of a block: it counts from its own sequence on. */
    void marked(long block, long mark) {
        boolean lost = (mark & 1) != 0;
        long sequence = mark / 2;
        boolean matters = lost || mark != 0 && sequences.known(block);
        if (matters && sequence >= sequences.of(block)) {
            sequences.raise(block, sequence);
            put(block, lost ? Location.LOST : Location.ABSENT, 0);
        }
    }

    private void put(long block, long location, int blockCrc) {
        crc[0] = blockCrc;
        index.put(block, 1, location, 0, crc, 0, previous);
    }
}
