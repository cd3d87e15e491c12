package dev.faultline.node.calibrate;

import java.util.Map;

/**
 * What one core does, in bytes per second, by the name of the measure in the order measured, and
 * the two rates that the cluster's model works with.
 *
 * @param kernel what did the coding
 * @param stripBytes the length of the strips
 * @param rates bytes per second: of data when encoding, of lost strips when decoding or repairing
 * @param multiplyAccumulateBytesPerSecond source bytes times one coefficient, added to a target;
 *     the slower of encoding and decoding 28+4, out of memory
 * @param checksumBytesPerSecond CRC32C
 */
public record HostRates(
        String kernel,
        int stripBytes,
        Map<String, Double> rates,
        double multiplyAccumulateBytesPerSecond,
        double checksumBytesPerSecond) {}
