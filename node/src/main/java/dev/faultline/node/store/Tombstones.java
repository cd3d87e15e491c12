package dev.faultline.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers which blocks were trimmed or lost, and when: rows on the drives still hold older
 * versions of them, which recovery would otherwise take for the current ones once the write buffer
 * has forgotten.
 *
 * <p>Kept in blocks of our own ({@link Blocks#FIRST_INTERNAL} on), which are stored, protected and
 * moved like all others. Each holds a number for {@value #PER_PAGE} neighbours: {@code 2 x
 * sequence} of the latest trim, plus 1 when the block was lost; 0 for never. Recovery drops what is
 * older.
 *
 * <p>Used by the background thread only, except for {@link #stored}.
 */
final class Tombstones {

    static final int PER_PAGE = Blocks.BYTES / Long.BYTES;

    private final RowWriter writer;
    private final BlockFetcher fetcher;
    private final BlockIndex.Access index;
    private final AtomicLong sequences;
    private final BitSet pagesStored;
    private final ByteBuffer page =
            ByteBuffer.allocateDirect(Blocks.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final Checksum checksum = new Checksum();

    /** Reads the current version of a block of ours; false when it cannot be read. */
    interface BlockFetcher {
        boolean fetch(long block, ByteBuffer target);
    }

    /**
     * @param pagesStored for each page, whether any of its blocks was ever moved to a row: where
     *     none was, there is nothing to remember
     */
    Tombstones(
            RowWriter writer,
            BlockFetcher fetcher,
            BlockIndex index,
            AtomicLong sequences,
            BitSet pagesStored) {
        this.writer = writer;
        this.fetcher = fetcher;
        this.index = index.access();
        this.sequences = sequences;
        this.pagesStored = pagesStored;
    }

    static long pageOf(long block) {
        return Blocks.FIRST_INTERNAL + block / PER_PAGE;
    }

    static long trimmed(long sequence) {
        return 2 * sequence;
    }

    static long lost(long sequence) {
        return 2 * sequence + 1;
    }

    /** A block was moved to a row. */
    void stored(long block) {
        if (block < Blocks.FIRST_INTERNAL) {
            pagesStored.set((int) (block / PER_PAGE));
        }
    }

    BitSet pagesStored() {
        return pagesStored;
    }

    /** Remembers this mark for blocks that follow each other. */
    void mark(long firstBlock, long count, long mark) throws IOException {
        long end = firstBlock + count;
        for (long block = firstBlock; block < end; ) {
            long pageEnd = Math.min(end, (block / PER_PAGE + 1) * PER_PAGE);
            if (pagesStored.get((int) (block / PER_PAGE))) {
                markWithin(block, (int) (pageEnd - block), mark);
            }
            block = pageEnd;
        }
    }

    private void markWithin(long firstBlock, int count, long mark) throws IOException {
        long pageBlock = pageOf(firstBlock);
        load(pageBlock);
        for (int i = 0; i < count; i++) {
            int at = (int) ((firstBlock + i) % PER_PAGE) * Long.BYTES;
            page.putLong(at, Math.max(page.getLong(at), mark));
        }
        int crc = checksum.ofBlock(page, 0);
        long sequence = sequences.getAndIncrement();
        if (!writer.replace(pageBlock, sequence, crc, page, 0)) {
            writer.add(pageBlock, sequence, crc, page, 0, index.location(pageBlock));
        }
    }

    /**
     * A page that is lost itself begins anew: what it remembered went with the drives it was on.
     */
    private void load(long pageBlock) {
        int waiting = writer.find(pageBlock);
        if (waiting >= 0) {
            page.put(0, writer.bytes(), waiting, Blocks.BYTES);
        } else if (!fetcher.fetch(pageBlock, page.clear())) {
            for (int at = 0; at < Blocks.BYTES; at += Long.BYTES) {
                page.putLong(at, 0);
            }
        }
        page.clear();
    }
}
