package dev.faultline.cluster.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a run found out, in base units: bytes, bytes per second, seconds, watts, USD. What
 * {@code --json} writes and every report reads. Null stands for unknown, never zero.
 *
 * @param format {@link #FORMAT}
 * @param scenario the scenario's name
 * @param topology the topology's name
 * @param seed what all draws of the run follow from
 * @param digest of the simulated history: equal for equal inputs, on any machine
 * @param simulatedSeconds how far the clock went
 * @param wallSeconds how long that took
 * @param events executed by the simulation
 * @param notes what a reader must know to read the numbers right, in sentences
 * @param maintenance null where the scenario has none
 * @param durability of the layout, whatever happens in the scenario; null where it was not asked
 */
public record RunResult(
        String format,
        String scenario,
        String topology,
        long seed,
        String digest,
        double simulatedSeconds,
        double wallSeconds,
        long events,
        ClusterSize cluster,
        Protection protection,
        Capacity capacity,
        Throughput throughput,
        Density density,
        List<Fault> faults,
        Rebuild rebuild,
        Redundancy redundancy,
        Loss loss,
        List<Foreground> foreground,
        List<Utilisation> utilisation,
        List<Expectation> expectations,
        Power power,
        List<TrafficPath> paths,
        Site site,
        Inputs inputs,
        List<String> notes,
        @Nullable Maintenance maintenance,
        @Nullable DurabilityResult durability) {

    /** The format's name and version; raised when a reader of the old one would misread the new. */
    public static final String FORMAT = "faultline-run/1";

    /** Whether every expectation holds. */
    public boolean holds() {
        return expectations.stream().allMatch(Expectation::holds);
    }

    /** The same result with what became of the expectations, and how long it took. */
    public RunResult with(List<Expectation> judged, double wall) {
        return with(judged, wall, maintenance);
    }

    /** The same result with what maintenance did. */
    public RunResult with(@Nullable Maintenance what) {
        return with(expectations, wallSeconds, what);
    }

    private RunResult with(List<Expectation> judged, double wall, @Nullable Maintenance what) {
        return new RunResult(
                format,
                scenario,
                topology,
                seed,
                digest,
                simulatedSeconds,
                wall,
                events,
                cluster,
                protection,
                capacity,
                throughput,
                density,
                faults,
                rebuild,
                redundancy,
                loss,
                foreground,
                utilisation,
                judged,
                power,
                paths,
                site,
                inputs,
                notes,
                what,
                durability);
    }

    /** The same result with how likely the layout loses data. */
    public RunResult with(DurabilityResult found) {
        return new RunResult(
                format,
                scenario,
                topology,
                seed,
                digest,
                simulatedSeconds,
                wallSeconds,
                events,
                cluster,
                protection,
                capacity,
                throughput,
                density,
                faults,
                rebuild,
                redundancy,
                loss,
                foreground,
                utilisation,
                expectations,
                power,
                paths,
                site,
                inputs,
                notes,
                maintenance,
                found);
    }

    /**
     * @param racks null where the provider does not tell
     * @param rackUnits null where the provider does not tell
     */
    public record ClusterSize(
            int nodes,
            int drives,
            @Nullable Integer racks,
            int failureDomains,
            @Nullable Integer rackUnits) {}

    /**
     * @param code as a person writes it
     * @param toleratesDomains failure domains that may go at once
     * @param toleratesDrives drives that may go besides
     * @param restoresPromise whether a rebuild after the loss of a domain can restore all of it
     * @param frontier the codes that were chosen from
     * @param toleratesUpdateDomains update domains that may go besides; null in results that were
     *     written before it was said
     */
    public record Protection(
            String code,
            int dataStrips,
            int parityStrips,
            int maxStripsPerDomain,
            int toleratesDomains,
            int toleratesDrives,
            double efficiency,
            boolean restoresPromise,
            int metadataMirrors,
            List<CodeOption> frontier,
            @Nullable Integer toleratesUpdateDomains) {}

    /**
     * @param readsPerStrip strips' worth of bytes read to re-create one strip
     */
    public record CodeOption(
            String code, int maxStripsPerDomain, double efficiency, double readsPerStrip) {}

    /**
     * @param rawBytes sum of the drives
     * @param usableBytes for users' data, before data reduction
     * @param effectiveBytes usable times data reduction
     * @param spareBytes kept free for rebuilds
     * @param storedBytes users' data stored in this run, before data reduction
     */
    public record Capacity(
            double rawBytes,
            double usableBytes,
            double effectiveBytes,
            double spareBytes,
            double storedBytes) {}

    /**
     * Steady throughput of the healthy cluster: the largest load that no resource refuses.
     *
     * @param burstWriteBytesPerSecond what clients can write until the write buffer is full
     * @param burstSeconds how long that is; null when destaging keeps up for ever
     * @param limits for reading, writing and bursts: each kind of resource and the throughput at
     *     which it is full, tightest first
     */
    public record Throughput(
            double readBytesPerSecond,
            double writeBytesPerSecond,
            double burstWriteBytesPerSecond,
            @Nullable Double burstSeconds,
            String readBottleneck,
            String writeBottleneck,
            String burstWriteBottleneck,
            double readShareOfLineRate,
            double writeShareOfLineRate,
            List<Limit> limits) {}

    /**
     * @param load {@code read}, {@code write} or {@code burst-write}
     */
    public record Limit(String load, String resource, double bytesPerSecond) {}

    public record Density(
            @Nullable Integer racks,
            @Nullable Double averageWatts,
            @Nullable Double provisionedWatts,
            @Nullable Double usableBytesPerMegawatt,
            @Nullable Double usableBytesPerRack) {}

    /**
     * @param what in the scenario's words
     * @param drives that hold stripes and were touched
     * @param strips that could not be read because of it, over all placement groups
     * @param bytes of these strips
     * @param bufferDrives of the write buffer that were touched; null where an older run does not
     *     tell
     */
    public record Fault(
            double atSeconds,
            @Nullable Double untilSeconds,
            String what,
            String kind,
            int drives,
            long strips,
            double bytes,
            @Nullable Integer bufferDrives) {}

    /**
     * @param bytes re-created
     * @param readBytes read from surviving drives for it
     * @param seconds during which a rebuild was under way
     * @param lowerBoundSeconds the largest, over kinds of resources, of what was used of it divided
     *     by all there was of it
     * @param bottleneck the resource that bound the rebuild for the longest time
     * @param finished whether nothing was left to re-create at the end
     * @param unrestoredBytes what could not be re-created
     * @param missing what would be needed for that; null when nothing is missing
     * @param remainingPromise what the cluster still survives at the end
     */
    public record Rebuild(
            double bytes,
            double readBytes,
            double seconds,
            double lowerBoundSeconds,
            @Nullable String bottleneck,
            boolean finished,
            @Nullable Double startSeconds,
            @Nullable Double endSeconds,
            double unrestoredBytes,
            @Nullable String missing,
            List<Survives> remainingPromise,
            List<Point> timeline,
            List<Span> bottlenecks) {}

    /** So many whole failure domains, and so many drives besides. */
    public record Survives(int domains, int drives) {}

    /** A rate (or other value) that holds from an instant on. */
    public record Point(double atSeconds, double value) {}

    /** What bound the rebuild during a time. */
    public record Span(double fromSeconds, double toSeconds, String resource) {}

    /**
     * @param minimum fewest further erasures that any stripe of users' data survived; -1 when some
     *     could not be read
     * @param metadataMinimum the same of the metadata
     */
    public record Redundancy(
            int minimum, @Nullable Integer metadataMinimum, List<RedundancyPoint> timeline) {}

    /**
     * @param bytesByRedundancy users' data whose stripes survive exactly 0, 1, 2… more erasures
     * @param unavailableBytes users' data that cannot be read now
     * @param lostBytes users' data that never will be
     */
    public record RedundancyPoint(
            double atSeconds,
            double[] bytesByRedundancy,
            double unavailableBytes,
            double lostBytes) {}

    /**
     * @param bytes users' data lost for good
     * @param groups placement groups that lost some
     * @param lostGroups their numbers, the first of them
     * @param unavailableBytes most that could not be read at one time, but came back
     * @param unavailableSeconds time during which some could not be read, but came back
     */
    public record Loss(
            double bytes,
            int groups,
            List<Integer> lostGroups,
            double unavailableBytes,
            double unavailableSeconds,
            double metadataBytes,
            int metadataGroups) {}

    /**
     * @param direction {@code reads} or {@code writes}
     * @param offered bytes per second asked while it asks
     * @param minimum least bytes per second served while it asked
     * @param mean over the time it asked
     * @param timeline served
     * @param offeredTimeline asked
     */
    public record Foreground(
            String name,
            String direction,
            double offered,
            double minimum,
            double mean,
            List<Point> timeline,
            List<Point> offeredTimeline) {}

    /**
     * @param resource a kind of resource
     * @param mean share used, over its members and the time
     * @param peak largest share that any member used at any time
     * @param timeline mean over its members
     * @param peakTimeline most used member
     */
    public record Utilisation(
            String resource,
            double mean,
            double peak,
            List<Point> timeline,
            List<Point> peakTimeline) {}

    public record Expectation(String text, String actual, boolean holds) {}

    /**
     * Power at the site's meter, PUE included.
     *
     * @param budgetWatts null when the topology names none
     * @param energyJoules over the run; null where power is unknown
     */
    public record Power(
            @Nullable Double budgetWatts,
            @Nullable Double energyJoules,
            @Nullable Double energyUsd,
            List<Point> timeline) {}

    /**
     * Bytes that flow from one station to the next for a movement at its healthy limit.
     *
     * @param movement {@code read}, {@code write} or {@code rebuild}
     * @param utilisation share of the station's capacity that all of this movement takes there
     */
    public record TrafficPath(
            String movement, String from, String to, double bytesPerSecond, double utilisation) {}

    /**
     * The site as a map, and its state through time.
     *
     * @param domainKind {@code rack} or {@code provider}
     * @param changes what broke and came back, part by part
     * @param samples load at some instants
     */
    public record Site(
            String domainKind,
            @Nullable Integer rackUnitsLimit,
            @Nullable Double rackWattsLimit,
            List<Rack> racks,
            List<StateChange> changes,
            List<LoadSample> samples) {}

    /**
     * @param units rack units used; null where the provider does not tell
     * @param watts provisioned at the plug; null where unknown
     */
    public record Rack(
            int domain, @Nullable Integer units, @Nullable Double watts, List<NodeRun> nodes) {}

    /** So many nodes of one kind, next to each other. */
    public record NodeRun(
            String group, String kind, int nodes, int drivesPerNode, int rackUnitsEach) {}

    /**
     * @param part as a scenario names it
     * @param state {@code works}, {@code slow}, {@code out} or {@code lost}
     */
    public record StateChange(double atSeconds, String part, String state) {}

    /**
     * Load at one instant, as percent from 0 to 100, one byte each.
     *
     * @param driveBusy media time of each drive
     * @param nicBusy the busier direction of each node's NICs
     */
    public record LoadSample(double atSeconds, byte[] driveBusy, byte[] nicBusy) {}

    /**
     * @param command that repeats the run
     * @param topologyText the topology as given
     * @param scenarioText the scenario as given
     */
    public record Inputs(
            String command,
            String topologyFile,
            String topologyText,
            String scenarioFile,
            String scenarioText,
            List<CatalogRow> catalog) {}

    /** A catalog row that the run rests on. */
    public record CatalogRow(
            String kind,
            String name,
            String summary,
            String source,
            String confidence,
            @Nullable String priceDate) {}
}
