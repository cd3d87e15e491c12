package dev.faultline.cluster.workload;

/** How much of a stripe a client wants at a time, which decides what a degraded read costs. */
public enum Access {
    /** Pieces smaller than a strip: a missing piece costs reading as much from each helper. */
    RANDOM,
    /** Whole stripes: a missing strip costs a parity strip read in its place. */
    SEQUENTIAL
}
