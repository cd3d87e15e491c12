package dev.faultline.cluster.scenario;

import dev.faultline.cluster.failure.Selector;
import dev.faultline.cluster.maintenance.Effect;
import dev.faultline.cluster.maintenance.MaintenanceFile;
import dev.faultline.cluster.maintenance.MaintenancePlan;
import dev.faultline.cluster.workload.Access;
import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Key;
import dev.faultline.node.config.Max;
import dev.faultline.node.config.Min;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scenario as a person writes it: {@code scenarios/….yaml}. */
@Doc("What happens to a cluster, and what is expected of it.")
public record ScenarioFile(
        @Doc("what to call it") String name,
        @Doc("what else there is to say of it") @Nullable String description,
        @Doc("the topology's file, relative to this one") String topology,
        @Doc("what all random choices follow from") @Default("1") long seed,
        @Doc("share of the usable capacity that holds data at the start")
                @Positive
                @Max("100 %")
                @Default("80 %")
                Ratio fill,
        @Doc("loads that clients offer") @Default("[]") List<Foreground> foreground,
        @Doc("how the cluster rebuilds") @Default("{}") Rebuild rebuild,
        @Doc("what happens, in order of time") @Default("[]") List<Event> timeline,
        @Doc("platform maintenance that is drawn, and what the operator does about all of it")
                @Default("{}")
                MaintenanceFile maintenance,
        @Doc("when to stop; left out: an hour after the last event, or when all is rebuilt")
                @Positive
                @Nullable Span until,
        @Doc("what must hold, such as data-lost = 0 B") @Default("[]") List<Expectation> expect) {

    /** A load that clients offer. */
    public sealed interface Foreground {
        String name();

        Span from();

        @Nullable Span lasting();

        @Nullable Span every();
    }

    /** Clients that read. */
    public record Reading(
            @Doc("what to call it; expectations name it so") String name,
            @Doc("bytes per second asked while it asks") @Positive DataRate reads,
            @Doc("random: pieces smaller than a strip; sequential: whole stripes")
                    @Default("random")
                    Access access,
            @Doc("when it first asks") @Default("0 s") Span from,
            @Key("for") @Doc("how long it asks each time; left out: always") @Positive
                    @Nullable Span lasting,
            @Doc("from one start to the next; left out: once") @Positive @Nullable Span every)
            implements Foreground {}

    /** Clients that write. */
    public record Writing(
            @Doc("what to call it; expectations name it so") String name,
            @Doc("bytes per second asked while it asks") @Positive DataRate writes,
            @Doc("when it first asks") @Default("0 s") Span from,
            @Key("for") @Doc("how long it asks each time; left out: always") @Positive
                    @Nullable Span lasting,
            @Doc("from one start to the next; left out: once") @Positive @Nullable Span every)
            implements Foreground {}

    /** How the cluster rebuilds. */
    public record Rebuild(
            @Doc(
                            "share of every resource guaranteed to rebuilding; it also uses what clients leave")
                    @Positive
                    @Max("100 %")
                    @Default("30 %")
                    Ratio share,
            @Doc("from a loss until rebuilding starts") @Default("30 s") Span detectAfter,
            @Doc("from the start of an outage until what is away is re-created elsewhere")
                    @Default("15 min")
                    Span waitForReturn,
            @Doc(
                            "waves: groups that are exposed alike go on as one; groups: each by itself, in turns, for small clusters")
                    @Default("waves")
                    Granularity granularity) {}

    /** In what steps a rebuild goes on. */
    public enum Granularity {
        WAVES,
        GROUPS
    }

    /** Something that happens at a time. */
    public sealed interface Event {
        Span at();

        Selector parts();
    }

    /** Gone for good. */
    public record Lose(
            @Doc("time from the start") Span at,
            @Key("lose") @Doc("parts that are gone, with all they held") Selector parts)
            implements Event {}

    /** Away for a time. */
    public record Outage(
            @Doc("time from the start") Span at,
            @Key("outage") @Doc("parts that are away, and come back with all they held")
                    Selector parts,
            @Key("for") @Doc("left out: they do not come back during the run") @Positive
                    @Nullable Span lasting)
            implements Event {}

    /** Slower for a time. */
    public record Slow(
            @Doc("time from the start") Span at,
            @Key("slow")
                    @Doc(
                            "drives, write-buffer drives, or all of these and the processors of what is named")
                    Selector parts,
            @Doc("how many times slower") @Min("1") double factor,
            @Key("for") @Doc("left out: for good") @Positive @Nullable Span lasting)
            implements Event {}

    /** A connection that carries less for a time. */
    public record Degrade(
            @Doc("time from the start") Span at,
            @Key("degrade")
                    @Doc(
                            "NICs, drives, write-buffer drives, all NICs of nodes, uplinks of racks or domains")
                    Selector parts,
            @Doc("what is left of each: a share such as 25 %, or for NICs a rate such as 100 Gb/s")
                    Remainder to,
            @Key("for") @Doc("left out: for good") @Positive @Nullable Span lasting)
            implements Event {}

    /** New, empty hardware in the place of what was lost. */
    public record Replace(
            @Doc("time from the start") Span at,
            @Key("replace") @Doc("parts that were lost and are replaced by empty ones")
                    Selector parts)
            implements Event {}

    /** The platform takes VMs down, or moves them. */
    public record Maintain(
            @Doc("when the platform announces it, from the start") Span at,
            @Key("maintain") @Doc("nodes, or what holds nodes") Selector parts,
            @Doc("what it does to a node") Effect effect,
            @Key("for")
                    @Doc(
                            "how long a node is away, or in its brownout; for terminate: until an empty VM"
                                    + " stands in its place, left out: never")
                    @Positive
                    @Nullable Span lasting,
            @Doc("from the announcement until the window opens; 0 s: nobody can prepare")
                    @Default("0 s")
                    Span notice,
            @Doc("how long the window is open in which the platform begins") @Default("0 s")
                    Span window,
            @Doc("when in its window the platform begins with a node; spread: drawn for each")
                    @Default("opening")
                    MaintenancePlan.Start starts,
            @Doc("what is taken at once: a VM, all VMs of a host, or those of a failure domain")
                    @Default("vm")
                    MaintenancePlan.Unit per,
            @Doc("one domain after the other, each announced by notice before its turn")
                    @Default("none")
                    MaintenancePlan.Walk walk,
            @Doc("from the end of one domain to the next one of a walk") @Default("30 min")
                    Span pause,
            @Doc("live-migrate: share of its speed that a node has in the brownout; 0 %: frozen")
                    @Max("100 %")
                    @Default("50 %")
                    Ratio left,
            @Doc("whether the operator can begin before the window opens") @Default("true")
                    boolean startable)
            implements Event {}
}
