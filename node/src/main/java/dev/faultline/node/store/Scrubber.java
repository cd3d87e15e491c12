package dev.faultline.node.store;

import dev.faultline.node.control.ScrubStatus;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Reads every row from time to time, and writes again what is not what was written. Rows in which a
 * read has found something wrong come first. Background thread only, but for the status and the
 * request to start.
 */
final class Scrubber {

    private static final long PAUSE_NANOS = TimeUnit.HOURS.toNanos(1);

    private final BlockStore store;
    private final RowMender mender;
    private final Throttle throttle = new Throttle(200e6);

    private volatile long nextPassNanos = System.nanoTime() + PAUSE_NANOS;
    private volatile long passes;
    private volatile int nextRow;
    private volatile long stripsFound;
    private volatile long stripsMended;

    Scrubber(BlockStore store, RowMender mender) {
        this.store = store;
        this.mender = mender;
    }

    void startPass() {
        nextPassNanos = System.nanoTime();
        throttle.rate(throttle.rate());
    }

    ScrubStatus status() {
        return new ScrubStatus(
                passes, nextRow, store.table().all().length, stripsFound, stripsMended);
    }

    boolean due() {
        return System.nanoTime() - nextPassNanos >= 0 && throttle.open();
    }

    /** Looks at the rows that reads have reported; returns whether there was one. */
    boolean suspects() throws IOException {
        Row row = store.suspects().next();
        if (row == null) {
            return false;
        }
        scrub(row);
        return true;
    }

    /** Looks at the next row of the pass. */
    void step() throws IOException {
        Row[] rows = store.table().all();
        while (nextRow < rows.length && !rows[nextRow].held()) {
            nextRow++;
        }
        if (nextRow < rows.length) {
            scrub(rows[nextRow++]);
            throttle.spend((long) store.geometry().shape().strips() * Geometry.STRIP_BYTES);
        } else {
            passes++;
            nextRow = 0;
            nextPassNanos = System.nanoTime() + PAUSE_NANOS;
        }
    }

    private void scrub(Row row) throws IOException {
        if (!row.held() || row.live() == 0) {
            return;
        }
        RowMender.Outcome outcome = mender.inspect(row);
        int wrong = outcome.wrong().size();
        stripsFound += wrong;
        if (outcome.recoverable()) {
            for (int strip : outcome.wrong().toArray()) {
                mender.write(row, strip, row.drives()[strip]);
            }
            stripsMended += wrong;
        }
    }
}
