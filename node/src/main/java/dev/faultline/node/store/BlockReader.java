package dev.faultline.node.store;

import dev.faultline.node.device.Lent;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.device.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thread's reads: index, then write buffer or drives, then the checksum of every block, then
 * decoding where that does not hold. Bytes are there when {@link #read} returns; the modelled
 * drives have answered at {@link #readyNanos}. Allocates nothing while drives are well.
 */
public final class BlockReader implements AutoCloseable {

    /** How often a block that is not what the index says is looked up again. */
    private static final int TRIES = 3;

    private final BlockStore store;
    private final BlockIndex.Access index;
    private final RowReader rows;
    private final ReaderEpochs.Reader epoch;
    private final ModelTime time;
    private final Checksum checksum = new Checksum();
    private final long[] locations = new long[Blocks.PER_EXTENT];
    private final int[] checksums = new int[Blocks.PER_EXTENT];
    private final ByteBuffer bounce =
            ByteBuffer.allocateDirect(Blocks.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final Lending lending = new Lending();
    private long nowNanos;
    private long logReadyNanos;

    BlockReader(BlockStore store) {
        this.store = store;
        index = store.index().access();
        rows = store.newRowReader();
        epoch = store.epochs().reader();
        time = store.time();
    }

    /**
     * Fills the target from its position to its limit, and moves the position there.
     *
     * @param arrivedNanos when the request arrived, in modelled time
     * @return false when a block of it is lost; what was read before that is in the target
     */
    public boolean read(long offset, ByteBuffer target, long arrivedNanos) {
        nowNanos = arrivedNanos;
        rows.begin(nowNanos);
        logReadyNanos = nowNanos;
        int limit = target.limit();
        int at = target.position();
        epoch.enter();
        try {
            while (at < limit) {
                int within = (int) (offset % Blocks.BYTES);
                int length;
                boolean read;
                if (within == 0 && limit - at >= Blocks.BYTES) {
                    int count = blocksToExtentEnd(offset / Blocks.BYTES, limit - at);
                    length = count * Blocks.BYTES;
                    read = readBlocks(offset / Blocks.BYTES, count, target, at);
                } else {
                    length = Math.min(limit - at, Blocks.BYTES - within);
                    read = readBlocks(offset / Blocks.BYTES, 1, bounce, 0);
                    target.clear().put(at, bounce, within, length);
                }
                if (!read) {
                    return false;
                }
                offset += length;
                at += length;
            }
            return true;
        } finally {
            epoch.leave();
            target.clear().limit(limit).position(at);
        }
    }

    /**
     * Shows whole blocks where they lie, after their checksums, and then calls {@code whole}, until
     * whose return they stay. Returns false, and does not call it, if they do not all lie in memory
     * as they should be: {@link #read} knows more.
     */
    public boolean lend(long offset, int length, Lent to, Runnable whole) {
        if (offset % Blocks.BYTES != 0 || length % Blocks.BYTES != 0) {
            return false;
        }
        epoch.enter();
        try {
            for (int at = 0; at < length; ) {
                long block = (offset + at) / Blocks.BYTES;
                int count = blocksToExtentEnd(block, length - at);
                if (!lendBlocks(block, count, to)) {
                    return false;
                }
                at += count * Blocks.BYTES;
            }
            whole.run();
            return true;
        } finally {
            epoch.leave();
        }
    }

    /** When the modelled hardware has answered the last {@link #read}, in modelled nanoseconds. */
    public long readyNanos() {
        return Math.max(logReadyNanos, rows.readyNanos());
    }

    /**
     * How many blocks from this one on are all present, or all absent; at most {@code most}. The
     * sign tells which: negative when absent.
     */
    public long extentOf(long firstBlock, long most) {
        boolean present = false;
        long count = 0;
        while (count < most) {
            long block = firstBlock + count;
            int inExtent = Blocks.PER_EXTENT - (int) (block % Blocks.PER_EXTENT);
            int length = (int) Math.min(inExtent, most - count);
            index.load(block, length, locations, checksums);
            for (int i = 0; i < length; i++, count++) {
                boolean here = locations[i] != Location.ABSENT;
                if (count == 0) {
                    present = here;
                } else if (here != present) {
                    return present ? count : -count;
                }
            }
        }
        return present ? count : -count;
    }

    @Override
    public void close() {
        store.epochs().remove(epoch);
    }

    /** Reads a block whatever its number; for records of our own. */
    boolean readBlock(long block, ByteBuffer target) {
        rows.begin(time.nowNanos());
        epoch.enter();
        try {
            return readBlocks(block, 1, target, 0);
        } finally {
            epoch.leave();
            target.clear();
        }
    }

    private static int blocksToExtentEnd(long block, int bytes) {
        int inExtent = Blocks.PER_EXTENT - (int) (block % Blocks.PER_EXTENT);
        return Math.min(inExtent, bytes / Blocks.BYTES);
    }

    /** Blocks of one extent, in runs that lie side by side. */
    private boolean readBlocks(long firstBlock, int count, ByteBuffer target, int at) {
        index.load(firstBlock, count, locations, checksums);
        for (int i = 0; i < count; ) {
            int run = runLength(i, count);
            int read = readRun(firstBlock, i, run, target, at + i * Blocks.BYTES);
            if (read < run && !retry(firstBlock + i + read, i + read, target, at)) {
                return false;
            }
            i += Math.min(run, read + 1);
        }
        return true;
    }

    private boolean lendBlocks(long firstBlock, int count, Lent to) {
        index.load(firstBlock, count, locations, checksums);
        for (int i = 0; i < count; ) {
            int run = runLength(i, count);
            lending.begin(i, to);
            if (!lendRun(i, run)) {
                return false;
            }
            i += run;
        }
        return true;
    }

    private boolean lendRun(int i, int run) {
        long location = locations[i];
        if (Location.isInRow(location)) {
            Row row = store.table().get(Location.row(location));
            return rows.lend(row, Location.slot(location), run, lending);
        }
        if (Location.isInLog(location)) {
            ByteBuffer log = store.log().segment(Location.segment(location)).bytes();
            return lending.piece(log, Location.segmentOffset(location), Blocks.BYTES);
        }
        return location != Location.LOST && lending.zeros();
    }

    /** Hands on the pieces of a run in which every block is what was written. */
    private final class Lending implements Lent {
        private int block;
        private @Nullable Lent to;

        void begin(int firstBlock, Lent newTo) {
            block = firstBlock;
            to = newTo;
        }

        boolean zeros() {
            return Objects.requireNonNull(to).piece(store.zeroBlock(), 0, Blocks.BYTES);
        }

        @Override
        public boolean piece(ByteBuffer memory, int at, int length) {
            if (length % Blocks.BYTES != 0) {
                return false;
            }
            ByteBuffer own = memory.duplicate();
            for (int done = 0; done < length; done += Blocks.BYTES) {
                if (checksum.ofBlock(own, at + done) != checksums[block++]) {
                    return false;
                }
            }
            return Objects.requireNonNull(to).piece(memory, at, length);
        }
    }

    private int runLength(int i, int count) {
        long location = locations[i];
        int run = 1;
        if (Location.isInRow(location)) {
            int strip = Location.slot(location) / Geometry.STRIP_BLOCKS;
            while (i + run < count
                    && locations[i + run] == location + run
                    && Location.slot(locations[i + run]) / Geometry.STRIP_BLOCKS == strip) {
                run++;
            }
        }
        return run;
    }

    /** Returns how many leading blocks of the run are in the target now. */
    private int readRun(long firstBlock, int i, int run, ByteBuffer target, int at) {
        long location = locations[i];
        if (Location.isInRow(location)) {
            Row row = store.table().get(Location.row(location));
            return rows.read(row, Location.slot(location), run, target, at, checksums, i, nowNanos);
        }
        if (Location.isInLog(location)) {
            ByteBuffer log = store.log().segment(Location.segment(location)).bytes();
            target.clear().put(at, log, Location.segmentOffset(location), Blocks.BYTES);
            timeLogRead(firstBlock + i);
            return checksum.ofBlock(target, at) == checksums[i] ? 1 : 0;
        }
        if (location == Location.LOST) {
            return 0;
        }
        target.clear().put(at, store.zeroBlock(), 0, Blocks.BYTES);
        return 1;
    }

    /** The write buffer is kept on the drives, too: a read from it takes one drive's time. */
    private void timeLogRead(long block) {
        if (!time.isUnlimited()) {
            long done =
                    time.complete(
                            store.homeOf(block),
                            nowNanos,
                            Operation.READ,
                            block * Blocks.BYTES,
                            Blocks.BYTES);
            logReadyNanos = Math.max(logReadyNanos, done);
        }
    }

    /** The block may have been written or moved since it was looked up: look again. */
    private boolean retry(long block, int i, ByteBuffer target, int at) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long before = locations[i];
            int crcBefore = checksums[i];
            reload(block, i);
            if (locations[i] == before && checksums[i] == crcBefore && attempt > 0) {
                return false;
            }
            if (readRun(block - i, i, 1, target, at + i * Blocks.BYTES) == 1) {
                return true;
            }
        }
        return false;
    }

    private final long[] oneLocation = new long[1];
    private final int[] oneChecksum = new int[1];

    private void reload(long block, int i) {
        index.load(block, 1, oneLocation, oneChecksum);
        locations[i] = oneLocation[0];
        checksums[i] = oneChecksum[0];
    }
}
