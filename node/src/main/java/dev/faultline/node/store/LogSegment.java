package dev.faultline.node.store;

import dev.faultline.node.device.LargeMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One piece of the write buffer: memory, which is a mapped file when the node is persistent.
 * Records are then written to the file, which costs a fraction of what writing to mapped pages
 * does, and read from the mapping. Used again and again; each use has its own number, its use, and
 * begins with a header:
 *
 * <pre>
 *    0  magic       8 bytes
 *    8  node        16 bytes
 *   24  use         8 bytes, counts up over all segments
 *   32  crc32c      of the 32 bytes before
 *   64  forced      16 bytes: the sequence and the generation up to which all records and all rows
 *                   were on the disk once
 *   80  crc32c      of these 16 bytes, mixed with the node's number
 * </pre>
 *
 * Records follow from byte {@value #HEADER_BYTES} on. The file is written in full when it is made,
 * so that no later write to it can run out of disk.
 */
final class LogSegment implements AutoCloseable {

    static final int HEADER_BYTES = Blocks.BYTES;
    private static final long MAGIC = 0x3130_474f_4c54_4c46L; // "FLTLOG01"
    private static final int CRC_AT = 32;
    private static final int FORCED_AT = 64;
    private static final int FORCED_CRC_AT = 80;

    private final int index;
    private final Arena arena = Arena.ofShared();
    private final ByteBuffer bytes;

    /** The same bytes, for checksums of the header: those move its position. */
    private final ByteBuffer own;

    private final @Nullable FileChannel file;
    private final Checksum checksum = new Checksum();
    private long use;
    private volatile int end = HEADER_BYTES;
    private int forcedEnd;
    private volatile boolean promised;

    /** Not on a file when there is none. */
    LogSegment(int index, int sizeBytes, @Nullable Path path) throws IOException {
        this.index = index;
        file = path == null ? null : open(path, sizeBytes);
        MemorySegment memory =
                file == null
                        ? LargeMemory.allocate(arena, sizeBytes)
                        : file.map(FileChannel.MapMode.READ_WRITE, 0, sizeBytes, arena);
        bytes = memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        own = view();
    }

    /** Begins a new use, empty. */
    synchronized void begin(NodeId node, long newUse) {
        use = newUse;
        end = HEADER_BYTES;
        bytes.putLong(0, MAGIC);
        bytes.putLong(8, node.high());
        bytes.putLong(16, node.low());
        bytes.putLong(24, newUse);
        bytes.putInt(CRC_AT, checksum.of(own, 0, CRC_AT));
        bytes.putInt(HEADER_BYTES, 0);
        forcedEnd = 0;
        promised = false;
    }

    /** The use that the header tells of, or 0 when there is no intact header of this node. */
    long readHeader(NodeId node) {
        use = headerIntact(node) ? bytes.getLong(24) : useOfFirstRecord(node);
        return use;
    }

    boolean headerIntact(NodeId node) {
        return bytes.getLong(0) == MAGIC
                && bytes.getLong(8) == node.high()
                && bytes.getLong(16) == node.low()
                && bytes.getInt(CRC_AT) == checksum.of(own, 0, CRC_AT);
    }

    /** Records tell of their use, too: a damaged header loses nothing. */
    private long useOfFirstRecord(NodeId node) {
        long told = bytes.getLong(HEADER_BYTES + 8);
        return new LogRecord.Header().read(own, HEADER_BYTES, told, node, checksum) ? told : 0;
    }

    /** Whether a header was ever begun here: all zeros is a segment that was never used. */
    boolean unused() {
        for (int at = 0; at < CRC_AT + Integer.BYTES; at++) {
            if (bytes.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    void continueAt(int newEnd) {
        end = newEnd;
        forcedEnd = 0;
        promised = true; // for all that is known
    }

    void appended(int newEnd) {
        end = newEnd;
    }

    /** Writes the source's remaining bytes to the file; of a persistent segment only. */
    void write(ByteBuffer source, int at) throws IOException {
        FileChannel to = file;
        if (to == null) {
            throw new IllegalStateException("a segment in memory is written to where it lies");
        }
        while (source.hasRemaining()) {
            at += to.write(source, at);
        }
    }

    /** Returns when what was appended will survive a loss of power. Any thread. */
    synchronized void force() throws IOException {
        int now = end;
        if (file != null && forcedEnd < now) {
            file.force(false);
            forcedEnd = now;
        }
    }

    /** Some of what it holds was said to survive a loss of power. */
    void promise() {
        promised = true;
    }

    boolean promised() {
        return promised;
    }

    /** All records and rows up to these, here and elsewhere, are on the disk. */
    synchronized void rememberForced(NodeId node, Forced forced) {
        bytes.putLong(FORCED_AT, forced.sequence());
        bytes.putLong(FORCED_AT + Long.BYTES, forced.generation());
        bytes.putInt(FORCED_CRC_AT, forcedCrc(node));
    }

    /** What {@link #rememberForced} was told here last, in this or an earlier use. */
    Forced forced(NodeId node) {
        return bytes.getInt(FORCED_CRC_AT) == forcedCrc(node)
                ? new Forced(bytes.getLong(FORCED_AT), bytes.getLong(FORCED_AT + Long.BYTES))
                : Forced.NOTHING;
    }

    private int forcedCrc(NodeId node) {
        return checksum.of(own, FORCED_AT, 2 * Long.BYTES) ^ (int) node.high();
    }

    boolean persistent() {
        return file != null;
    }

    int index() {
        return index;
    }

    long use() {
        return use;
    }

    /** Where the next record goes. */
    int end() {
        return end;
    }

    int capacity() {
        return bytes.capacity();
    }

    /** All of it; shared by all threads, so absolute positions only. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** A view with a position and limit of its own. */
    ByteBuffer view() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        arena.close();
        if (file != null) {
            file.close();
        }
    }

    private static FileChannel open(Path path, int sizeBytes) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (long at = channel.size(); at < sizeBytes; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), sizeBytes - at));
            at += channel.write(zeros, at);
        }
        return channel;
    }
}
