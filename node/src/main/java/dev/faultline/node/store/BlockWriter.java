package dev.faultline.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The way into the store of whoever commits: each write goes to the write buffer and then into the
 * index, in this order, which is complete at {@link #settle}: until then, writes gather, so that
 * one system call takes them to a file. A part of a block is merged with what the block held. For
 * one thread at a time. Allocates nothing.
 */
public final class BlockWriter implements AutoCloseable {

    /** How a write ended. */
    public enum Result {
        DONE,
        /** The write buffer is full until the background thread has moved some of it to drives. */
        FULL,
        /** A block that is written in part cannot be read any more. */
        UNREADABLE
    }

    /** The most blocks of one {@link #write}: its bytes, and two blocks that it covers in part. */
    public static final int MOST_BYTES = 64 * Blocks.BYTES;

    /** What the records of a write that begins and ends within blocks take besides its bytes. */
    private static final int EDGES_BLOCKS = 4;

    private final BlockStore store;
    private final WriteLog log;
    private final BlockIndex.Access index;
    private final BlockReader reader;
    private final Checksum checksum = new Checksum();
    private final int[] checksums = new int[MOST_BYTES / Blocks.BYTES];
    private final Unsettled unsettled = new Unsettled();
    private final long[] previous = new long[Blocks.PER_EXTENT];
    private final ByteBuffer bounce =
            ByteBuffer.allocateDirect(Blocks.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long readyNanos;
    private boolean failed;

    BlockWriter(BlockStore store) {
        this.store = store;
        log = store.log();
        index = store.index().access();
        reader = store.newReader();
    }

    /**
     * Writes the payload's bytes from its position to its limit, at most {@value #MOST_BYTES}. On
     * {@link Result#FULL}, its position tells how much was written before; call again with the
     * rest.
     */
    public Result write(ByteBuffer payload, long offset) {
        int limit = payload.limit();
        Result result = Result.DONE;
        while (payload.position() < limit && result == Result.DONE) {
            int within = (int) (offset % Blocks.BYTES);
            int left = limit - payload.position();
            int length =
                    within == 0 && left >= Blocks.BYTES
                            ? left & -Blocks.BYTES
                            : Math.min(left, Blocks.BYTES - within);
            result =
                    length >= Blocks.BYTES
                            ? writeBlocks(offset / Blocks.BYTES, length / Blocks.BYTES, payload)
                            : writePart(offset, length, payload);
            if (result == Result.DONE) {
                payload.limit(limit).position(payload.position() + length);
                offset += length;
            }
        }
        return result;
    }

    /** Makes blocks read as zeros. */
    public Result trim(long firstBlock, long count) {
        settleNow();
        if (!log.appendTrim(store.sequences().getAndIncrement(), firstBlock, count)) {
            return Result.FULL;
        }
        long end = firstBlock + count;
        for (long block = firstBlock; block < end; ) {
            int length = inExtent(block, end - block);
            if (index.clear(block, length, previous)) {
                for (int i = 0; i < length; i++) {
                    store.superseded(block + i, previous[i], false);
                }
            }
            block += length;
        }
        return Result.DONE;
    }

    /**
     * Everything written and trimmed so far is in the write buffer and the index, for all to see.
     * Returns false when the write buffer's file has refused some of what came since the last time.
     */
    public boolean settle() {
        settleNow();
        boolean well = !failed;
        failed = false;
        return well;
    }

    /** Returns when everything settled so far, and answered, will survive a loss of power. */
    public void promise() throws IOException {
        store.promise();
    }

    /** Whether {@link #promise} has to wait for disks. */
    public boolean promiseWaits() {
        return log.persistent();
    }

    /** Whether writing or trimming so many bytes might be told that the write buffer is full. */
    public boolean mayBeFull(long bytes) {
        int blocks = (int) Math.min(bytes, MOST_BYTES) / Blocks.BYTES;
        return log.outOfSegments(blocks + EDGES_BLOCKS);
    }

    /**
     * Begins a request that arrived at this modelled time: {@link #readyNanos} tells when the
     * modelled hardware will have it.
     */
    public void begin(long arrivedNanos) {
        readyNanos = arrivedNanos;
    }

    /** When the modelled write buffer has what was written since {@link #begin}. */
    public long readyNanos() {
        return readyNanos;
    }

    @Override
    public void close() {
        reader.close();
    }

    private Result writeBlocks(long firstBlock, int count, ByteBuffer payload) {
        int at = payload.position();
        for (int i = 0; i < count; i++) {
            checksums[i] = checksum.ofBlock(payload, at + i * Blocks.BYTES);
        }
        if (!log.fits(count) || unsettled.full()) {
            settleNow();
        }
        long sequence = store.sequences().getAndIncrement();
        long payloadAt = log.append(sequence, firstBlock, count, payload, checksums);
        if (payloadAt == WriteLog.FULL) {
            return Result.FULL;
        }
        time(firstBlock, count);
        long location = Location.inLog(log.active().index(), (int) payloadAt);
        unsettled.add(firstBlock, count, location, checksums);
        return Result.DONE;
    }

    private void settleNow() {
        try {
            log.write();
            for (int i = 0; i < unsettled.count(); i++) {
                index(unsettled.firstBlock(i), unsettled.blocks(i), unsettled.location(i), i);
            }
        } catch (IOException e) {
            failed = true;
        }
        unsettled.clear();
    }

    private void index(long firstBlock, int count, long location, int write) {
        int[] sums = unsettled.checksums(write);
        for (int i = 0; i < count; ) {
            int length = inExtent(firstBlock + i, count - i);
            int step = Blocks.BYTES / Location.LOG_UNIT_BYTES;
            index.put(firstBlock + i, length, location + (long) i * step, step, sums, i, previous);
            for (int j = 0; j < length; j++) {
                store.superseded(firstBlock + i + j, previous[j], true);
            }
            i += length;
        }
    }

    private Result writePart(long offset, int length, ByteBuffer payload) {
        long block = offset / Blocks.BYTES;
        settleNow();
        if (!reader.read(block * Blocks.BYTES, bounce.clear(), readyNanos)) {
            return Result.UNREADABLE;
        }
        readyNanos = Math.max(readyNanos, reader.readyNanos());
        bounce.clear();
        bounce.put((int) (offset % Blocks.BYTES), payload, payload.position(), length);
        return writeBlocks(block, 1, bounce);
    }

    private void time(long firstBlock, int count) {
        if (!store.time().isUnlimited()) {
            long done = store.buffered(readyNanos, firstBlock, (long) count * Blocks.BYTES);
            readyNanos = Math.max(readyNanos, done);
        }
    }

    private static int inExtent(long block, long most) {
        return (int) Math.min(most, Blocks.PER_EXTENT - block % Blocks.PER_EXTENT);
    }
}
