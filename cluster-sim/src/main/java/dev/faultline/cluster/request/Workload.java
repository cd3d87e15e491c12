package dev.faultline.cluster.request;

/** What is asked for next. */
@FunctionalInterface
public interface Workload {

    /** Fills in the next request of the request's job, through {@link Request#ask}. */
    void next(Request request);
}
