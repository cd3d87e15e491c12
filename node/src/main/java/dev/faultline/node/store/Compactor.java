package dev.faultline.node.store;

import java.io.IOException;
import java.util.Arrays;

/**
 * Bounds the space that is taken by what is no longer current. While clients write, it may be as
 * much as what is current, for the less is left in a row, the less there is to move; when they do
 * not, or space has run out, it is brought down to a quarter. The rows with the least left are
 * emptied into new ones. Background thread only.
 */
final class Compactor {

    /** Space that is never worth compacting, in rows. */
    private static final int SLACK_ROWS = 32;

    private static final int ROWS_A_STEP = 16;

    private final BlockStore store;
    private final RowWriter writer;
    private final Mover mover;
    private final FreeRows freeRows;
    private boolean spaceRanOut;

    Compactor(BlockStore store, RowWriter writer, Mover mover, FreeRows freeRows) {
        this.store = store;
        this.writer = writer;
        this.mover = mover;
        this.freeRows = freeRows;
    }

    /**
     * @param quiet whether clients write nothing at present
     */
    boolean due(boolean quiet) {
        long slots = 0;
        long live = 0;
        for (Row row : store.table().all()) {
            if (row.held()) {
                slots += row.slots();
                live += row.live();
            }
        }
        long slack = (long) SLACK_ROWS * store.geometry().blocksPerRow();
        long bearable = quiet || spaceRanOut ? live / 4 : live;
        return slots - live > Math.max(bearable, slack);
    }

    /** Frees the rows that hold nothing current, and empties those that hold the least. */
    void step() throws IOException {
        freeRows.collect();
        for (Row row : emptiest()) {
            mover.move(row);
        }
        writer.flush();
        freeRows.collect();
        freeRows.reclaimIfMany();
    }

    /**
     * There was no room to write a row: frees what can be freed, and is less patient from now on.
     */
    void spaceRanOut() throws IOException {
        spaceRanOut = true;
        freeRows.collect();
        freeRows.reclaim();
    }

    /** Sorted by what was left in each when it was looked at: that changes while clients write. */
    private Row[] emptiest() {
        Row[] rows = store.table().all();
        return Arrays.stream(rows)
                .filter(Row::held)
                .mapToLong(row -> (long) row.live() << Integer.SIZE | row.index)
                .filter(each -> each >> Integer.SIZE < rows[(int) each].slots() * 7L / 8)
                .sorted()
                .limit(ROWS_A_STEP)
                .mapToObj(each -> rows[(int) each])
                .toArray(Row[]::new);
    }
}
