package dev.faultline.cluster.maintenance;

/** What maintenance does to a node. */
public enum Effect {
    /** Moved to another host while it runs: slower for the time of a brownout, nothing is away. */
    LIVE_MIGRATE,
    /** Away for a time; comes back with what its local drives held. */
    RESTART_KEEPING_DRIVES,
    /** Away for a time; comes back with empty local drives. */
    RESTART_LOSING_DRIVES,
    /** Gone with all it held; an empty one takes its place later, or never. */
    TERMINATE;

    /** Whether what its local drives held is gone. */
    public boolean losesDrives() {
        return this == RESTART_LOSING_DRIVES || this == TERMINATE;
    }

    /** As a file writes it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
