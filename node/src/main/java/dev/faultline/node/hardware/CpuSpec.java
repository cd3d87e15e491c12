package dev.faultline.node.hardware;

import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Power;
import org.jspecify.annotations.Nullable;

/**
 * A processor, and what one core of it does for storage. Erasure coding is counted in
 * multiply-accumulates over GF(2^8): encoding k+m costs m of them for each data byte, re-creating
 * strips costs k for each byte put out.
 */
@Doc("A processor: a row of the catalog, or one written out in place.")
public record CpuSpec(
        @Doc("short stable key") @Default("this-cpu") String key,
        @Default("a CPU written out in the topology") String name,
        @Nullable String vendor,
        @Positive @Nullable Integer cores,
        @Doc("GF(2^8) multiply-accumulate, source bytes per second and core") @Positive
                @Nullable DataRate multiplyAccumulate,
        @Doc("CRC32C, bytes per second and core") @Positive @Nullable DataRate checksum,
        @Doc("one package, idle") @Nullable Power idlePower,
        @Doc("one package, all cores busy") @Positive @Nullable Power maximumPower,
        @Nullable String notes,
        @Default("the topology file") String source,
        @Default("assumed") Confidence confidence)
        implements CatalogRow {

    /** Data bytes per second that one core encodes with m parity strips. */
    public double encodeBytesPerSecondPerCore(int parityStrips) {
        return multiplyAccumulateBytesPerSecond() / parityStrips;
    }

    /** Lost bytes per second that one core re-creates, each from k strips. */
    public double decodeBytesPerSecondPerCore(int sourceStrips) {
        return multiplyAccumulateBytesPerSecond() / sourceStrips;
    }

    /** Source bytes per second and core, or {@link MissingFact}. */
    public double multiplyAccumulateBytesPerSecond() {
        return needed(multiplyAccumulate, "multiply-accumulate").bytesPerSecond();
    }

    public double checksumBytesPerSecond() {
        return needed(checksum, "checksum").bytesPerSecond();
    }
}
