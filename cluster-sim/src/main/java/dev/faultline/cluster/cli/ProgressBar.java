package dev.faultline.cluster.cli;

import dev.faultline.cluster.scenario.Progress;
import dev.faultline.node.units.Span;
import java.io.PrintWriter;

/**
 * One line on stderr that says how far long work is: on a terminal only, and only after two
 * seconds. Threads may share it.
 */
final class ProgressBar implements AutoCloseable {

    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long SPACING_NANOS = 200_000_000L;

    private final PrintWriter err;
    private final int total;
    private final boolean wanted;
    private final long start = System.nanoTime();
    private long last;
    private int done;
    private boolean shown;

    ProgressBar(PrintWriter err, int total) {
        this.err = err;
        this.total = total;
        this.wanted = System.console() != null && System.console().isTerminal();
    }

    /** Follows one run. */
    Progress of(int index, String name) {
        return (seconds, events, rebuilding) ->
                show(
                        "%d of %d done · %s: %s simulated, %,d events%s"
                                .formatted(
                                        done(),
                                        total,
                                        name,
                                        Span.ofSeconds(seconds).print(),
                                        events,
                                        rebuilding ? ", rebuilding" : ""));
    }

    synchronized void done(int index) {
        done++;
    }

    private synchronized int done() {
        return done;
    }

    private synchronized void show(String text) {
        long now = System.nanoTime();
        if (wanted && now - start > PATIENCE_NANOS && now - last > SPACING_NANOS) {
            last = now;
            shown = true;
            err.print("\r\033[K" + text);
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (shown) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
