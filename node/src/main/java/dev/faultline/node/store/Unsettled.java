package dev.faultline.node.store;

/**
 * Writes that have been appended to the write buffer and are not in the index yet. For one thread;
 * allocates nothing once it is there.
 */
final class Unsettled {

    private static final int MOST = 64;

    private final long[] firstBlocks = new long[MOST];
    private final int[] blocks = new int[MOST];
    private final long[] locations = new long[MOST];
    private final int[][] checksums = new int[MOST][BlockWriter.MOST_BYTES / Blocks.BYTES];
    private int count;

    boolean full() {
        return count == MOST;
    }

    void add(long firstBlock, int length, long location, int[] sums) {
        firstBlocks[count] = firstBlock;
        blocks[count] = length;
        locations[count] = location;
        System.arraycopy(sums, 0, checksums[count], 0, length);
        count++;
    }

    int count() {
        return count;
    }

    long firstBlock(int write) {
        return firstBlocks[write];
    }

    int blocks(int write) {
        return blocks[write];
    }

    /** Of the first block; the others follow. */
    long location(int write) {
        return locations[write];
    }

    int[] checksums(int write) {
        return checksums[write];
    }

    void clear() {
        count = 0;
    }
}
