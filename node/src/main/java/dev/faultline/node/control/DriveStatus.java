package dev.faultline.node.control;

/**
 * One drive of a running node. Counts are since the node started; a replaced drive starts again.
 *
 * @param index from 0
 * @param model the name of its row in the catalog
 * @param incarnation 0, and one more for each time that the drive was replaced
 * @param slowness how many times slower than its datasheet; 1 is healthy
 * @param capacityBytes of the real thing
 * @param usedBytes what this process keeps for it: in memory, or in a sparse file
 * @param queueDepth requests that it has accepted and not yet answered
 * @param checksumErrors blocks read from it that were not what was written
 */
public record DriveStatus(
        int index,
        String model,
        DriveState state,
        int incarnation,
        double slowness,
        long capacityBytes,
        long usedBytes,
        int queueDepth,
        long reads,
        long readBytes,
        long writes,
        long writtenBytes,
        long checksumErrors) {}
