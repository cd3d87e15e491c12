package dev.faultline.cluster.request;

/**
 * Where a request is served on its way: drives, one direction of a link, a pool of cores. Asked in
 * order of time.
 */
@FunctionalInterface
public interface Station {

    /** The request arrives now; returns when it leaves, at or after {@code nowNanos}. */
    long complete(long nowNanos, Request request);
}
