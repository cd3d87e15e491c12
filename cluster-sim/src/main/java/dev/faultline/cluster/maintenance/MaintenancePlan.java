package dev.faultline.cluster.maintenance;

/**
 * How the platform goes about one piece of maintenance.
 *
 * @param durationNanos how long each node is away or in its brownout; {@link #FOR_EVER} when it
 *     does not come back
 * @param noticeNanos from the announcement until the window opens
 * @param windowNanos how long the window is open
 * @param pauseNanos between one domain of a walk and the next
 * @param left share of its speed that a node has in a brownout, 0 to 1
 * @param startable whether the operator can begin earlier
 */
public record MaintenancePlan(
        Effect effect,
        long durationNanos,
        long noticeNanos,
        long windowNanos,
        Start starts,
        Unit per,
        Walk walk,
        long pauseNanos,
        double left,
        boolean startable) {

    /** A node that does not come back. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** Whether a node cannot be read for a time: restarted, or frozen while it is moved. */
    public boolean takesAway() {
        return effect != Effect.LIVE_MIGRATE || left == 0;
    }

    /** When in its window the platform begins with a node. */
    public enum Start {
        OPENING,
        SPREAD,
        CLOSING
    }

    /** What is taken at once. */
    public enum Unit {
        VM,
        HOST,
        /** All announced nodes of one failure domain. */
        DOMAIN
    }

    /** Whether the platform goes from domain to domain. */
    public enum Walk {
        NONE,
        UPDATE_DOMAINS,
        FAILURE_DOMAINS
    }
}
