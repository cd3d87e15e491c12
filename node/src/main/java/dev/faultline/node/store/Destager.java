package dev.faultline.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Empties the write buffer: moves what is still current in its oldest full segment to rows on the
 * drives, and gives the segment back when all of that is safe. Background thread only.
 */
final class Destager {

    /** Blocks looked at in one {@link #step}. */
    private static final int BLOCKS_A_STEP = 1024;

    private final BlockStore store;
    private final RowWriter writer;
    private final Tombstones tombstones;
    private final FreeRows freeRows;
    private final BlockIndex.Access index;
    private final Checksum checksum = new Checksum();
    private final LogRecord.Header record = new LogRecord.Header();
    private int next = LogSegment.HEADER_BYTES;
    private int nextBlock;

    Destager(BlockStore store, RowWriter writer, Tombstones tombstones, FreeRows freeRows) {
        this.store = store;
        this.writer = writer;
        this.tombstones = tombstones;
        this.freeRows = freeRows;
        index = store.index().access();
    }

    /**
     * Whether the write buffer should be emptied: when less than half of it is free. Waiting lets
     * what is soon written again never reach the drives.
     */
    boolean due() {
        WriteLog log = store.log();
        return log.fullSegments() > 0 && log.emptySegments() * 2 < log.segmentCount();
    }

    boolean anyFull() {
        return store.log().fullSegments() > 0;
    }

    /** Moves some of the oldest full segment. Can be repeated after a failure. */
    void step() throws IOException {
        LogSegment segment = Objects.requireNonNull(store.log().oldestFull());
        ByteBuffer bytes = segment.bytes();
        ByteBuffer view = segment.view();
        for (int seen = 0; seen < BLOCKS_A_STEP; ) {
            if (next >= segment.end()) {
                finish(segment);
                return;
            }
            if (!record.read(view, next, segment.use(), store.node(), checksum)) {
                next = LogScan.nextIntact(segment, view, next, record, store.node(), checksum);
                continue;
            }
            if (record.kind == LogRecord.TRIM) {
                tombstones.mark(
                        record.firstBlock, record.count, Tombstones.trimmed(record.sequence));
                seen++;
            }
            while (nextBlock < record.blocks()) {
                move(segment, bytes, view, nextBlock);
                nextBlock++;
                seen++;
            }
            next = record.end();
            nextBlock = 0;
        }
    }

    private void move(LogSegment segment, ByteBuffer bytes, ByteBuffer view, int i)
            throws IOException {
        long block = record.firstBlock + i;
        int at = record.blockAt(i);
        long location = Location.inLog(segment.index(), at);
        if (index.location(block) != location) {
            return;
        }
        int crc = record.checksumOf(bytes, i);
        if (checksum.ofBlock(view, at) == crc) {
            tombstones.stored(block);
            writer.add(block, record.sequence, crc, bytes, at, location);
        } else if (index.replace(block, location, Location.LOST, 0)) {
            store.addLost(block);
            tombstones.mark(block, 1, Tombstones.lost(record.sequence));
        }
    }

    private void finish(LogSegment segment) throws IOException {
        writer.flush();
        freeRows.collect();
        if (segment.promised()) {
            store.makeDurable();
            freeRows.reclaim();
        } else {
            freeRows.reclaimIfMany();
        }
        store.epochs().awaitReadersOfNow();
        store.log().release(segment);
        next = LogSegment.HEADER_BYTES;
        nextBlock = 0;
    }
}
