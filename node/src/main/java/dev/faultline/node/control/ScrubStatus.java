package dev.faultline.node.control;

/**
 * Reading everything again to find what drives have silently changed.
 *
 * @param passes complete ones
 * @param rowsDone stripes checked in this pass
 * @param rowsTotal stripes that this pass has to check
 * @param stripsFound strips found to be wrong since the node started
 * @param stripsMended of those, how many were re-created from the others
 */
public record ScrubStatus(
        long passes, long rowsDone, long rowsTotal, long stripsFound, long stripsMended) {}
