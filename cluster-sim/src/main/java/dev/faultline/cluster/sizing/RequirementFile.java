package dev.faultline.cluster.sizing;

import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Max;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster must give, within what limits, and what it may be built from, as a person writes
 * it: {@code requirements/….yaml}. The site, network, protection, data path and cost are written as
 * in a topology, and go into the topologies that are tried.
 */
@Doc("What a cluster must give, within which limits, and what it may be built from.")
public record RequirementFile(
        @Doc("what to call it") String name,
        @Doc("what else there is to say of it") @Nullable String description,
        @Doc("users' data that must fit") @Positive @Nullable DataSize usable,
        @Doc("steady reading of all clients") @Positive @Nullable DataRate read,
        @Doc("steady writing of all clients") @Positive @Nullable DataRate write,
        @Doc("steady reading for each usable PB, whatever the size") @Positive
                @Nullable DataRate readPerPetabyte,
        @Doc("racks at most") @Positive @Nullable Integer racks,
        @Doc("USD for a usable GB and month at most") @Positive @Nullable Double usdPerGbMonth,
        @Doc("everything that a lost failure domain held is re-created within this time") @Positive
                @Nullable Span rebuildDomain,
        @Doc("GPUs that are served; with a profile they ask for reads and writes") @Positive
                @Nullable Integer gpus,
        @Doc("what a GPU asks for: a row of the catalog's gpu-profiles")
                @Nullable String gpuProfile,
        @Doc("what to have least of, or for usable most of") @Default("cost") Objective objective,
        @Doc("the building: its power and that of a rack are limits") @Default("{}")
                TopologyFile.SiteFile site,
        @Doc("what connects racks") @Default("{}") TopologyFile.Network network,
        @Doc("what must be survived, and how data is kept")
                @Default("{tolerate: {failure-domains: 1, drives: 2}}")
                TopologyFile.Protection protection,
        @Doc("what happens to data on its way in; the front end is the candidate's") @Default("{}")
                TopologyFile.DataPath dataPath,
        @Doc("how cost is counted") @Default("{}") TopologyFile.Cost cost,
        @Doc("under which conditions rebuild-domain must hold") @Default("{}") Rebuild rebuild,
        @Doc("what it may be built from; each is sized by itself") List<Candidate> candidates) {

    /** What the best of the configurations that meet a requirement has least of. */
    public enum Objective {
        /** USD a month; nodes where a price is missing. */
        COST,
        /** Watts at the meter with everything busy; nodes where it is not known. */
        POWER,
        RACKS,
        NODES,
        /** The most usable capacity within the limits. */
        USABLE
    }

    /** The rebuild that is timed: clients read meanwhile what the requirement asks them to. */
    public record Rebuild(
            @Doc("share of the usable capacity asked that holds data")
                    @Positive
                    @Max("100 %")
                    @Default("80 %")
                    Ratio fill,
            @Doc("share of every resource guaranteed to rebuilding")
                    @Positive
                    @Max("100 %")
                    @Default("30 %")
                    Ratio share) {}

    /** Hardware to build from. How many of it, is what sizing finds. */
    public record Candidate(
            @Doc("what to call it; its server or VM, when left out") @Nullable String name,
            @Doc("a server of the catalog") @Nullable String server,
            @Doc("a VM or bare-metal shape of a cloud, from the catalog") @Nullable String vm,
            @Doc("a server of the catalog that serves clients, when the storing one does not")
                    @Nullable String frontEnd,
            @Doc("drives instead of those of the row") @Nullable String drive,
            @Doc("NICs instead of those of the rows, of front ends as well") @Nullable String nic,
            @Doc("use the provider's option for a faster network") @Default("false")
                    boolean networkTier1,
            @Doc(
                            "failure domains that a provider has; as many as its kind of placement allows, when left"
                                    + " out. For servers they are found")
                    @Positive
                    @Nullable Integer domains,
            @Doc("racks that make one failure domain") @Positive @Default("1") int racksPerDomain,
            @Doc("storing servers in a rack; found, when left out") @Positive
                    @Nullable Integer nodesPerRack) {

        /** For people. */
        public String label() {
            if (name != null) {
                return name;
            }
            String storing = server != null ? server : String.valueOf(vm);
            return storing
                    + (frontEnd == null ? "" : " + " + frontEnd)
                    + (drive == null ? "" : ", " + drive)
                    + (nic == null ? "" : ", " + nic);
        }
    }
}
