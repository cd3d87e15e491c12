package dev.faultline.node.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of which nothing is current become free again: when no reader can be in them any more, and,
 * where what they held was promised to survive a loss of power, what replaced it would survive one,
 * too. Background thread only.
 */
final class FreeRows {

    private final BlockStore store;
    private final RowTable table;
    private final List<Row> left = new ArrayList<>();

    FreeRows(BlockStore store) {
        this.store = store;
        table = store.table();
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
            store.epochs().awaitReadersOfNow();
        }
        left.removeIf(row -> {
            boolean free = !store.promised(row);
            if (free) {
                table.giveBack(row);
            }
            return free;
        });
    }

    /** Frees what {@link #collect} found. */
    void reclaim() throws IOException {
        if (!left.isEmpty()) {
            store.makeDurable();
            left.forEach(table::giveBack);
            left.clear();
        }
    }

    /** Frees what {@link #collect} found if that is worth waiting for the disks. */
    void reclaimIfMany() throws IOException {
        if (left.size() > Math.max(64, table.all().length / 8)) {
            reclaim();
        }
    }
}
