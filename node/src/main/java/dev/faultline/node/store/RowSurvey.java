package dev.faultline.node.store;

import dev.faultline.node.device.EmulatedDrive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Finds out, from the headers of all strips, which rows there are and on which drives. */
final class RowSurvey {

    private final Geometry geometry;
    private final NodeId node;
    private final Drives drives;
    private final Codes codes;
    private final RowTable table;
    private final Forced forced;
    private final List<Row> unrecoverable = new ArrayList<>();
    private long highestGeneration;

    RowSurvey(
            Geometry geometry,
            NodeId node,
            Drives drives,
            Codes codes,
            RowTable table,
            Forced forced) {
        this.geometry = geometry;
        this.node = node;
        this.drives = drives;
        this.codes = codes;
        this.table = table;
        this.forced = forced;
    }

    /** Fills the table with the rows that the drives hold. */
    void run() throws IOException {
        int rows = rowsOnDrives();
        table.growTo(rows);
        List<StripsFound> found =
                IntStream.range(0, drives.count())
                        .parallel()
                        .mapToObj(place -> StripsFound.on(drives.get(place), rows, geometry, node))
                        .toList();
        for (int row = 0; row < rows; row++) {
            hold(table.get(row), found);
        }
    }

    /** Of the rows found, those with too few strips. */
    List<Row> unrecoverable() {
        return unrecoverable;
    }

    long highestGeneration() {
        return highestGeneration;
    }

    private int rowsOnDrives() throws IOException {
        long longest = 0;
        for (int i = 0; i < drives.count(); i++) {
            EmulatedDrive drive = drives.get(i);
            longest = Math.max(longest, drive.failed() ? 0 : drive.endBytes());
        }
        return (int) Math.min(table.limit(), Math.ceilDiv(longest, geometry.strideBytes()));
    }

    private void hold(Row row, List<StripsFound> found) {
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
        Arrays.fill(places, Row.NOWHERE);
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
}
