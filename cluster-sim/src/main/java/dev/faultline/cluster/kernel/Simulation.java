package dev.faultline.cluster.kernel;

/**
 * A virtual clock in nanoseconds, and the actions to be done at its times, in the order (time,
 * priority, sequence): of two actions at one time the one with the smaller priority runs first, and
 * of two with the same priority the one scheduled first.
 *
 * <p>An action may schedule others, also at the present time. Everything runs on the caller's
 * thread; a simulation belongs to one thread.
 */
public final class Simulation {

    private final EventQueue<Runnable> queue = new EventQueue<>();
    private final TraceDigest digest = new TraceDigest();
    private long nowNanos;
    private long events;

    public long nowNanos() {
        return nowNanos;
    }

    /**
     * Lets the action run at that time.
     *
     * @param priority from -32768 (first) to 32767 (last)
     * @return a handle for {@link #cancel} and {@link #reschedule}
     */
    public long schedule(long atNanos, int priority, Runnable action) {
        checkNotPast(atNanos);
        return queue.add(atNanos, priority, action);
    }

    /** Forgets a scheduled action; false when it already ran or was cancelled. */
    public boolean cancel(long handle) {
        return queue.cancel(handle);
    }

    /**
     * Moves a scheduled action, behind those already at that time; false when it already ran or was
     * cancelled.
     */
    public boolean reschedule(long handle, long atNanos) {
        checkNotPast(atNanos);
        return queue.reschedule(handle, atNanos);
    }

    /** Runs until nothing is left to do. */
    public void run() {
        while (!queue.isEmpty()) {
            runNext();
        }
    }

    /** Runs everything up to and including that time, and leaves the clock there. */
    public void runUntil(long endNanos) {
        checkNotPast(endNanos);
        while (!queue.isEmpty() && queue.firstTime() <= endNanos) {
            runNext();
        }
        nowNanos = endNanos;
    }

    /** How many actions have run. */
    public long events() {
        return events;
    }

    /** What the models fold their history into; the simulation itself adds nothing. */
    public TraceDigest digest() {
        return digest;
    }

    private void runNext() {
        Runnable action = queue.poll();
        if (action != null) {
            nowNanos = queue.polledTime();
            events++;
            action.run();
        }
    }

    private void checkNotPast(long atNanos) {
        if (atNanos < nowNanos) {
            throw new IllegalArgumentException(
                    "time (" + atNanos + " ns) must not be before now (" + nowNanos + " ns)");
        }
    }
}
