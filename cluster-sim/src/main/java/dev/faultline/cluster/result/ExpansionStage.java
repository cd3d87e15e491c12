package dev.faultline.cluster.result;

/**
 * A part of a step during which rates stay the same, in seconds since the step began.
 *
 * @param movedShare of all that the step moves, when the stage ends
 * @param readBytesPerSecond what clients are served
 */
public record ExpansionStage(
        double fromSeconds, double toSeconds, double movedShare, double readBytesPerSecond) {}
