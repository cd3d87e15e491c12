package dev.faultline.node.store;

import dev.faultline.node.control.RebuildStatus;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;

/**
 * Restores rows that have lost strips, the most exposed first: re-creates the strips on drives that
 * hold none of the row, and where there is no such drive, moves what is current to new rows, which
 * are narrower and as well protected. Throttled. Background thread only, but for the status and the
 * rate.
 */
final class Rebuilder {

    private final BlockStore store;
    private final RowWriter writer;
    private final RowMender mender;
    private final Mover mover;
    private final FreeRows freeRows;
    private final Deque<Row> waiting = new ArrayDeque<>();
    private final Throttle throttle;

    private volatile boolean drivesChanged;
    private volatile boolean active;
    private volatile long rowsDone;
    private volatile long rowsTotal;
    private volatile long writtenBytes;

    Rebuilder(
            BlockStore store, RowWriter writer, RowMender mender, Mover mover, FreeRows freeRows) {
        this.store = store;
        this.writer = writer;
        this.mender = mender;
        this.mover = mover;
        this.freeRows = freeRows;
        throttle = new Throttle(1e9);
        drivesChanged = true;
    }

    /** A drive has failed or was replaced: look again which rows can be restored. */
    void drivesChanged() {
        drivesChanged = true;
    }

    void rate(double bytesPerSecond) {
        throttle.rate(bytesPerSecond);
    }

    RebuildStatus status() {
        return new RebuildStatus(
                active || drivesChanged, rowsDone, rowsTotal, writtenBytes, throttle.rate());
    }

    /** Whether there is something to do that the throttle allows now. */
    boolean due() {
        return (drivesChanged || !waiting.isEmpty()) && throttle.open();
    }

    void step() throws IOException {
        if (drivesChanged) {
            drivesChanged = false;
            find();
        }
        Row row = waiting.peek();
        if (row != null) {
            long before = mender.writtenBytes() + writer.writtenBytes();
            if (row.held() && row.missing() > 0 && row.live() > 0) {
                restore(row);
            }
            waiting.remove();
            rowsDone++;
            long written = mender.writtenBytes() + writer.writtenBytes() - before;
            writtenBytes += written;
            throttle.spend(written);
        }
        if (waiting.isEmpty() && active) {
            writer.flush();
            freeRows.collect();
            store.makeDurable();
            freeRows.reclaim();
            active = false;
        }
    }

    private void find() {
        waiting.clear();
        boolean possible = store.codes().dataStripsOn(store.drives().alive()) > 0;
        if (possible) {
            Arrays.stream(store.table().all())
                    .filter(row -> row.held() && row.missing() > 0)
                    .sorted(Comparator.comparingInt(Row::missing).reversed())
                    .forEach(waiting::add);
        }
        if (!active) {
            rowsDone = 0;
        }
        rowsTotal = rowsDone + waiting.size();
        active = !waiting.isEmpty();
    }

    private void restore(Row row) throws IOException {
        if (spares(row) >= row.missing()) {
            RowMender.Outcome outcome = mender.inspect(row);
            if (outcome.recoverable()) {
                recreate(row, outcome);
                return;
            }
        }
        mover.move(row);
    }

    private void recreate(Row row, RowMender.Outcome outcome) throws IOException {
        for (int strip : outcome.wrong().toArray()) {
            mender.write(row, strip, row.drives()[strip]);
        }
        for (int strip : outcome.missing().toArray()) {
            int place = spare(row);
            if (place < 0) {
                return; // another drive has failed since: the row comes again
            }
            mender.write(row, strip, (byte) place);
            row.move(strip, (byte) place);
        }
    }

    private int spares(Row row) {
        int count = 0;
        for (int place = 0; place < store.drives().count(); place++) {
            count += isSpare(row, place) ? 1 : 0;
        }
        return count;
    }

    /** The first drive that could take a strip of the row, or -1. */
    private int spare(Row row) {
        for (int place = 0; place < store.drives().count(); place++) {
            if (isSpare(row, place)) {
                return place;
            }
        }
        return -1;
    }

    private boolean isSpare(Row row, int place) {
        return !store.drives().get(place).failed() && !row.uses((byte) place);
    }
}
