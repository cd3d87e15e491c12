package dev.faultline.cluster.kernel;

/** One contender of the hold model: a set of pending events, each of which can be taken and put back later. */
interface PendingEvents {

    /** Puts a new event in. */
    void add(long time);

    /** Takes the first event, puts it back {@code increment} later, and returns when it was due. */
    long hold(long increment);
}
