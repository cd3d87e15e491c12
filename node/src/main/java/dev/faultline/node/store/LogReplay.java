package dev.faultline.node.store;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;

/**
 * Finds out what the write buffer holds. What is damaged although it was forced to disk once is
 * lost, and said to be; what is damaged and was not may never have been there, and what was before
 * it stands.
 */
final class LogReplay {

    private final NodeId node;
    private final Versions versions;
    private final BitSet pagesStored;
    private final Forced forced;
    private final boolean indexKept;
    private final List<String> reports;
    private final Checksum checksum = new Checksum();

    /**
     * @param pagesStored to be told of trims, when the index is kept
     * @param indexKept whether the index holds already what is found
     */
    LogReplay(
            NodeId node,
            Versions versions,
            BitSet pagesStored,
            Forced forced,
            boolean indexKept,
            List<String> reports) {
        this.node = node;
        this.versions = versions;
        this.pagesStored = pagesStored;
        this.forced = forced;
        this.indexKept = indexKept;
        this.reports = reports;
    }

    /**
     * @param last whether the log ends in this segment, perhaps with a record that is torn
     */
    void read(LogSegment segment, boolean last) {
        LogRecord.Header record = new LogRecord.Header();
        ByteBuffer view = segment.view();
        int at = LogSegment.HEADER_BYTES;
        int end = at;
        while (at < segment.capacity()) {
            if (!record.read(view, at, segment.use(), node, checksum)) {
                int next = LogScan.nextIntact(segment, view, at, record, node, checksum);
                if (next >= segment.capacity()) {
                    break;
                }
                reportDamage(segment, at, record);
                at = next;
                continue;
            }
            boolean tail = last && !followed(segment, view, record.end());
            if (tail && !payloadIntact(view, record)) {
                break;
            }
            replay(segment, view, record);
            at = record.end();
            end = at;
        }
        segment.continueAt(end);
    }

    private boolean followed(LogSegment segment, ByteBuffer view, int at) {
        return new LogRecord.Header().read(view, at, segment.use(), node, checksum);
    }

    private boolean payloadIntact(ByteBuffer view, LogRecord.Header record) {
        for (int i = 0; i < record.blocks(); i++) {
            if (checksum.ofBlock(view, record.blockAt(i)) != record.checksumOf(view, i)) {
                return false;
            }
        }
        return true;
    }

    private void replay(LogSegment segment, ByteBuffer view, LogRecord.Header record) {
        versions.used(record.sequence);
        if (record.kind == LogRecord.TRIM) {
            trim(record);
        } else if (!indexKept) {
            for (int i = 0; i < record.blocks(); i++) {
                write(segment, view, record, i);
            }
        }
    }

    /** With a kept index, rows are not read closely: any trimmed block may be in one. */
    private void trim(LogRecord.Header record) {
        if (indexKept) {
            long last = record.firstBlock + record.count - 1;
            pagesStored.set(
                    (int) (record.firstBlock / Tombstones.PER_PAGE),
                    (int) (last / Tombstones.PER_PAGE) + 1);
        } else {
            versions.trimmed(record.firstBlock, record.count, record.sequence);
        }
    }

    private void write(LogSegment segment, ByteBuffer view, LogRecord.Header record, int i) {
        int at = record.blockAt(i);
        int expected = record.checksumOf(view, i);
        boolean intact = checksum.ofBlock(view, at) == expected;
        if (intact || record.sequence <= forced.sequence()) {
            long location = intact ? Location.inLog(segment.index(), at) : Location.LOST;
            versions.found(record.firstBlock + i, record.sequence, location, expected);
        }
    }

    private void reportDamage(LogSegment segment, int at, LogRecord.Header after) {
        boolean promised = after.previousSequence <= forced.sequence();
        reports.add(
                "write buffer segment %d is damaged at byte %d: what was written there %s"
                        .formatted(
                                segment.index(),
                                at,
                                promised
                                        ? "is lost"
                                        : "had not been flushed, and what was before it stands"));
        if (promised && !indexKept && after.previousKind == LogRecord.WRITE) {
            versions.lost(after.previousFirstBlock, after.previousCount, after.previousSequence);
        }
    }
}
