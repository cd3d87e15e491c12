package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.failure.Condition;
import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.failure.Parts;

/** What maintenance asks of a run and does to it: the one seam between the two. */
public interface Operations {

    /** For {@link #begin}: as long as the cluster waits for anything that is away. */
    long USUAL_WAIT = -1;

    Health health();

    /**
     * Something begins to be wrong with some nodes.
     *
     * @param waitNanos until what they hold is re-created elsewhere, if they are still away; {@link
     *     Long#MAX_VALUE} for never, {@link #USUAL_WAIT}. What is lost is re-created when that is
     *     noticed.
     */
    void begin(Condition condition, long waitNanos);

    void end(Condition condition);

    /** Empty nodes take the place of these. */
    void replace(Parts nodes);

    /** Whether nothing is left to re-create, or nothing that could be. */
    boolean isRebuilt();
}
