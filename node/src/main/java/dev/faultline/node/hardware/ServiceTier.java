package dev.faultline.node.hardware;

import dev.faultline.node.config.Doc;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.StoragePrice;
import org.jspecify.annotations.Nullable;

/** A tier of a managed file service: what a design of one's own is compared with. */
public record ServiceTier(
        String key,
        String name,
        VmSpec.Provider provider,
        @Doc("throughput that each TiB brings") @Nullable DataRate perTebibyte,
        @Nullable DataSize minimum,
        @Nullable DataSize maximum,
        @Doc("capacity comes in steps of this size") @Nullable DataSize step,
        @Doc("step above the threshold") @Nullable DataSize largeStep,
        @Doc("capacity from which the large step holds") @Nullable DataSize largeStepFrom,
        @Doc("throughput limit of one file system, whatever its capacity")
                @Nullable DataRate maximumRate,
        @Nullable StoragePrice price,
        @Nullable Confidence priceConfidence,
        @Nullable String notes,
        String source,
        Confidence confidence)
        implements CatalogRow {

    /** Throughput at the largest capacity, as far as both are known. */
    public @Nullable DataRate rateAtMaximum() {
        if (maximumRate != null || perTebibyte == null || maximum == null) {
            return maximumRate;
        }
        double tebibytes = maximum.bytes() / (double) (1L << 40);
        return new DataRate(perTebibyte.bytesPerSecond() * tebibytes);
    }
}
