package dev.faultline.node.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Bounds the space that is taken by what is no longer current: when it is more than a quarter of
 * what is, the rows with the least left are emptied into new ones. Background thread only.
 */
final class Compactor {

    /** Space that is never worth compacting, in rows. */
    private static final int SLACK_ROWS = 32;

    private static final int ROWS_A_STEP = 16;

    private final BlockStore store;
    private final RowWriter writer;
    private final Mover mover;
    private final FreeRows freeRows;

    Compactor(BlockStore store, RowWriter writer, Mover mover, FreeRows freeRows) {
        this.store = store;
        this.writer = writer;
        this.mover = mover;
        this.freeRows = freeRows;
    }

    boolean due() {
        long slots = 0;
        long live = 0;
        for (Row row : store.table().all()) {
            if (row.held()) {
                slots += row.slots();
                live += row.live();
            }
        }
        long slack = (long) SLACK_ROWS * store.geometry().blocksPerRow();
        return slots - live > Math.max(live / 4, slack);
    }

    /** Frees the rows that hold nothing current, and empties those that hold the least. */
    void step() throws IOException {
        freeRows.collect();
        Row[] emptiest =
                Arrays.stream(store.table().all())
                        .filter(row -> row.held() && row.live() < row.slots() * 7 / 8)
                        .sorted(Comparator.comparingInt(Row::live))
                        .limit(ROWS_A_STEP)
                        .toArray(Row[]::new);
        for (Row row : emptiest) {
            mover.move(row);
        }
        writer.flush();
        freeRows.collect();
        store.drives().force();
        freeRows.forced();
    }
}
