package dev.faultline.cluster.flow;

import dev.faultline.cluster.kernel.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Activities that move an amount each, at the rates a {@link MaxMin} gives them per second of
 * virtual time.
 *
 * <p>Whatever changes at one instant leads to one recomputation, at the end of that instant.
 * Completions happen at exact times between the clock's nanoseconds and fire at the nearest
 * nanosecond; what a completion starts, starts at its exact time, so chains of activities
 * accumulate no rounding.
 *
 * <p>Belongs to the simulation's thread. The system must be changed only through this class, except
 * for capacities, bounds, penalties and guarantees, after which {@link #changed} is due.
 */
public final class Flows {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int FIRST = Short.MIN_VALUE;
    private static final int LAST = Short.MAX_VALUE;
    private static final long NONE = -1;

    private final Simulation simulation;
    private final MaxMin system;
    private final List<Runnable> listeners = new ArrayList<>();

    /**
     * The exact time up to which all amounts are known; may be up to half a nanosecond ahead of the
     * clock.
     */
    private double fluidNanos;

    private long wakeUp = NONE;
    private long endOfInstant = NONE;
    private boolean completing;

    private int count;
    private boolean[] alive = new boolean[16];
    private double[] remaining = new double[16];
    private double[] sinceNanos = new double[16];
    private double[] rate = new double[16];
    private double[] finishNanos = new double[16];
    private @Nullable Runnable[] done = new Runnable[16];

    public Flows(Simulation simulation, MaxMin system) {
        this.simulation = simulation;
        this.system = system;
    }

    /**
     * Starts an activity now; the parameters after the amount are those of {@link
     * MaxMin#addActivity}.
     *
     * @param amount what is to be moved; infinite for a load that lasts until it is stopped
     * @param done runs when all of it is moved
     * @return the activity's number in the system
     */
    public int start(
            double amount,
            double penalty,
            double bound,
            int[] resources,
            double[] weights,
            Runnable done) {
        if (!(amount >= 0)) {
            throw new IllegalArgumentException("amount (" + amount + ") must not be negative");
        }
        int activity = system.addActivity(penalty, bound, resources, weights);
        if (activity >= alive.length) {
            grow(Math.max(activity + 1, 2 * alive.length));
        }
        count = Math.max(count, activity + 1);
        alive[activity] = true;
        remaining[activity] = amount;
        sinceNanos[activity] = fluidNow();
        rate[activity] = 0;
        finishNanos[activity] = Double.POSITIVE_INFINITY;
        this.done[activity] = done;
        changed();
        return activity;
    }

    /** Ends an activity before it is done; its {@code done} never runs. */
    public void stop(int activity) {
        checkAlive(activity);
        remove(activity);
        changed();
    }

    /** What is still to be moved now. */
    public double remaining(int activity) {
        checkAlive(activity);
        double movedNow = rate[activity] * ((fluidNow() - sinceNanos[activity]) / NANOS_PER_SECOND);
        return Math.max(0, remaining[activity] - movedNow);
    }

    /** The present rate per second; what changed at this instant shows once the instant ends. */
    public double rate(int activity) {
        checkAlive(activity);
        return rate[activity];
    }

    /**
     * Says that capacities, bounds, penalties or guarantees were changed: rates are recomputed at
     * the end of this instant.
     */
    public void changed() {
        if (endOfInstant == NONE && !completing) {
            endOfInstant =
                    simulation.schedule(
                            simulation.nowNanos(),
                            LAST,
                            () -> {
                                endOfInstant = NONE;
                                fluidNanos = fluidNow();
                                recompute();
                                planWakeUp();
                            });
        }
    }

    /** Calls the listener after each recomputation. */
    public void onRates(Runnable listener) {
        listeners.add(listener);
    }

    private double fluidNow() {
        return completing ? fluidNanos : Math.max(fluidNanos, simulation.nowNanos());
    }

    private void recompute() {
        system.solve();
        for (int activity = 0; activity < count; activity++) {
            if (alive[activity]) {
                updateRate(activity, system.rate(activity));
            }
        }
        listeners.forEach(Runnable::run);
    }

    private void updateRate(int activity, double newRate) {
        if (newRate == rate[activity] && newRate > 0) {
            return;
        }
        double elapsed = (fluidNanos - sinceNanos[activity]) / NANOS_PER_SECOND;
        remaining[activity] = Math.max(0, remaining[activity] - rate[activity] * elapsed);
        sinceNanos[activity] = fluidNanos;
        rate[activity] = newRate;
        finishNanos[activity] =
                remaining[activity] == 0
                        ? fluidNanos
                        : fluidNanos + remaining[activity] / newRate * NANOS_PER_SECOND;
    }

    private void planWakeUp() {
        if (wakeUp != NONE) {
            simulation.cancel(wakeUp);
            wakeUp = NONE;
        }
        double first = firstFinish();
        if (first < Long.MAX_VALUE) {
            long at = Math.max(simulation.nowNanos(), Math.round(first));
            wakeUp = simulation.schedule(at, FIRST, this::complete);
        }
    }

    private void complete() {
        wakeUp = NONE;
        double horizon = simulation.nowNanos() + 0.5;
        completing = true;
        for (double first = firstFinish(); first <= horizon; first = firstFinish()) {
            fluidNanos = Math.max(fluidNanos, first);
            completeAt(first);
            recompute();
        }
        completing = false;
        planWakeUp();
    }

    /** One by one, so that what an action stops at this instant does not complete. */
    private void completeAt(double finish) {
        for (int activity = 0; activity < count; activity++) {
            Runnable action = done[activity];
            if (alive[activity] && finishNanos[activity] <= finish && action != null) {
                remove(activity);
                action.run();
            }
        }
    }

    private double firstFinish() {
        double first = Double.POSITIVE_INFINITY;
        for (int activity = 0; activity < count; activity++) {
            if (alive[activity]) {
                first = Math.min(first, finishNanos[activity]);
            }
        }
        return first;
    }

    private void remove(int activity) {
        system.removeActivity(activity);
        alive[activity] = false;
        done[activity] = null;
    }

    private void checkAlive(int activity) {
        if (activity < 0 || activity >= count || !alive[activity]) {
            throw new IllegalArgumentException("no activity " + activity);
        }
    }

    private void grow(int length) {
        alive = Arrays.copyOf(alive, length);
        remaining = Arrays.copyOf(remaining, length);
        sinceNanos = Arrays.copyOf(sinceNanos, length);
        rate = Arrays.copyOf(rate, length);
        finishNanos = Arrays.copyOf(finishNanos, length);
        done = Arrays.copyOf(done, length);
    }
}
