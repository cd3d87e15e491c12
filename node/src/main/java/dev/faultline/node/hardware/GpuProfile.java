package dev.faultline.node.hardware;

import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Span;
import org.jspecify.annotations.Nullable;

/** What a number of GPUs asks of storage, as somebody publishes it. More GPUs ask in proportion. */
public record GpuProfile(
        @Doc("what a requirement writes") String key,
        @Doc("what the GPUs do, or what the guidance calls it") String name,
        @Doc("GPUs that the figures are for") @Positive int gpus,
        @Doc("what they read together") @Nullable DataRate read,
        @Doc("what they write together") @Nullable DataRate write,
        @Doc("a checkpoint that they write together, and how long they may wait for it")
                @Nullable Checkpoint checkpoint,
        @Nullable String notes,
        String source,
        Confidence confidence)
        implements CatalogRow {

    /** A checkpoint that must be written while the GPUs wait. */
    public record Checkpoint(
            DataSize size, @Doc("how long the GPUs wait for it") @Positive Span stall) {

        public double bytesPerSecond() {
            return size.bytes() / stall.seconds();
        }
    }

    /** For each GPU, bytes per second; 0 where the profile does not speak of reading. */
    public double readBytesPerSecondEach() {
        return read == null ? 0 : read.bytesPerSecond() / gpus;
    }

    /** For each GPU: what it writes, or its share of the checkpoint if that is more. */
    public double writeBytesPerSecondEach() {
        double written = write == null ? 0 : write.bytesPerSecond();
        double checkpointed = checkpoint == null ? 0 : checkpoint.bytesPerSecond();
        return Math.max(written, checkpointed) / gpus;
    }
}
