package dev.faultline.node.store;

import dev.faultline.node.control.ByteRange;
import dev.faultline.node.device.EmulatedDrive;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.device.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The parts that hold blocks, together: what readers, the committing thread and the background
 * thread share.
 */
public final class BlockStore {

    private final Geometry geometry;
    private final NodeId node;
    private final BlockIndex index;
    private final WriteLog log;
    private final Drives drives;
    private final RowTable table;
    private final Codes codes;
    private final ModelTime time;
    private final AtomicLong sequences;
    private final BitSet pagesStored;
    private final long lastGeneration;
    private final ReaderEpochs epochs = new ReaderEpochs();
    private final Suspects suspects = new Suspects();
    private final ConcurrentSkipListSet<Long> lost = new ConcurrentSkipListSet<>();
    private final AtomicLong allocatedBlocks = new AtomicLong();
    private final ByteBuffer zeroBlock = ByteBuffer.allocateDirect(Blocks.BYTES).asReadOnlyBuffer();
    private final long[] bufferEnds;
    private volatile boolean anySlow;
    private volatile long promisedGeneration;

    BlockStore(
            Geometry geometry,
            NodeId node,
            BlockIndex index,
            WriteLog log,
            Drives drives,
            RowTable table,
            Codes codes,
            ModelTime time,
            RecoveredState recovered) {
        this.geometry = geometry;
        this.node = node;
        this.index = index;
        this.log = log;
        this.drives = drives;
        this.table = table;
        this.codes = codes;
        this.time = time;
        sequences = new AtomicLong(recovered.nextSequence());
        pagesStored = recovered.pagesStored();
        lastGeneration = recovered.lastGeneration();
        promisedGeneration = lastGeneration;
        allocatedBlocks.set(recovered.allocatedBlocks());
        lost.addAll(recovered.lostBlocks());
        bufferEnds = new long[drives.count()];
    }

    /** For one thread, which closes it. */
    public BlockReader newReader() {
        return new BlockReader(this);
    }

    /** For the one thread that commits. */
    public BlockWriter newWriter() {
        return new BlockWriter(this);
    }

    public long sizeBytes() {
        return geometry.sizeBytes();
    }

    public long allocatedBytes() {
        return allocatedBlocks.get() * Blocks.BYTES;
    }

    public Drives drives() {
        return drives;
    }

    public ModelTime time() {
        return time;
    }

    public long logUsedBytes() {
        return log.usedBytes();
    }

    public long logCapacityBytes() {
        return log.capacityBytes();
    }

    public long lostBytes() {
        return (long) lost.size() * Blocks.BYTES;
    }

    /** The first so many ranges of the device that cannot be read any more. */
    public List<ByteRange> lostRanges(int most) {
        List<ByteRange> ranges = new ArrayList<>();
        long first = -1;
        long end = -1;
        for (long block : lost) {
            if (block != end) {
                if (first >= 0) {
                    ranges.add(range(first, end));
                    if (ranges.size() == most) {
                        return ranges;
                    }
                }
                first = block;
            }
            end = block + 1;
        }
        if (first >= 0) {
            ranges.add(range(first, end));
        }
        return ranges;
    }

    /** What was answered until now is safe, and someone relies on it: for who commits. */
    void promise() throws IOException {
        long appended = sequences.get() - 1;
        log.promise();
        long written = table.lastGeneration();
        drives.force();
        log.rememberForced(new Forced(appended, Math.max(lastGeneration, written)));
        promisedGeneration = Math.max(promisedGeneration, table.lastGeneration());
    }

    /** Returns when everything that is in write buffer and rows would survive a loss of power. */
    void makeDurable() throws IOException {
        log.force();
        drives.force();
        promisedGeneration = Math.max(promisedGeneration, table.lastGeneration());
    }

    /**
     * Whether the row may hold what was promised, so that it must not be overwritten before what
     * replaced it is safe. Later rows hold nothing but what nobody was promised, or what other rows
     * and segments keep as well until it is safe.
     */
    boolean promised(Row row) {
        return row.generation() <= promisedGeneration;
    }

    /** Says whether any drive is slowed on purpose. */
    public void anySlow(boolean slow) {
        anySlow = slow;
    }

    public boolean anySlow() {
        return anySlow;
    }

    Geometry geometry() {
        return geometry;
    }

    NodeId node() {
        return node;
    }

    BlockIndex index() {
        return index;
    }

    WriteLog log() {
        return log;
    }

    RowTable table() {
        return table;
    }

    Codes codes() {
        return codes;
    }

    AtomicLong sequences() {
        return sequences;
    }

    BitSet pagesStored() {
        return pagesStored;
    }

    long lastGeneration() {
        return lastGeneration;
    }

    ReaderEpochs epochs() {
        return epochs;
    }

    Suspects suspects() {
        return suspects;
    }

    ByteBuffer zeroBlock() {
        return zeroBlock;
    }

    RowReader newRowReader() {
        return new RowReader(geometry, node, drives, codes, suspects, time);
    }

    /** The drive whose flash keeps this block while it is in the write buffer. */
    EmulatedDrive homeOf(long block) {
        return drives.get((int) (block / Geometry.STRIP_BLOCKS % drives.count()));
    }

    /**
     * When the write buffer has this write: a copy on as many drives as may fail and one more, each
     * one stream of writes on its drive. Asked by the committing thread only.
     */
    long buffered(long nowNanos, long firstBlock, long length) {
        long done = nowNanos;
        int copies = Math.min(drives.count(), codes.parities() + 1);
        int home = (int) (firstBlock / Geometry.STRIP_BLOCKS % drives.count());
        for (int i = 0; i < copies; i++) {
            int place = (home + i) % drives.count();
            long end = bufferEnds[place];
            bufferEnds[place] = end + length;
            long copied = time.complete(drives.get(place), nowNanos, Operation.WRITE, end, length);
            done = Math.max(done, copied);
        }
        return done;
    }

    /** What became of the block that was at this place, when it has been written again. */
    void superseded(long block, long previous, boolean present) {
        if (Location.isInRow(previous)) {
            table.get(Location.row(previous)).addLive(-1);
        } else if (previous == Location.LOST) {
            lost.remove(block);
        }
        if (block < Blocks.FIRST_INTERNAL) {
            boolean before = previous != Location.ABSENT;
            if (before != present) {
                allocatedBlocks.addAndGet(present ? 1 : -1);
            }
        }
    }

    void addLost(long block) {
        if (block < Blocks.FIRST_INTERNAL) {
            lost.add(block);
        }
    }

    private static ByteRange range(long first, long end) {
        return new ByteRange(first * Blocks.BYTES, (end - first) * Blocks.BYTES);
    }
}
