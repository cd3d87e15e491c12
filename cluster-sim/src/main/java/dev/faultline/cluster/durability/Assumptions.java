package dev.faultline.cluster.durability;

import dev.faultline.cluster.durability.ClusterLayout.Scope;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Max;
import dev.faultline.node.config.Min;
import dev.faultline.node.config.Positive;
import dev.faultline.node.config.Problems;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What durability assumes of a cluster, as a person writes it. Every key has a default, and the
 * reasons for the defaults are in docs/durability.md.
 */
@Doc("How often parts of a cluster fail, and how fast redundancy returns.")
public record Assumptions(
        @Default("{}") Drives drives,
        @Doc("servers that fail as one") @Default("{}") Servers nodes,
        @Doc("VMs, whose local drives are gone when their host is") @Default("{}") Vms vms,
        @Default("{}") Racks racks,
        @Doc("failure domains that are more than one rack, or a provider's") @Default("{}")
                Domains domains,
        @Default("{}") Batches batches,
        @Default("{}") Latent latent,
        @Default("{}") Rebuilding rebuild,
        @Doc("placement groups that each drive takes part in") @Positive @Default("128")
                int groupsPerDrive,
        @Doc("share of the usable capacity that holds data")
                @Positive
                @Max("100 %")
                @Default("80 %")
                Ratio fill) {

    /** How drives die, alone. */
    public record Drives(
            @Doc("share that dies in a year, at any age") @Max("99 %") @Default("0.9 %")
                    Ratio annualFailureRate,
            @Doc("besides, a Weibull hazard with a shape below 1")
                    @Nullable WeibullPart infantMortality,
            @Doc("besides, a Weibull hazard with a shape above 1") @Nullable WeibullPart wearOut,
            @Doc("of the drives when the mission starts") @Default("0 s") Span age) {

        public Drives {
            if (annualFailureRate.fraction() == 0 && infantMortality == null && wearOut == null) {
                throw new RefusedArgument(
                        "annual-failure-rate is 0 %: drives that never die lose nothing; accepted"
                                + " is a rate above 0 %, or infant-mortality or wear-out besides");
            }
        }
    }

    /** One part of the bathtub. */
    public record WeibullPart(
            @Positive double shape,
            @Doc("share of drives that it kills") @Positive @Max("99 %") Ratio kills,
            @Doc("within this time of service") @Positive Span within) {}

    /** Places of one kind that fail as one; figures for each place. */
    public sealed interface Places {
        double lossesPerYear();

        double outagesPerYear();

        Span outage();
    }

    /** Servers: what is on their drives is nearly always saved. */
    public record Servers(
            @Doc("how often each is lost a year, with all data on its drives")
                    @Min("0")
                    @Default("0.0001")
                    double lossesPerYear,
            @Doc("how often each is away a year, after which its data is back")
                    @Min("0")
                    @Default("2")
                    double outagesPerYear,
            @Doc("how long each outage lasts") @Default("1 h") Span outage)
            implements Places {}

    /** VMs with local drives. */
    public record Vms(
            @Doc("how often each is lost a year, with all data on its drives")
                    @Min("0")
                    @Default("0.05")
                    double lossesPerYear,
            @Doc("how often each is away a year, after which its data is back")
                    @Min("0")
                    @Default("2")
                    double outagesPerYear,
            @Doc("how long each outage lasts") @Default("10 min") Span outage)
            implements Places {}

    /** Racks: power, cooling, switches; fire and water. */
    public record Racks(
            @Doc("how often each is lost a year, with all data on its drives")
                    @Min("0")
                    @Default("0.00001")
                    double lossesPerYear,
            @Doc("how often each is away a year, after which its data is back")
                    @Min("0")
                    @Default("0.1")
                    double outagesPerYear,
            @Doc("how long each outage lasts") @Default("4 h") Span outage)
            implements Places {}

    /** Failure domains of several racks, or a provider's. */
    public record Domains(
            @Doc("how often each is lost a year, with all data on its drives")
                    @Min("0")
                    @Default("0.00001")
                    double lossesPerYear,
            @Doc("how often each is away a year, after which its data is back")
                    @Min("0")
                    @Default("0.1")
                    double outagesPerYear,
            @Doc("how long each outage lasts") @Default("4 h") Span outage)
            implements Places {}

    /** Many drives that die at one moment of a common fault. */
    public record Batches(
            @Doc("how often a year a common fault strikes, in the whole cluster")
                    @Min("0")
                    @Default("0")
                    double eventsPerYear,
            @Doc("of all drives that it kills, anywhere") @Max("100 %") @Default("1 %")
                    Ratio share) {}

    /** Latent sector errors. */
    public record Latent(
            @Doc("unrecoverable errors for each bit read") @Min("0") @Max("1") @Default("1e-17")
                    double uber,
            @Doc("errors that develop in a petabyte stored for a year, until scrubbed")
                    @Min("0")
                    @Default("10")
                    double errorsPerPbYear,
            @Doc("interval at which everything is read and mended") @Default("30 d") Span scrub,
            @Doc("bytes of a strip that one error makes unreadable") @Positive @Default("64 KiB")
                    DataSize extent) {}

    /** How redundancy returns. */
    public record Rebuilding(
            @Doc("of every resource that rebuilding may use")
                    @Positive
                    @Max("100 %")
                    @Default("30 %")
                    Ratio share,
            @Doc("from a loss until rebuilding starts") @Default("30 s") Span detectAfter,
            @Doc("until lost hardware is replaced, where rebuilding has to wait for it")
                    @Default("7 d")
                    Span replaceAfter,
            @Doc(
                            "serial: drive after drive; parallel: all drives at once; most-exposed-first: by group")
                    @Default("most-exposed-first")
                    RepairConvention convention,
            @Doc(
                            "fixed: as the rebuild model says; exponential: drawn with that mean, as chains do")
                    @Default("fixed")
                    RepairTimes times) {

        public Rebuilding {
            if (times == RepairTimes.EXPONENTIAL
                    && convention == RepairConvention.MOST_EXPOSED_FIRST) {
                throw new RefusedArgument(
                        "exponential times go with the conventions serial and parallel only");
            }
        }

        boolean memoryless() {
            return times == RepairTimes.EXPONENTIAL;
        }
    }

    /** How long a repair takes, given its mean. */
    public enum RepairTimes {
        FIXED,
        EXPONENTIAL
    }

    /** What is assumed where nobody says otherwise. */
    public static Assumptions defaults() {
        Problems problems = new Problems();
        Located root = ConfigFile.tree("{}", "assumptions", problems);
        Assumptions bound = root == null ? null : Binder.bind(root, Assumptions.class, problems);
        return Objects.requireNonNull(bound, () -> problems.sorted().toString());
    }

    /** The same with what a scenario says of its own fill and rebuild. */
    public Assumptions with(Ratio filled, Ratio share, Span detectAfter) {
        return new Assumptions(
                drives,
                nodes,
                vms,
                racks,
                domains,
                batches,
                latent,
                new Rebuilding(
                        share,
                        detectAfter,
                        rebuild.replaceAfter(),
                        rebuild.convention(),
                        rebuild.times()),
                groupsPerDrive,
                filled);
    }

    /** The drives' lifetime. */
    public Lifetime lifetime() {
        double rate = -Math.log1p(-drives.annualFailureRate().fraction()) / Lifetime.YEAR_SECONDS;
        List<Lifetime.Weibull> parts = new ArrayList<>();
        for (WeibullPart part : new WeibullPart[] {drives.infantMortality(), drives.wearOut()}) {
            if (part != null) {
                parts.add(
                        Lifetime.killing(
                                part.kills().fraction(), part.within().seconds(), part.shape()));
            }
        }
        return parts.isEmpty()
                ? new Lifetime.Exponential(rate)
                : new Lifetime.Bathtub(rate, parts, drives.age().seconds());
    }

    /**
     * Everything that goes wrong.
     *
     * @param inVms whether nodes are VMs
     * @param racksAreDomains whether a failure domain is one rack, so that it counts once
     * @param racksKnown whether racks are known at all
     */
    public Hazards hazards(boolean inVms, boolean racksAreDomains, boolean racksKnown) {
        List<Hazards.Shared> shared = new ArrayList<>();
        shared.add(shared(Scope.NODE, inVms ? vms : nodes));
        if (racksKnown) {
            shared.add(shared(Scope.RACK, racks));
        }
        if (!racksAreDomains) {
            shared.add(shared(Scope.DOMAIN, domains));
        }
        return new Hazards(
                lifetime(),
                shared,
                new Hazards.Batch(batches.eventsPerYear(), batches.share().fraction()),
                new Hazards.Latent(
                        latent.uber(),
                        latent.errorsPerPbYear() / 1e15,
                        latent.scrub().seconds(),
                        latent.extent().bytes()));
    }

    private static Hazards.Shared shared(Scope scope, Places places) {
        return new Hazards.Shared(
                scope, places.lossesPerYear(), places.outagesPerYear(), places.outage().seconds());
    }
}
