package dev.faultline.cluster.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One proposal in the frame that is the same for all, with nothing happening to it. Base units:
 * bytes, bytes per second, watts, USD. Null stands for unknown, never zero.
 *
 * @param name the topology's name, or what a comparison calls it
 * @param topologyFile as given
 * @param capacity its {@code storedBytes} are the share of the usable bytes that the topology's
 *     cost section takes as filled
 * @param read what binds reading of the healthy cluster, and what would next; likewise below
 * @param density its average is at the load that the topology's cost section names
 * @param perUnit throughput for each of what it is made of
 * @param cost null where no prices were given
 * @param assumptions what a reader must know to read the numbers right, in sentences
 */
public record ReviewResult(
        String name,
        String topologyFile,
        RunResult.ClusterSize cluster,
        RunResult.Protection protection,
        RunResult.Capacity capacity,
        RunResult.Throughput throughput,
        Bottleneck read,
        Bottleneck write,
        Bottleneck burstWrite,
        Operations operations,
        RunResult.Density density,
        PerUnit perUnit,
        Weight weight,
        @Nullable CostResult cost,
        List<String> assumptions) {

    /**
     * @param runnerUp the kind of resource that would bind next; null where nothing else is used
     * @param runnerUpBytesPerSecond at which it would
     * @param distance how much further that is, as a share of the throughput: 0.1 is 10 % further
     */
    public record Bottleneck(
            String resource,
            double bytesPerSecond,
            @Nullable String runnerUp,
            @Nullable Double runnerUpBytesPerSecond,
            @Nullable Double distance) {}

    /**
     * Random operations of 4 KiB that all clients together can have in a second.
     *
     * @param limits what each kind of resource would allow, tightest first; for reads, then writes
     */
    public record Operations(
            @Nullable Double readsPerSecond,
            @Nullable String readBottleneck,
            @Nullable Double writesPerSecond,
            @Nullable String writeBottleneck,
            List<OperationLimit> limits) {}

    /**
     * @param kind {@code read} or {@code write}
     */
    public record OperationLimit(String kind, String resource, double perSecond) {}

    /** Bytes per second of each kind of load. */
    public record Rates(
            @Nullable Double read, @Nullable Double write, @Nullable Double burstWrite) {}

    /**
     * @param perMegawatt of provisioned power
     * @param perMonthlyUsd bytes per second for each USD a month that the cluster costs in all;
     *     null where a price is missing
     */
    public record PerUnit(
            Rates perNode,
            Rates perUsablePetabyte,
            Rates perRack,
            Rates perMegawatt,
            Rates perMonthlyUsd) {}

    /**
     * @param heaviestRackKilograms empty rack and servers, without switches; null where a weight is
     *     missing
     * @param floorClass what a floor must carry, in words
     */
    public record Weight(@Nullable Double heaviestRackKilograms, @Nullable String floorClass) {}

    /** The same with its cost, and what it makes of the throughput for a USD. */
    public ReviewResult with(CostResult known, Rates perMonthlyUsd) {
        return new ReviewResult(
                name,
                topologyFile,
                cluster,
                protection,
                capacity,
                throughput,
                read,
                write,
                burstWrite,
                operations,
                density,
                new PerUnit(
                        perUnit.perNode(),
                        perUnit.perUsablePetabyte(),
                        perUnit.perRack(),
                        perUnit.perMegawatt(),
                        perMonthlyUsd),
                weight,
                known,
                assumptions);
    }
}
