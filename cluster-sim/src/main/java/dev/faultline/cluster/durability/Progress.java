package dev.faultline.cluster.durability;

/** Told how a simulation gets on; asked whether it should stop with what it has. */
public interface Progress {

    /** Nobody is watching. */
    Progress NONE = (_, _) -> true;

    /**
     * Called between rounds of trials.
     *
     * @param done share of the work that is done, as far as the trials so far can tell
     * @param soFar the estimate so far
     * @return whether to go on
     */
    boolean goOn(double done, Estimate soFar);
}
