package dev.faultline.node.control;

import org.HdrHistogram.Histogram;

/**
 * How long one stage of the data path took, for all requests since the node started.
 *
 * @param name such as {@code read}, {@code write}, {@code append}, {@code flush}
 * @param latencyNanos a copy of its own, with three significant digits from 1 us up to 60 s; longer
 *     is counted as 60 s
 */
public record StageStatus(String name, Histogram latencyNanos) {}
