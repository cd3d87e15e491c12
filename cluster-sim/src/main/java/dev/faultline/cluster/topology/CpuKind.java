package dev.faultline.cluster.topology;

/**
 * What a node's processor can do for the data path. Rates are per core and measured, see {@code
 * faultline calibrate}.
 *
 * @param name the catalog's name for it
 * @param cores physical cores that the data path may use
 * @param multiplyAccumulateBytesPerSecond GF(2^8) multiply-accumulate rate: encoding k+m costs m of
 *     these for each data byte, decoding from k strips costs k for each byte re-created
 * @param checksumBytesPerSecond CRC32C rate
 */
public record CpuKind(
        String name,
        int cores,
        double multiplyAccumulateBytesPerSecond,
        double checksumBytesPerSecond) {}
