package dev.faultline.cluster.scenario;

/** Who wants to know how far a run is. */
@FunctionalInterface
public interface Progress {

    /** Nobody. */
    Progress NONE = (simulatedSeconds, events, rebuilt) -> {};

    /**
     * Called now and then.
     *
     * @param simulatedSeconds how far the clock is
     * @param events executed so far
     * @param rebuilding whether a rebuild is under way
     */
    void at(double simulatedSeconds, long events, boolean rebuilding);
}
