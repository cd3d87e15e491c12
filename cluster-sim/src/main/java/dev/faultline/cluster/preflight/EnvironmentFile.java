package dev.faultline.cluster.preflight;

import dev.faultline.cluster.maintenance.PolicyKind;
import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Max;
import dev.faultline.node.config.Min;
import dev.faultline.node.config.Positive;
import dev.faultline.node.hardware.VmSpec.Provider;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An environment as a person writes it: {@code topologies/environments/….yaml}. */
@Doc("What an account, a network and a region give to a deployment.")
public record EnvironmentFile(
        @Doc("what to call it") String name,
        @Doc("whose cloud it is") Provider provider,
        @Doc("the region, as its metadata service names it") @Nullable String region,
        @Doc("domains that are really to be had") @Default("{}") Domains domains,
        @Doc("vCPUs of each family of VMs") @Default("[]") List<Quota> quotas,
        @Doc("local drives of each family of VMs, where the provider limits these") @Default("[]")
                List<DiskQuota> localDisks,
        @Doc("addresses") Network network,
        @Doc("ports that nodes are reached at") @Default("[]") List<Port> ports,
        @Doc("what the firewall lets through; all else it does not") @Default("[]")
                List<Rule> firewall,
        @Doc("what the account that runs the policy may do; a * at the end stands for anything")
                @Default("[]")
                List<String> permissions,
        @Doc("how the VMs are set up for maintenance, and what is done about it") @Default("{}")
                Maintenance maintenance) {

    /** What a zone gives; what is left out is not known. */
    public record Domains(
            @Doc("failure domains of one group") @Positive @Nullable Integer failureDomains,
            @Doc("update domains of one group") @Positive @Nullable Integer updateDomains,
            @Doc("VMs in one of the failure domains") @Positive @Nullable Integer vmsPerDomain) {}

    /** vCPUs of a family. */
    public record Quota(
            @Doc("as the catalog of VMs names it") String family,
            @Doc("the limit") @Min("0") long vcpus,
            @Doc("of these in use by others") @Min("0") @Default("0") long used) {}

    /** Local drives of a family. */
    public record DiskQuota(
            @Doc("as the catalog of VMs names it") String family,
            @Doc("the limit") DataSize capacity,
            @Doc("of this in use by others") @Default("0 B") DataSize used) {}

    /** Addresses. */
    public record Network(
            @Doc("the range that VMs take their addresses from") Cidr nodes,
            @Doc("addresses of it in use by others") @Min("0") @Default("0") long used,
            @Doc("addresses of each VM") @Positive @Max("64") @Default("1") int addressesPerVm,
            @Doc("ranges that are routed here already, which must not overlap") @Default("[]")
                    List<Range> others) {}

    /** A range with a name. */
    public record Range(@Doc("whose it is") String name, @Doc("its addresses") Cidr addresses) {}

    /** A port that nodes are reached at. */
    public record Port(
            @Doc("tcp or udp") @Default("tcp") Protocol protocol,
            @Doc("a port, or several") PortRange ports,
            @Doc("what it is for") String purpose,
            @Doc("who must reach it; left out: the nodes") @Nullable Cidr from) {}

    /** A rule that lets something through. */
    public record Rule(
            @Doc("tcp, udp or all") Protocol allow,
            @Doc("left out: all of them") @Default("[]") List<PortRange> ports,
            @Doc("where it may come from") Cidr from) {}

    /** What a port speaks. */
    public enum Protocol {
        TCP,
        UDP,
        ALL
    }

    /** How VMs are set up for maintenance. */
    public record Maintenance(
            @Doc("what is done when maintenance is announced") @Default("ignore") PolicyKind policy,
            @Doc("VMs beyond those of the cluster that migrate-first has at one time")
                    @Min("0")
                    @Default("1")
                    int extraVms,
            @Doc("what the VMs are set to on maintenance of their host; left out: not known")
                    @Nullable OnMaintenance onHostMaintenance,
            @Doc("whether a stopped VM keeps its local drives; left out: not known")
                    @Nullable LocalDrives localDrives,
            @Doc("how long the provider tries to bring local drives back after a host has failed")
                    @Nullable Span recovery) {}

    /** What a VM is set to. */
    public enum OnMaintenance {
        MIGRATE,
        STOP
    }

    /** What becomes of local drives. */
    public enum LocalDrives {
        KEPT,
        LOST
    }
}
