package dev.faultline.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Moves what is current in a row to another one: because little of it is (compaction), or because
 * drives of it are gone and there is none to take their place. Background thread only.
 */
final class Mover {

    private final BlockStore store;
    private final RowWriter writer;
    private final Tombstones tombstones;
    private final BlockIndex.Access index;
    private final RowReader reader;
    private final int[] expected = new int[1];
    private final ByteBuffer block = ByteBuffer.allocateDirect(Blocks.BYTES);

    Mover(BlockStore store, RowWriter writer, Tombstones tombstones) {
        this.store = store;
        this.writer = writer;
        this.tombstones = tombstones;
        index = store.index().access();
        reader = store.newRowReader();
    }

    /** Returns whether the row's header could be read, so that it is known what it held. */
    boolean move(Row row) throws IOException {
        reader.begin(store.time().nowNanos());
        if (!reader.readHeader(row)) {
            return false;
        }
        RowHeader header = new RowHeader(store.geometry());
        header.bytes.put(0, reader.header().bytes, 0, header.bytes.capacity());
        for (int slot = 0; slot < header.slots() && row.live() > 0; slot++) {
            if (header.block(slot) != RowHeader.EMPTY) {
                move(row, slot, header);
            }
        }
        store.time().await(reader.readyNanos());
        return true;
    }

    private void move(Row row, int slot, RowHeader header) throws IOException {
        long number = header.block(slot);
        long location = Location.inRow(row.index, slot);
        if (index.location(number) != location) {
            return;
        }
        expected[0] = header.checksum(slot);
        long now = store.time().nowNanos();
        if (reader.read(row, slot, 1, block, 0, expected, 0, now) == 1) {
            writer.add(number, header.sequence(slot), expected[0], block, 0, location);
        } else if (index.replace(number, location, Location.LOST, 0)) {
            row.addLive(-1);
            store.addLost(number);
            if (number < Blocks.FIRST_INTERNAL) {
                tombstones.mark(number, 1, Tombstones.lost(header.sequence(slot)));
            }
        }
    }
}
