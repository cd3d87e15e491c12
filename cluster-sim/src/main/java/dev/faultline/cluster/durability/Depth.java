package dev.faultline.cluster.durability;

/** How much is asked besides the loss itself; each includes those before it. */
public enum Depth {
    /** Loss with its causes, and unavailability. */
    LOSS,
    /** Also what single changes would gain. */
    CHANGES,
    /** Also what other methods answer, within bounds. */
    METHODS
}
