package dev.faultline.node.store;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Rows in which a read found something wrong, to be looked at by the scrubber before its turn. When
 * more are reported than it holds, the rest are found by the scrubber's next pass.
 */
final class Suspects {

    private final ArrayBlockingQueue<Row> rows = new ArrayBlockingQueue<>(1024);

    void report(Row row) {
        if (!row.equals(rows.peek())) {
            rows.offer(row);
        }
    }

    @Nullable Row next() {
        return rows.poll();
    }
}
