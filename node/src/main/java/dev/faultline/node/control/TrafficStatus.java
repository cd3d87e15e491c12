package dev.faultline.node.control;

/**
 * What clients have asked for since the node started.
 *
 * @param connections open now
 * @param errors requests that were answered with an error
 */
public record TrafficStatus(
        int connections,
        long reads,
        long readBytes,
        long writes,
        long writtenBytes,
        long flushes,
        long trims,
        long errors) {}
