package dev.faultline.node.hardware;

import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Key;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Iops;
import dev.faultline.node.units.Money;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A drive as its data sheet describes it, or a cloud disk as its provider limits it. */
@Doc("A drive: a row of the catalog, or one written out in place.")
public record DriveSpec(
        @Doc("short stable key") @Default("this-drive") String key,
        @Doc("vendor, model and capacity") @Default("a drive written out in the topology")
                String name,
        @Nullable String vendor,
        @Doc("what data is kept in") @Nullable Media media,
        @Doc("capacity as sold, decimal") @Positive DataSize capacity,
        @Doc("host interface") @Key("interface") @Nullable String hostInterface,
        @Doc("sequential read rate") @Positive @Nullable DataRate sequentialRead,
        @Doc("sequential write rate") @Positive @Nullable DataRate sequentialWrite,
        @Doc("random 4 KiB reads") @Positive @Nullable Iops randomRead,
        @Doc("random writes of random-write-size") @Positive @Nullable Iops randomWrite,
        @Doc("size of the writes that random-write counts") @Default("4 KiB")
                DataSize randomWriteSize,
        @Doc("typical read latency at queue depth 1") @Positive @Nullable Span readLatency,
        @Doc("typical write latency at queue depth 1") @Positive @Nullable Span writeLatency,
        @Doc("a smaller write costs a whole unit of this size") @Positive
                @Nullable DataSize indirectionUnit,
        @Nullable Power idlePower,
        @Doc("power under full load") @Positive @Nullable Power activePower,
        @Doc("full drive writes per day over five years") @Positive
                @Nullable Double driveWritesPerDay,
        @Doc("all that may be written in its life") @Positive @Nullable DataSize writeEndurance,
        @Doc("the writes that the endurance holds for") @Nullable String enduranceBasis,
        @Doc(
                        "failures a year by specification (8760 h / MTBF); in the field two to five times that")
                @Nullable Ratio annualFailureRate,
        @Doc("unrecoverable errors per bit read, by specification") @Positive
                @Nullable Double bitErrorRate,
        @Default("[]") List<String> formFactors,
        @Nullable Money price,
        @Doc("when the price was asked") @Nullable String priceDate,
        @Nullable String notes,
        @Default("the topology file") String source,
        @Default("assumed") Confidence confidence)
        implements CatalogRow {

    /** Bytes per second, or {@link MissingFact}; likewise below. */
    public double sequentialReadBytesPerSecond() {
        return needed(sequentialRead, "sequential-read").bytesPerSecond();
    }

    public double sequentialWriteBytesPerSecond() {
        return needed(sequentialWrite, "sequential-write").bytesPerSecond();
    }

    /** 4 KiB reads per second. */
    public double randomReadsPerSecond() {
        return needed(randomRead, "random-read").perSecond();
    }

    /** Writes of {@link #randomWriteSize} per second. */
    public double randomWritesPerSecond() {
        return needed(randomWrite, "random-write").perSecond();
    }

    public long readLatencyNanos() {
        return needed(readLatency, "read-latency").nanos();
    }

    public long writeLatencyNanos() {
        return needed(writeLatency, "write-latency").nanos();
    }

    public double idleWatts() {
        return needed(idlePower, "idle-power").watts();
    }

    public double activeWatts() {
        return needed(activePower, "active-power").watts();
    }
}
