package dev.faultline.node.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of which nothing is current become free again: when no reader can be in them any more, and
 * what replaced them would survive a loss of power. Background thread only.
 */
final class FreeRows {

    private final RowTable table;
    private final ReaderEpochs epochs;
    private final List<Row> left = new ArrayList<>();

    FreeRows(RowTable table, ReaderEpochs epochs) {
        this.table = table;
        this.epochs = epochs;
    }

    /** Finds rows of which nothing is current. */
    void collect() {
        int before = left.size();
        for (Row row : table.all()) {
            if (row.held() && row.live() == 0) {
                row.state(Row.State.LEFT);
                left.add(row);
            }
        }
        if (left.size() > before) {
            epochs.awaitReadersOfNow();
        }
    }

    /** The drives have been forced since the last {@link #collect}. */
    void forced() {
        left.forEach(table::giveBack);
        left.clear();
    }
}
