package dev.faultline.node.hardware;

import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.HourlyPrice;
import dev.faultline.node.units.Iops;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cloud provider's shape with local NVMe drives. Limits are what the provider publishes for the
 * whole VM at best, not measurements.
 */
@Doc("A VM or bare-metal shape of a cloud provider.")
public record VmSpec(
        @Doc("the provider's name for it, in lower case") String key,
        @Doc("the provider's name for it") String name,
        @Default("[]") List<String> aliases,
        Provider provider,
        @Doc("sizes of one family differ only in scale") @Nullable String family,
        @Positive int vcpus,
        @Nullable DataSize memory,
        @Doc("local NVMe drives") @Nullable LocalDrives drives,
        @Doc("local capacity where the drives are not known") @Nullable DataSize localCapacity,
        @Doc("network limit, each direction") @Positive @Nullable DataRate network,
        @Doc("network limit with the option that raises it") @Positive
                @Nullable DataRate networkTier1,
        @Doc("local read limit of the whole VM") @Positive @Nullable DataRate localRead,
        @Doc("local write limit of the whole VM") @Positive @Nullable DataRate localWrite,
        @Doc("random 4 KiB reads of the whole VM") @Positive @Nullable Iops randomRead,
        @Doc("random 4 KiB writes of the whole VM") @Positive @Nullable Iops randomWrite,
        @Doc("on demand, Linux") @Nullable HourlyPrice price,
        @Nullable String priceRegion,
        @Nullable String priceDate,
        @Nullable String notes,
        String source,
        Confidence confidence)
        implements CatalogRow {

    /** Who rents it out. */
    public enum Provider {
        AWS,
        AZURE,
        GCP,
        OCI
    }

    /** Equal local drives. */
    public record LocalDrives(
            @Positive int count,
            @Doc("capacity of each") DataSize capacity,
            @Doc("row of the drive catalog that describes one of them") @Nullable String drive) {}

    /**
     * The shape where its drives or its network are assumed to be others: what it costs and how
     * many operations it does is not known of that one.
     */
    public VmSpec assumed() {
        return new VmSpec(
                key,
                name,
                aliases,
                provider,
                family,
                vcpus,
                memory,
                drives,
                localCapacity,
                network,
                networkTier1,
                localRead,
                localWrite,
                null,
                null,
                null,
                null,
                null,
                notes,
                source,
                confidence);
    }

    /** Local bytes in all. */
    public long localBytes() {
        return drives == null
                ? needed(localCapacity, "drives").bytes()
                : drives.count() * drives.capacity().bytes();
    }

    /** Bytes per second each way, or {@link MissingFact}; likewise below. */
    public double networkBytesPerSecond() {
        return needed(network, "network").bytesPerSecond();
    }

    public double localReadBytesPerSecond() {
        return needed(localRead, "local-read").bytesPerSecond();
    }

    public double localWriteBytesPerSecond() {
        return needed(localWrite, "local-write").bytesPerSecond();
    }
}
