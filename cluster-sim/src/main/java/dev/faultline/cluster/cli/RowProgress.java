package dev.faultline.cluster.cli;

import java.io.PrintWriter;

/**
 * One line on stderr that says how many of equally large pieces are done and how long the rest
 * takes: on a terminal in place, elsewhere a line every ten seconds, and nothing in the first two.
 * Threads share it.
 */
final class RowProgress implements AutoCloseable {

    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long TERMINAL_PAUSE_NANOS = 200_000_000L;
    private static final long LOG_PAUSE_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final String what;
    private final int total;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long last = start;
    private int done;

    RowProgress(PrintWriter err, String what, int total) {
        this.err = err;
        this.what = what;
        this.total = total;
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    /** One more is done. */
    synchronized void done() {
        done++;
        long now = System.nanoTime();
        long pause = terminal ? TERMINAL_PAUSE_NANOS : LOG_PAUSE_NANOS;
        if (now - start < QUIET_NANOS || now - last < pause) {
            return;
        }
        last = now;
        double left = (now - start) / 1e9 / done * (total - done);
        String line =
                "%,d of %,d %s done, about %s left"
                        .formatted(done, total, what, LiveProgress.duration(left));
        if (terminal) {
            err.print("\r\033[K" + line);
        } else {
            err.println(line);
        }
        err.flush();
    }

    @Override
    public synchronized void close() {
        if (terminal && last != start) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
