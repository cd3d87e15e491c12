package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.Estimate;
import dev.faultline.cluster.durability.Progress;
import dev.faultline.node.units.Span;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Shows on stderr how a simulation gets on and how long it will take, and ends it early: on Ctrl-C,
 * so that what is known is printed, and when it would take longer than the caller has patience for.
 */
final class LiveProgress implements Progress, AutoCloseable {
    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final double FAIR_CHANCE_SECONDS = 10;

    private final PrintWriter err;
    private final boolean terminal;
    private final double patienceSeconds;
    private final double relativeError;
    private final double trialsNeeded;
    private final long start = System.nanoTime();
    private @Nullable Interrupt interrupt;
    private @Nullable String impatient;
    private long lastShown = start;

    /**
     * @param trialsNeeded where the simulation itself cannot tell how far it is; 0 where it can
     */
    LiveProgress(
            PrintWriter err, double patienceSeconds, double relativeError, double trialsNeeded) {
        this.relativeError = relativeError;
        this.err = err;
        this.terminal = System.console() != null && System.console().isTerminal();
        this.patienceSeconds = patienceSeconds;
        this.trialsNeeded = trialsNeeded;
    }

    /** From now on Ctrl-C lets the simulation end its round and its result be printed. */
    void catchInterrupt() {
        interrupt = Interrupt.caught();
    }

    /** The simulation is over: its line makes room for the result. */
    void clear() {
        if (terminal && lastShown != start) {
            err.print("\r\033[K");
            err.flush();
        }
    }

    /** All is printed; a waiting Ctrl-C may end the process. */
    @Override
    public void close() {
        if (interrupt != null) {
            interrupt.close();
        }
    }

    /** Why the simulation was ended early, in words; null when it was not. */
    @Nullable String endedEarly() {
        return interrupted() ? "interrupted: this is what was known" : impatient;
    }

    @Override
    public boolean goOn(double done, Estimate soFar) {
        double seconds = seconds();
        double share = trialsNeeded > 0 ? Math.min(1, soFar.trials() / trialsNeeded) : done;
        double left = left(share);
        show(
                "%s: %.3g within %.3g..%.3g, %.0f %% done, about %s left"
                        .formatted(
                                soFar.method(),
                                soFar.probability(),
                                soFar.low(),
                                soFar.high(),
                                100 * share,
                                duration(left)));
        if (seconds > Math.min(FAIR_CHANCE_SECONDS, patienceSeconds) && left > patienceSeconds) {
            impatient = tooLong(soFar, seconds, left);
        }
        return !interrupted() && impatient == null;
    }

    @Override
    public boolean begin(String what) {
        show(what);
        return !interrupted();
    }

    private boolean interrupted() {
        return interrupt != null && interrupt.asked();
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private double left(double share) {
        return share > 0 ? seconds() * (1 - share) / share : Double.POSITIVE_INFINITY;
    }

    private String tooLong(Estimate soFar, double seconds, double left) {
        double hourError = relativeError * Math.sqrt((seconds + left) / 3_600);
        String hour =
                hourError < 1
                        ? "an hour gives about %.2g %%".formatted(100 * hourError)
                        : "an hour would see too few losses to tell";
        return "stopped after %.0f s and %,d trials: what was asked would take about %s here; %s"
                .formatted(seconds, soFar.trials(), duration(left), hour);
    }

    private void show(String line) {
        long now = System.nanoTime();
        long pause = terminal ? 200_000_000L : 10_000_000_000L;
        if (now - start < QUIET_NANOS || now - lastShown < pause) {
            return;
        }
        lastShown = now;
        if (terminal) {
            err.print("\r\033[K" + line);
        } else {
            err.println(line);
        }
        err.flush();
    }

    static String duration(double seconds) {
        double years = seconds / (365 * 86_400.0);
        if (years >= 290) {
            return Double.isFinite(years) ? "%.2g years".formatted(years) : "for ever";
        }
        return Span.ofSeconds(Math.max(1, Math.round(seconds))).print();
    }
}
