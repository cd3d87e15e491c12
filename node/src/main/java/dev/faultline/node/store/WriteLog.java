package dev.faultline.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The write buffer: segments, one of which takes records while the full ones wait to be moved to
 * the drives and the empty ones to be used again. It is the truth about what was written: a record
 * is complete when its checksums hold, and the last complete one ends the log.
 *
 * <p>What is appended to a persistent log waits in memory until {@link #write}, which takes one
 * system call for all of it; nothing may rely on it, nor look for it, before.
 *
 * <p>One thread at a time appends and promises; another takes full segments and gives them back
 * empty. Either may force.
 */
final class WriteLog {

    /** What {@link #append} returns when there is no room. */
    static final long FULL = -1;

    private static final int WAITING_BYTES = 1 << 20;

    private final NodeId node;
    private final List<LogSegment> segments;
    private final ArrayBlockingQueue<LogSegment> empty;
    private final ArrayBlockingQueue<LogSegment> full;
    private final Checksum checksum = new Checksum();

    /** What was appended and not written; null when records go where they stay at once. */
    private final @Nullable ByteBuffer waiting;

    private LogSegment active;
    private ByteBuffer view;
    private int end;
    private int previousKind;
    private long previousSequence;
    private long previousFirstBlock;
    private long previousCount;
    private volatile @Nullable Runnable whenFull;

    /**
     * @param used hold records of an earlier run, in the order of their uses; the log goes on at
     *     the end of the last
     * @param unused hold nothing
     */
    WriteLog(NodeId node, List<LogSegment> used, List<LogSegment> unused) {
        this.node = node;
        segments =
                Stream.concat(used.stream(), unused.stream())
                        .sorted(Comparator.comparingInt(LogSegment::index))
                        .toList();
        empty = new ArrayBlockingQueue<>(segments.size());
        full = new ArrayBlockingQueue<>(segments.size());
        empty.addAll(unused);
        if (used.isEmpty()) {
            active = empty.remove();
            active.begin(node, 1);
        } else {
            active = used.getLast();
            full.addAll(used.subList(0, used.size() - 1));
            forgetTornRecord(active);
        }
        view = active.view();
        end = active.end();
        waiting =
                active.persistent()
                        ? ByteBuffer.allocateDirect(WAITING_BYTES).order(ByteOrder.LITTLE_ENDIAN)
                        : null;
    }

    private static void forgetTornRecord(LogSegment segment) {
        if (segment.end() + Integer.BYTES <= segment.capacity()) {
            segment.bytes().putInt(segment.end(), 0);
        }
    }

    /** Called by the appending thread when a segment became full. */
    void whenFull(Runnable action) {
        whenFull = action;
    }

    /**
     * Whether such a record fits behind what was appended. If not, what waits has to be written,
     * and used, first.
     */
    boolean fits(int blocks) {
        int newEnd = end + LogRecord.writeBytes(blocks);
        return newEnd <= active.capacity()
                && (waiting == null || newEnd - active.end() <= waiting.capacity());
    }

    /**
     * Appends blocks that follow each other. The buffer's position stays.
     *
     * @return the offset of the first block's bytes in {@link #active}, or {@link #FULL}
     */
    long append(long sequence, long firstBlock, int count, ByteBuffer payload, int[] checksums) {
        int length = LogRecord.writeBytes(count);
        if (!reserve(length)) {
            return FULL;
        }
        ByteBuffer to = target();
        int at = end - base();
        int payloadAt = at + LogRecord.headerBytes(count);
        to.put(payloadAt, payload, payload.position(), count * Blocks.BYTES);
        for (int i = 0; i < count; i++) {
            to.putInt(at + LogRecord.CHECKSUMS_AT + i * Integer.BYTES, checksums[i]);
        }
        writeHeader(to, at, LogRecord.WRITE, sequence, firstBlock, count, count);
        int payloadOffset = end + LogRecord.headerBytes(count);
        appended(length);
        return payloadOffset;
    }

    /** Appends that blocks were trimmed; returns whether there was room. */
    boolean appendTrim(long sequence, long firstBlock, long count) {
        int length = LogRecord.writeBytes(0);
        if (!reserve(length)) {
            return false;
        }
        writeHeader(target(), end - base(), LogRecord.TRIM, sequence, firstBlock, count, 0);
        appended(length);
        return true;
    }

    /** Everything appended so far is in its segment; on failure, what waited is forgotten. */
    void write() throws IOException {
        ByteBuffer bytes = waiting;
        int from = active.end();
        if (bytes == null || end == from) {
            return;
        }
        int to = end;
        end = from;
        active.write(bytes.limit(to - from).position(0), from);
        bytes.clear();
        end = to;
        active.appended(to);
    }

    /** Returns when everything written so far will survive a loss of power. */
    void force() throws IOException {
        for (int i = 0; i < segments.size(); i++) {
            segments.get(i).force();
        }
    }

    /** The same, and someone relies on it from now on. */
    void promise() throws IOException {
        for (int i = 0; i < segments.size(); i++) {
            segments.get(i).promise();
        }
        force();
    }

    /** So much is on the disk: to be known at the next start. */
    void rememberForced(Forced forced) {
        if (persistent()) {
            active.rememberForced(node, forced);
        }
    }

    /** Whether {@link #promise} has anything to wait for: memory is as safe as it gets. */
    boolean persistent() {
        return active.persistent();
    }

    /** Whether appending so many blocks might have to wait for an empty segment. */
    boolean outOfSegments(int blocks) {
        return end + LogRecord.writeBytes(blocks) > active.capacity() && empty.isEmpty();
    }

    LogSegment active() {
        return active;
    }

    LogSegment segment(int index) {
        return segments.get(index);
    }

    /** The oldest full segment, which stays where it is; null when there is none. */
    @Nullable LogSegment oldestFull() {
        return full.peek();
    }

    /** Nothing in the oldest full segment is needed any more. */
    void release(LogSegment segment) {
        if (full.poll() != segment) {
            throw new IllegalStateException("segments are released in the order they were filled");
        }
        empty.add(segment);
    }

    int emptySegments() {
        return empty.size();
    }

    int fullSegments() {
        return full.size();
    }

    int segmentCount() {
        return segments.size();
    }

    long capacityBytes() {
        return (long) segments.size() * segments.getFirst().capacity();
    }

    long usedBytes() {
        return capacityBytes() - (long) (empty.size() + 1) * active.capacity() + active.end();
    }

    void close() throws IOException {
        for (LogSegment segment : segments) {
            segment.close();
        }
    }

    /** Where records are put, at their offset less {@link #base}. */
    private ByteBuffer target() {
        return waiting == null ? view : waiting.clear();
    }

    private int base() {
        return waiting == null ? 0 : active.end();
    }

    private void appended(int length) {
        end += length;
        if (waiting == null) {
            active.appended(end);
        }
    }

    private boolean reserve(int length) {
        if (end + length <= active.capacity()) {
            return true;
        }
        if (end != active.end()) {
            throw new IllegalStateException("what waits has to be written first");
        }
        LogSegment next = empty.poll();
        if (next == null) {
            return false;
        }
        full.add(active);
        next.begin(node, active.use() + 1);
        view = next.view();
        active = next;
        end = next.end();
        Runnable action = whenFull;
        if (action != null) {
            action.run();
        }
        return true;
    }

    private void writeHeader(
            ByteBuffer to,
            int at,
            int kind,
            long sequence,
            long firstBlock,
            long count,
            int blocks) {
        to.putInt(at, LogRecord.MAGIC);
        to.putInt(at + 4, kind);
        to.putLong(at + 8, active.use());
        to.putLong(at + 16, sequence);
        to.putLong(at + 24, firstBlock);
        to.putLong(at + 32, count);
        to.putInt(at + 40, previousKind);
        to.putLong(at + 44, previousSequence);
        to.putLong(at + 52, previousFirstBlock);
        to.putLong(at + 60, previousCount);
        to.putInt(at + LogRecord.CRC_AT, LogRecord.crc(to, at, blocks, node, checksum));
        previousKind = kind;
        previousSequence = sequence;
        previousFirstBlock = firstBlock;
        previousCount = count;
    }
}
