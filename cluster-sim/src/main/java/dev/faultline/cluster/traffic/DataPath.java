package dev.faultline.cluster.traffic;

import dev.faultline.cluster.protection.Code;

/**
 * How the cluster treats what clients write.
 *
 * @param data the code that stripes are kept in
 * @param buffer the code of the write buffer; mirrors are 1+copies
 * @param reduction client bytes for each byte stored, 1 or more
 */
public record DataPath(Code data, Code buffer, double reduction) {

    /** Bytes that reach write-buffer drives for each client byte. */
    public double bufferOverhead() {
        return 1 / buffer.efficiency();
    }

    /** Bytes that reach stripe drives for each client byte. */
    public double stripeOverhead() {
        return 1 / (data.efficiency() * reduction);
    }
}
