package dev.faultline.cluster.sizing;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.RackUse;
import org.jspecify.annotations.Nullable;

/**
 * A shape put into the frame of reviews.
 *
 * @param review null where no code keeps the promise, and {@code refused} then says why
 * @param rack what the fullest rack takes
 */
record Configuration(
        Shape shape,
        Proposal proposal,
        @Nullable ProtectionPlan plan,
        @Nullable ReviewResult review,
        RackUse rack,
        String refused) {

    boolean works() {
        return review != null;
    }

    /** For who has seen that it {@link #works}. */
    ReviewResult reviewed() {
        if (review == null) {
            throw new IllegalStateException(refused);
        }
        return review;
    }

    boolean rented() {
        return proposal.providerDomains();
    }

    int nodes() {
        return proposal.cluster().nodeCount();
    }
}
