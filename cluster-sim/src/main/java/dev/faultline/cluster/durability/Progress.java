package dev.faultline.cluster.durability;

/** Told how an answer gets on; asked whether it should stop with what it has. */
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

    /**
     * Called before each further part: another method, a change.
     *
     * @param what in a few words
     * @return whether to begin it
     */
    default boolean begin(String what) {
        return true;
    }

    /** For a side question: nobody sees its estimates, but it ends when the whole does. */
    default Progress aside(String what) {
        return (_, _) -> begin(what);
    }
}
