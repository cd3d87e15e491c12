package dev.faultline.node.store;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * All rows, by index. Any thread may look a row up; the background thread takes free ones and gives
 * them back.
 */
final class RowTable {

    private final int limit;
    private volatile Row[] rows = {};
    private final BitSet free = new BitSet();
    private int next;
    private volatile long lastGeneration;

    /** At most so many rows fit on the drives. */
    RowTable(int limit) {
        this.limit = limit;
    }

    Row get(int index) {
        return rows[index];
    }

    /** Every row there has ever been; not to be changed. */
    Row[] all() {
        return rows;
    }

    int limit() {
        return limit;
    }

    /** So many rows exist, free unless they are said to hold something. */
    void growTo(int count) {
        Row[] grown = Arrays.copyOf(rows, count);
        for (int i = rows.length; i < count; i++) {
            grown[i] = new Row(i);
            free.set(i);
        }
        rows = grown;
    }

    /**
     * The next free row behind the one before, and from the front again at the end: drives are
     * written in rising order, which costs them the least. Null if there is none.
     */
    @Nullable Row takeFree() {
        int index = free.nextSetBit(next);
        if (index < 0) {
            index = free.nextSetBit(0);
        }
        if (index < 0) {
            if (rows.length >= limit) {
                return null;
            }
            index = rows.length;
            growTo((int) Math.min(limit, Math.max(64L, rows.length * 5L / 4)));
        }
        free.clear(index);
        next = index + 1;
        return rows[index];
    }

    /** A row that recovery found to hold a stripe. */
    void markHeld(int index) {
        free.clear(index);
    }

    void giveBack(Row row) {
        row.state(Row.State.FREE);
        free.set(row.index);
    }

    /** The row of this generation has been written. */
    void written(long generation) {
        lastGeneration = generation;
    }

    /** Of the row that was written last since the start; 0 before. */
    long lastGeneration() {
        return lastGeneration;
    }

    /** Rows that hold something. */
    int heldCount() {
        int count = 0;
        for (Row row : rows) {
            count += row.held() ? 1 : 0;
        }
        return count;
    }
}
