package dev.faultline.node.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running node as one may look at it. Any thread may ask, at any time while the node runs; an
 * answer is a copy, costs well under a millisecond for each call and disturbs the data path no
 * further.
 */
public interface NodeStatus {

    NodeDescription description();

    List<DriveStatus> drives();

    /** The stages of the data path, in the order that a request passes them. */
    List<StageStatus> stages();

    TrafficStatus traffic();

    List<QueueStatus> queues();

    RedundancyStatus redundancy();

    RebuildStatus rebuild();

    ScrubStatus scrub();

    /** Why nothing can be written to the drives at present; null when all is well. */
    @Nullable String trouble();

    /** Bytes of the device that have been written and not trimmed. */
    long allocatedBytes();
}
