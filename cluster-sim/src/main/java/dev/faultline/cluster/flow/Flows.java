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
 * accumulate no rounding: times are exact to about 1e-15 of the time that has passed.
 *
 * <p>Belongs to the simulation's thread, and needs the system for itself: activities are added and
 * removed only here. After a change to the system's capacities, bounds, penalties or guarantees,
 * {@link #changed} is due.
 */
public final class Flows {

    private static final int FIRST = Short.MIN_VALUE;
    private static final int LAST = Short.MAX_VALUE;
    private static final long NONE = -1;

    /** Completions this close together, relative to the time, are taken as one. */
    private static final double SAME_TIME = 1 + 1e-15;

    private final Simulation simulation;
    private final MaxMin system;
    private final Progress progress;
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable Runnable[] done = new Runnable[16];

    /**
     * The exact time of the last change; at a completion up to half a nanosecond ahead of the
     * clock.
     */
    private double exactNanos;

    private boolean completing;
    private boolean changed;
    private long wakeUp = NONE;

    public Flows(Simulation simulation, MaxMin system) {
        this.simulation = simulation;
        this.system = system;
        progress = new Progress(system);
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
        if (activity >= this.done.length) {
            this.done = Arrays.copyOf(this.done, 2 * this.done.length);
        }
        this.done[activity] = done;
        progress.start(activity, amount);
        changed();
        return activity;
    }

    /** Ends an activity before it is done; its {@code done} never runs. */
    public void stop(int activity) {
        checkRunning(activity);
        remove(activity);
        changed();
    }

    /** What is still to be moved now. */
    public double remaining(int activity) {
        checkRunning(activity);
        return progress.remaining(activity, exactNow());
    }

    /** The present rate per second; what changed at this instant shows once the instant ends. */
    public double rate(int activity) {
        checkRunning(activity);
        return progress.rate(activity);
    }

    /**
     * Says that capacities, bounds, penalties or guarantees were changed: rates are recomputed at
     * the end of this instant.
     */
    public void changed() {
        if (!changed && !completing) {
            changed = true;
            simulation.schedule(simulation.nowNanos(), LAST, this::endInstant);
        }
    }

    /** Calls the listener after each recomputation. */
    public void onRates(Runnable listener) {
        listeners.add(listener);
    }

    private double exactNow() {
        return completing ? exactNanos : Math.max(exactNanos, simulation.nowNanos());
    }

    /**
     * Recomputes rates at once, for a caller that decides by them how to go on at this instant. No
     * listener is called: what holds when the instant ends is what counts.
     */
    public void solve() {
        exactNanos = exactNow();
        system.solve();
        progress.follow(exactNanos);
    }

    private void endInstant() {
        changed = false;
        exactNanos = exactNow();
        recompute();
        planWakeUp();
    }

    /** Does all that is due by now, one exact time after the other. */
    private void completeDue() {
        wakeUp = NONE;
        double horizon = simulation.nowNanos() + 0.5;
        double first = progress.firstFinishNanos();
        while (first <= horizon) {
            exactNanos = Math.max(exactNanos, first);
            completing = true;
            completeAt(first * SAME_TIME);
            completing = false;
            recompute();
            first = progress.firstFinishNanos();
        }
        planWakeUp();
    }

    /** One by one, so that what an action stops at this instant does not complete. */
    private void completeAt(double nanos) {
        while (progress.firstFinishNanos() <= nanos) {
            int activity = progress.firstToFinish();
            Runnable action = done[activity];
            remove(activity);
            if (action != null) {
                action.run();
            }
        }
    }

    private void recompute() {
        system.solve();
        progress.follow(exactNanos);
        listeners.forEach(Runnable::run);
    }

    private void planWakeUp() {
        double first = progress.firstFinishNanos();
        if (first >= Long.MAX_VALUE) {
            simulation.cancel(wakeUp);
            wakeUp = NONE;
            return;
        }
        long at = Math.max(simulation.nowNanos(), Math.round(first));
        if (!simulation.reschedule(wakeUp, at)) {
            wakeUp = simulation.schedule(at, FIRST, this::completeDue);
        }
    }

    private void remove(int activity) {
        progress.stop(activity);
        system.removeActivity(activity);
        done[activity] = null;
    }

    private void checkRunning(int activity) {
        if (activity < 0 || activity >= done.length || done[activity] == null) {
            throw new IllegalArgumentException("no activity " + activity);
        }
    }
}
