package dev.faultline.node.store;

import dev.faultline.node.device.EmulatedDrive;
import dev.faultline.node.device.ModelTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds out, from the drives and the write buffer, what every block's current version is and where:
 * of all versions that are found, the one with the highest sequence, unless a later trim is known.
 * When the index was left in good order, it is only counted.
 */
final class Recovery {

    private final Geometry geometry;
    private final NodeId node;
    private final Drives drives;
    private final Codes codes;
    private final RowTable table;
    private final BlockIndex index;
    private final BlockIndex.Access access;
    private final RowReader reader;
    private final SequenceMap sequences = new SequenceMap();
    private final BitSet pagesStored = new BitSet();
    private final Forced forced;
    private final List<String> reports;
    private final Checksum checksum = new Checksum();
    private final int[] crc = new int[1];
    private final long[] previous = new long[1];
    private long highestSequence;
    private long highestGeneration;

    Recovery(
            Geometry geometry,
            NodeId node,
            Drives drives,
            Codes codes,
            RowTable table,
            BlockIndex index,
            Forced forced,
            List<String> reports) {
        this.geometry = geometry;
        this.node = node;
        this.drives = drives;
        this.codes = codes;
        this.table = table;
        this.index = index;
        this.forced = forced;
        this.reports = reports;
        access = index.access();
        reader =
                new RowReader(geometry, node, drives, codes, new Suspects(), ModelTime.unlimited());
    }

    /**
     * @param used segments of the write buffer in the order of their uses
     * @param indexKept whether the index holds all that the others tell
     */
    RecoveredState run(List<LogSegment> used, boolean indexKept) throws IOException {
        List<Row> unrecoverable = findRows();
        for (Row row : table.all()) {
            if (row.held() && !unrecoverable.contains(row)) {
                readRow(row, indexKept);
            }
        }
        for (int i = 0; i < used.size(); i++) {
            readSegment(used.get(i), i == used.size() - 1, indexKept);
        }
        for (Row row : unrecoverable) {
            readRow(row, indexKept);
        }
        if (!indexKept) {
            applyTombstones();
        }
        return count();
    }

    /** Fills the table with the rows that the drives hold; returns those with too few strips. */
    private List<Row> findRows() throws IOException {
        long longest = 0;
        for (int i = 0; i < drives.count(); i++) {
            EmulatedDrive drive = drives.get(i);
            longest = Math.max(longest, drive.failed() ? 0 : drive.endBytes());
        }
        int rows =
                (int)
                        Math.min(
                                table.limit(),
                                (longest + geometry.strideBytes() - 1) / geometry.strideBytes());
        table.growTo(rows);
        List<StripsFound> found =
                IntStream.range(0, drives.count())
                        .parallel()
                        .mapToObj(place -> StripsFound.on(drives.get(place), rows, geometry, node))
                        .toList();
        List<Row> unrecoverable = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            hold(table.get(row), found, unrecoverable);
        }
        return unrecoverable;
    }

    private void hold(Row row, List<StripsFound> found, List<Row> unrecoverable) {
        long generation = 0;
        int dataStrips = 0;
        for (StripsFound drive : found) {
            if (drive.generation(row.index) > generation) {
                generation = drive.generation(row.index);
                dataStrips = drive.dataStrips(row.index);
            }
        }
        if (generation == 0) {
            return;
        }
        byte[] places = new byte[codes.of(dataStrips).shape().strips()];
        java.util.Arrays.fill(places, Row.NOWHERE);
        for (int place = 0; place < found.size(); place++) {
            if (found.get(place).generation(row.index) == generation) {
                places[found.get(place).strip(row.index)] = (byte) place;
            }
        }
        highestGeneration = Math.max(highestGeneration, generation);
        if (neverFinished(generation, places)) {
            return;
        }
        row.hold(generation, dataStrips, places);
        table.markHeld(row.index);
        if (row.missing() > codes.parities()) {
            unrecoverable.add(row);
        }
    }

    /**
     * Whether power was lost before all strips of the row were on the disk, and nobody relied on
     * it: what it would have held is elsewhere, too, or was never promised.
     */
    private boolean neverFinished(long generation, byte[] places) {
        int missing = 0;
        for (byte place : places) {
            missing += place == Row.NOWHERE ? 1 : 0;
        }
        int failed = drives.count() - drives.alive();
        return generation > forced.generation() && missing - failed > codes.parities();
    }

    private void readRow(Row row, boolean indexKept) {
        reader.begin(0);
        if (!reader.readHeader(row)) {
            reports.add("row %d: no strip of it has an intact header".formatted(row.index));
            return;
        }
        RowHeader header = reader.header();
        for (int slot = 0; slot < header.slots(); slot++) {
            long block = header.block(slot);
            if (block == RowHeader.EMPTY) {
                continue;
            }
            if (block < Blocks.FIRST_INTERNAL) {
                pagesStored.set((int) (block / Tombstones.PER_PAGE));
            }
            long sequence = header.sequence(slot);
            highestSequence = Math.max(highestSequence, sequence);
            if (!indexKept) {
                apply(block, sequence, Location.inRow(row.index, slot), header.checksum(slot));
            }
        }
    }

    private void apply(long block, long sequence, long location, int blockCrc) {
        if (sequences.raise(block, sequence)) {
            crc[0] = blockCrc;
            access.put(block, 1, location, 0, crc, 0, previous);
        }
    }

    private void readSegment(LogSegment segment, boolean last, boolean indexKept) {
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
                reportDamage(segment, at, record, indexKept);
                at = next;
                continue;
            }
            boolean tail = last && !followed(segment, view, record.end());
            if (tail && !payloadIntact(view, record)) {
                break;
            }
            replay(segment, view, record, indexKept);
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

    private void replay(
            LogSegment segment, ByteBuffer view, LogRecord.Header record, boolean indexKept) {
        highestSequence = Math.max(highestSequence, record.sequence);
        if (record.kind == LogRecord.TRIM) {
            markStored(record.firstBlock, record.count, indexKept);
        }
        if (indexKept) {
            return;
        }
        if (record.kind == LogRecord.TRIM) {
            forget(record.firstBlock, record.count, record.sequence, Location.ABSENT);
            return;
        }
        for (int i = 0; i < record.blocks(); i++) {
            int at = record.blockAt(i);
            int expected = record.checksumOf(view, i);
            boolean intact = checksum.ofBlock(view, at) == expected;
            if (!intact && record.sequence > forced.sequence()) {
                continue; // power was lost before it was on the disk: what was before it stands
            }
            long location = intact ? Location.inLog(segment.index(), at) : Location.LOST;
            apply(record.firstBlock + i, record.sequence, location, expected);
        }
    }

    /** With a kept index, rows are not read closely: any trimmed block may be in one. */
    private void markStored(long first, long count, boolean indexKept) {
        if (indexKept) {
            pagesStored.set(
                    (int) (first / Tombstones.PER_PAGE),
                    (int) ((first + count - 1) / Tombstones.PER_PAGE) + 1);
        }
    }

    private void reportDamage(
            LogSegment segment, int at, LogRecord.Header after, boolean indexKept) {
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
            forget(
                    after.previousFirstBlock,
                    after.previousCount,
                    after.previousSequence,
                    Location.LOST);
        }
    }

    private void forget(long first, long count, long sequence, long location) {
        for (long block = first; block < first + count; block++) {
            if (location == Location.LOST || sequences.known(block)) {
                apply(block, sequence, location, 0);
            }
        }
    }

    /** Drops what was trimmed or lost after the version that was found. */
    private void applyTombstones() {
        List<Long> pages = new ArrayList<>();
        index.forEach((block, location, crcOfBlock) -> {
            if (block >= Blocks.FIRST_INTERNAL) {
                pages.add(block);
            }
        });
        ByteBuffer page = ByteBuffer.allocateDirect(Blocks.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long block : pages) {
            access.load(block, 1, previous, crc);
            Row row = table.get(Location.row(previous[0]));
            int slot = Location.slot(previous[0]);
            if (reader.read(row, slot, 1, page, 0, crc, 0, 0) == 1) {
                applyTombstones((block - Blocks.FIRST_INTERNAL) * Tombstones.PER_PAGE, page);
            } else {
                reports.add("a record of trimmed blocks cannot be read; they may be back");
            }
        }
    }

    private void applyTombstones(long firstBlock, ByteBuffer page) {
        for (int i = 0; i < Tombstones.PER_PAGE; i++) {
            long mark = page.getLong(i * Long.BYTES);
            long block = firstBlock + i;
            boolean lost = (mark & 1) != 0;
            boolean matters = lost || mark != 0 && sequences.known(block);
            if (matters && mark / 2 >= sequences.of(block)) {
                sequences.raise(block, mark / 2);
                crc[0] = 0;
                long location = lost ? Location.LOST : Location.ABSENT;
                access.put(block, 1, location, 0, crc, 0, previous);
            }
        }
    }

    /** How many blocks of each row are current, and what else follows from the index. */
    private RecoveredState count() {
        List<Long> lost = new ArrayList<>();
        long[] allocated = new long[1];
        index.forEach((block, location, blockCrc) -> {
            if (Location.isInRow(location)) {
                table.get(Location.row(location)).addLive(1);
            }
            if (block < Blocks.FIRST_INTERNAL) {
                allocated[0]++;
                pagesStored.set((int) (block / Tombstones.PER_PAGE));
                if (location == Location.LOST) {
                    lost.add(block);
                }
            } else {
                pagesStored.set((int) (block - Blocks.FIRST_INTERNAL));
            }
        });
        return new RecoveredState(
                highestSequence + 1, highestGeneration, allocated[0], lost, pagesStored);
    }
}
