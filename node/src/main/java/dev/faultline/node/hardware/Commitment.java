package dev.faultline.node.hardware;

/** For how long a machine is rented, which decides its price by the hour. */
public enum Commitment {
    /** By the hour, as long as one likes. */
    ON_DEMAND,
    ONE_YEAR,
    THREE_YEARS,
    /** As long as the provider has no better use for it: no home for data that must stay. */
    SPOT
}
