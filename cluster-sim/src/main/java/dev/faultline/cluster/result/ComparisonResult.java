package dev.faultline.cluster.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proposals and services in one frame. Base units; null stands for unknown, never zero.
 *
 * @param usableBytes the capacity that all were scaled to; null when each is as it is
 * @param overtakes from which capacity on a proposal reads faster than a service
 * @param assumptions that hold for all
 * @param command that repeats it
 */
public record ComparisonResult(
        String format,
        @Nullable Double usableBytes,
        List<Compared> proposals,
        List<ServiceResult> services,
        List<Overtake> overtakes,
        List<String> assumptions,
        String command) {

    /** The format's name and version; raised when a reader of the old one would misread the new. */
    public static final String FORMAT = "faultline-compare/1";

    /**
     * A proposal.
     *
     * @param label short name, of the file
     * @param scaled what was changed to reach the size asked for, in sentences
     * @param losses of one drive, one node and one failure domain
     * @param durability null where it was not asked
     * @param growth throughput as it grows by whole nodes or domains, in order of capacity
     */
    public record Compared(
            String label,
            ReviewResult review,
            List<String> scaled,
            List<LossOfOne> losses,
            @Nullable Durability durability,
            List<GrowthPoint> growth) {}

    /**
     * What the loss of one part costs while clients go on.
     *
     * @param what {@code drive}, {@code node} or {@code domain}
     * @param part as a scenario names it
     * @param rebuildSeconds from the loss until all is re-created, detection included; null when it
     *     never is
     * @param lowerBoundSeconds of the rebuild
     * @param missing what keeps it from finishing; null when nothing does
     * @param leastServedShare least share of what clients asked that was served at any time
     * @param leastReadBytesPerSecond least that readers got
     */
    public record LossOfOne(
            String what,
            String part,
            @Nullable Double rebuildSeconds,
            double lowerBoundSeconds,
            @Nullable String bottleneck,
            @Nullable String missing,
            double leastServedShare,
            double leastReadBytesPerSecond,
            double lostBytes) {}

    /**
     * @param nines of not losing data within a year; null when no loss was seen
     * @param method that found it
     */
    public record Durability(
            @Nullable Double nines,
            double probability,
            double low,
            double high,
            String method,
            List<String> warnings) {}

    /**
     * @param what for how many nodes in how many domains
     * @param own whether this is the proposal as it is
     */
    public record GrowthPoint(
            String what,
            double usableBytes,
            double readBytesPerSecond,
            @Nullable Double writeBytesPerSecond,
            boolean own) {}

    /**
     * A tier of a managed service.
     *
     * @param fileSystems how many of the largest it takes; each is a file system by itself
     * @param capacityBytes of all of them, rounded up to the tier's step
     * @param readBytesPerSecond of all of them; null where it is not published
     * @param maximumBytes of one file system
     * @param maximumReadBytesPerSecond of one file system
     */
    public record ServiceResult(
            String key,
            String name,
            String provider,
            int fileSystems,
            double capacityBytes,
            @Nullable Double readBytesPerSecond,
            @Nullable Double monthlyUsd,
            @Nullable Double usdPerGigabyteMonth,
            @Nullable Double monthlyUsdPerReadGigabytePerSecond,
            @Nullable Double minimumBytes,
            @Nullable Double maximumBytes,
            @Nullable Double maximumReadBytesPerSecond,
            @Nullable String price,
            @Nullable String priceDate,
            @Nullable String priceConfidence,
            List<GrowthPoint> growth,
            List<String> assumptions,
            String source,
            String confidence) {}

    /**
     * @param capacityBytes from which on the proposal reads faster than one file system of the
     *     service of that capacity, or its largest
     * @param fromTheStart whether that holds at the smallest size that was looked at
     */
    public record Overtake(
            String proposal,
            String service,
            double capacityBytes,
            double readBytesPerSecond,
            boolean fromTheStart) {}
}
