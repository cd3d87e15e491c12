package dev.faultline.cluster.topology;

import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Key;
import dev.faultline.node.config.Max;
import dev.faultline.node.config.Min;
import dev.faultline.node.config.Plain;
import dev.faultline.node.config.Positive;
import dev.faultline.node.config.Word;
import dev.faultline.node.hardware.Commitment;
import dev.faultline.node.hardware.DriveSpec;
import dev.faultline.node.hardware.PriceDate;
import dev.faultline.node.hardware.ServerSpec;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.EnergyPrice;
import dev.faultline.node.units.Mass;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.RefusedArgument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topology as a person writes it: {@code topologies/….yaml}. */
@Doc("A cluster: its hardware, its failure domains, and what it promises to survive.")
public record TopologyFile(
        @Doc("what to call it") String name,
        @Doc("what else there is to say of it") @Nullable String description,
        @Doc("the building and its racks") @Default("{}") SiteFile site,
        @Doc("groups of equal nodes") List<Nodes> nodes,
        @Doc("what connects racks") @Default("{}") Network network,
        @Doc("what is promised, and by which code") Protection protection,
        @Doc("what happens to data on its way in") @Default("{}") DataPath dataPath,
        @Doc("how its cost is counted, and at which load its average power") @Default("{}")
                Cost cost) {

    /** The building. */
    public record SiteFile(
            @Doc("what the site can supply at the meter; left out when it does not matter")
                    @Positive
                    @Nullable Power power,
            @Doc("power at the meter for each watt of equipment") @Min("1") @Default("1.0")
                    double pue,
            @Doc("price of energy at the meter; left out, energy is not priced")
                    @Nullable EnergyPrice electricity,
            @Doc("usable height of a rack, after switches and power distribution")
                    @Positive
                    @Default("42")
                    int rackUnits,
            @Doc("what a rack can supply at the plug; left out when it does not matter") @Positive
                    @Nullable Power rackPower,
            @Doc("of an empty rack with power distribution and cables") @Default("150 kg")
                    Mass rackWeight) {}

    /** Equal nodes that play one part. */
    public record Nodes(
            @Doc("what to call the group; --set names it so") String group,
            @Doc("a server of the catalog, or one written out here") @Nullable ServerChoice server,
            @Doc("a VM or bare-metal shape of a cloud, from the catalog") @Nullable String vm,
            @Doc("NICs instead of those of the row: a NIC's key or alias, such as 400G")
                    @Nullable String nic,
            @Doc("drives instead of those of the row: a drive's key") @Nullable String drive,
            @Doc("the processor instead of that of the row: a CPU's key") @Nullable String cpu,
            @Doc("use the provider's option for a faster network") @Default("false")
                    boolean networkTier1,
            @Doc("figures instead of the VM's, for one that nobody offers yet")
                    @Nullable Assumed assumed,
            @Doc("share these racks with an earlier group, which has the domains")
                    @Nullable String inRacksOf,
            @Doc("how many; needed unless in-racks-of is said") @Positive
                    @Nullable Integer failureDomains,
            @Doc("what a failure domain is: racks, or what a provider guarantees") @Default("rack")
                    DomainKind domainKind,
            @Doc("racks that fail together") @Positive @Default("1") int racksPerDomain,
            @Doc("nodes of this group in a rack") @Positive @Nullable Integer nodesPerRack,
            @Doc("nodes of this group in a domain, where its racks are not known") @Positive
                    @Nullable Integer nodesPerDomain,
            @Doc(
                            "update domains that the platform takes down one at a time, cutting across"
                                    + " failure domains; left out: what placement says, else each"
                                    + " failure domain is one")
                    @Min("1")
                    @Max("1000")
                    @Nullable Integer updateDomains,
            @Doc("how the provider spreads VMs, which limits how many domains there can be")
                    @Nullable SpreadKind placement,
            @Doc("VMs of this group on one host, which maintenance per host takes at once")
                    @Positive
                    @Default("1")
                    int vmsPerHost) {

        /** The same in another size; null where this group says nothing of it. */
        public Nodes sized(
                @Nullable Integer domains, @Nullable Integer perRack, @Nullable Integer perDomain) {
            return new Nodes(
                    group,
                    server,
                    vm,
                    nic,
                    drive,
                    cpu,
                    networkTier1,
                    assumed,
                    inRacksOf,
                    domains,
                    domainKind,
                    racksPerDomain,
                    perRack,
                    perDomain,
                    updateDomains,
                    placement,
                    vmsPerHost);
        }
    }

    /** A VM that is not there yet: its drives, its network and its provider's caps. */
    public record Assumed(
            @Doc("each of its drives, written out") @Nullable DriveSpec drive,
            @Doc("network, each direction") @Positive @Nullable DataRate network,
            @Doc("local read limit of the whole VM") @Positive @Nullable DataRate localRead,
            @Doc("local write limit of the whole VM") @Positive @Nullable DataRate localWrite) {}

    /** A server by name or written out. */
    @Doc("a server of the catalog by its key, or one written out in place")
    public sealed interface ServerChoice {

        /** A row of the catalog. */
        @Plain
        record Named(String key) implements ServerChoice {}

        /** Written out, with the keys that a row of the catalog has. */
        @Plain
        record Written(ServerSpec server) implements ServerChoice {}
    }

    /** What connects racks. */
    public record Network(
            @Doc("what a rack's nodes can send divided by what its uplinks carry")
                    @Positive
                    @Default("1.0")
                    double leafUplinkOversubscription,
            @Key("switch")
                    @Doc("what leaves and spine are made of, for their price: a switch's key")
                    @Default("sn5600")
                    String switchKey) {}

    /** What is promised, and by which code. */
    public record Protection(
            @Doc("how the code of users' data is found") @Default("auto") CodeChoice data,
            @Doc("what may be gone at one time") Tolerate tolerate,
            @Doc(
                            "leave one domain's worth of room in each stripe, so that a rebuild after the loss"
                                    + " of a domain restores the promise; from five domains up unless said"
                                    + " otherwise")
                    @Nullable Boolean restorePromise,
            @Doc("metadata is kept as copies") @Default("{}") Metadata metadata,
            @Doc("share of the raw capacity kept free for rebuilds") @Max("90 %") @Default("5 %")
                    Ratio spare,
            @Doc("widest stripe that auto may choose") @Min("2") @Max("150") @Default("150")
                    int maxWidth,
            @Doc("most parities that auto may choose") @Min("1") @Max("64") @Default("8")
                    int maxParities) {}

    /** What may be gone at one time. */
    public record Tolerate(
            @Doc("whole failure domains") @Min("0") @Default("1") int failureDomains,
            @Doc("drives besides") @Min("0") @Default("0") int drives,
            @Doc("whole update domains besides") @Min("0") @Default("0") int updateDomains) {}

    /** How the code is found. */
    @Doc(
            "auto, {parity: 4}, {code: 28+4}, {code: 28+4, local-groups: 4} or {code: 146+4,"
                    + " repair-reads: 26 %}")
    public sealed interface CodeChoice {

        /** The most efficient that keeps the promise. */
        @Word("auto")
        record Auto() implements CodeChoice {}

        /** The widest that keeps the promise with so many parities. */
        record Parity(@Doc("parity strips") @Positive int parity) implements CodeChoice {}

        /** Just this one. */
        record Given(
                @Doc("data strips + parities, as in 28+4") String code,
                @Doc("local groups, each with one parity more") @Min("0") @Default("0")
                        int localGroups,
                @Doc("share of k strips read to re-create one, for a regenerating code")
                        @Positive
                        @Max("100 %")
                        @Default("100 %")
                        Ratio repairReads)
                implements CodeChoice {}
    }

    /** Metadata, kept as copies. */
    public record Metadata(
            @Doc("copies in all") @Min("1") @Max("9") @Default("3") int mirrors,
            @Doc("bytes of metadata for each byte of users' data") @Max("50 %") @Default("2 %")
                    Ratio share) {}

    /** What happens to data on its way in. */
    public record DataPath(
            @Doc("converged (every node with a CPU serves clients), or the group that does")
                    @Default("converged")
                    String frontEnd,
            @Doc("how writes are kept until they are destaged") @Default("{mirrors: 2}")
                    WriteBuffer writeBuffer,
            @Doc("client bytes for each byte stored") @Min("1") @Default("1.0") double reduction) {}

    /** How the write buffer is kept. */
    @Doc("{mirrors: 2} or {code: 6+2}")
    public sealed interface WriteBuffer {

        /** Copies. */
        record Mirrored(@Doc("copies in all") @Min("1") @Max("9") int mirrors)
                implements WriteBuffer {}

        /** A code over buffer drives. */
        record Coded(@Doc("data strips + parities, as in 6+2") String code)
                implements WriteBuffer {}
    }

    /** How its cost is counted; prices are in the catalog. */
    public record Cost(
            @Doc("years over which what is bought is written off") @Positive @Default("5")
                    double years,
            @Doc("share of the usable capacity that is filled, in the mean over these years")
                    @Positive
                    @Max("100 %")
                    @Default("80 %")
                    Ratio filled,
            @Doc("a year's support, as a share of what servers, drives and network cost")
                    @Max("100 %")
                    @Default("5 %")
                    Ratio support,
            @Doc("for how long VMs are rented") @Default("on-demand") Commitment commitment,
            @Doc("the row of the price list that hosting is paid by; none: the building is there")
                    @Default("colo-virginia")
                    String hosting,
            @Doc(
                            "prices later than this count only where there is no other; left out: the"
                                    + " latest count")
                    @Nullable PriceDate priceDate,
            @Doc("keys of price rows that are taken before others of the same thing") @Default("[]")
                    List<String> prices,
            @Doc("share of the steady read rate that clients use in the mean")
                    @Max("100 %")
                    @Default("40 %")
                    Ratio averageReads,
            @Doc("share of the steady write rate that clients use in the mean; both: 100 % at most")
                    @Max("100 %")
                    @Default("10 %")
                    Ratio averageWrites) {

        public Cost {
            if (averageReads.fraction() + averageWrites.fraction() > 1 + 1e-9) {
                throw new RefusedArgument(
                        "average-reads and average-writes are more than 100 % together: the cluster"
                                + " cannot serve both");
            }
        }
    }

    /** What failure domains are. */
    public enum DomainKind {
        RACK,
        PROVIDER
    }
}
