package dev.faultline.node.store;

import dev.faultline.node.device.ModelTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds out, from the drives and the write buffer, what every block's current version is and where:
 * of all versions that are found, the one with the highest sequence, unless a later trim is known.
 * When the index was left in good order, it is only counted.
 */
final class Recovery {

    private final NodeId node;
    private final RowTable table;
    private final BlockIndex index;
    private final Forced forced;
    private final boolean indexKept;
    private final List<String> reports;
    private final RowReader reader;
    private final RowSurvey survey;
    private final Versions versions;
    private final BitSet pagesStored = new BitSet();

    /**
     * @param indexKept whether the index holds all that the others tell
     * @param reports is told what was found damaged
     */
    Recovery(
            Geometry geometry,
            NodeId node,
            Drives drives,
            Codes codes,
            RowTable table,
            BlockIndex index,
            Forced forced,
            boolean indexKept,
            List<String> reports) {
        this.node = node;
        this.table = table;
        this.index = index;
        this.forced = forced;
        this.indexKept = indexKept;
        this.reports = reports;
        reader =
                new RowReader(geometry, node, drives, codes, new Suspects(), ModelTime.unlimited());
        survey = new RowSurvey(geometry, node, drives, codes, table, forced);
        versions = new Versions(index);
    }

    /**
     * @param used segments of the write buffer in the order of their uses
     */
    RecoveredState run(List<LogSegment> used) throws IOException {
        survey.run();
        for (Row row : table.all()) {
            if (row.held() && !survey.unrecoverable().contains(row)) {
                readRow(row);
            }
        }
        LogReplay replay = new LogReplay(node, versions, pagesStored, forced, indexKept, reports);
        for (int i = 0; i < used.size(); i++) {
            replay.read(used.get(i), i == used.size() - 1);
        }
        survey.unrecoverable().forEach(this::readRow);
        if (!indexKept) {
            applyTombstones();
        }
        return count();
    }

    private void readRow(Row row) {
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
            versions.used(sequence);
            if (!indexKept) {
                long location = Location.inRow(row.index, slot);
                versions.found(block, sequence, location, header.checksum(slot));
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
        BlockIndex.Access access = index.access();
        long[] location = new long[1];
        int[] crc = new int[1];
        ByteBuffer page = ByteBuffer.allocateDirect(Blocks.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long block : pages) {
            access.load(block, 1, location, crc);
            Row row = table.get(Location.row(location[0]));
            int slot = Location.slot(location[0]);
            if (reader.read(row, slot, 1, page, 0, crc, 0, 0) == 1) {
                long first = (block - Blocks.FIRST_INTERNAL) * Tombstones.PER_PAGE;
                for (int i = 0; i < Tombstones.PER_PAGE; i++) {
                    versions.marked(first + i, page.getLong(i * Long.BYTES));
                }
            } else {
                reports.add("a record of trimmed blocks cannot be read; they may be back");
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
                versions.highestSequence() + 1,
                survey.highestGeneration(),
                allocated[0],
                lost,
                pagesStored);
    }
}
