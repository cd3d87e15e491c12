package dev.faultline.cluster.durability;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.result.DurabilityResult.Assumption;
import dev.faultline.cluster.result.DurabilityResult.Subject;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.NodeGroup;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;
import dev.faultline.node.units.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * From a topology and its protection plan to what durability asks about: users' data in one pool
 * over all drives, rebuilt most exposed first by all front ends at the given share of every
 * resource. The time of a rebuild is the largest over resources of (what it uses / what it may), as
 * the rebuild model's lower bound, with all drives evenly at work.
 */
public final class ClusterQuestion implements Asked {

    private final Proposal proposal;
    private final Cluster cluster;
    private final ProtectionPlan plan;
    private final Assumptions assumptions;
    private final ClusterLayout layout;
    private final RebuildModel rebuild;

    public ClusterQuestion(Proposal proposal, ProtectionPlan plan, Assumptions assumptions) {
        this.proposal = proposal;
        this.cluster = proposal.cluster();
        this.plan = plan;
        this.assumptions = assumptions;
        this.layout = layoutOfCluster();
        this.rebuild = rebuildOfCluster();
    }

    @Override
    public Question ask(
            double missionSeconds,
            Method method,
            double relativeError,
            long mostTrials,
            long seed) {
        return new Question(
                layout,
                hazards(),
                rebuild,
                missionSeconds,
                method,
                relativeError,
                mostTrials,
                seed,
                faster());
    }

    @Override
    public Assumptions assumed() {
        return assumptions;
    }

    @Override
    public Subject subject() {
        double groupsOfDrive = (double) layout.groups() * layout.code().strips() / layout.drives();
        int drivesOfDomain = layout.drives() / layout.domains();
        int stripsOfDomain = Math.max(1, layout.code().strips() / layout.domains());
        return new Subject(
                proposal.name(),
                plan.data().code().toString(),
                layout.drives(),
                layout.nodes(),
                proposal.providerDomains() ? null : layout.racks(),
                layout.domains(),
                layout.groups(),
                rebuild.convention().words(),
                rebuild.times().seconds(1, rebuild.groupWise() ? groupsOfDrive : 1, 1),
                rebuild.groupWise()
                        ? rebuild.times().seconds(stripsOfDomain, layout.groups(), drivesOfDomain)
                        : null,
                rebuild.detectSeconds());
    }

    @Override
    public List<Assumption> assumptions() {
        Set<String> unused = new HashSet<>(Set.of(inVms() ? "nodes" : "vms"));
        if (racksAreDomains()) {
            unused.add("domains");
        }
        if (proposal.providerDomains()) {
            unused.add("racks");
        }
        return AssumptionRows.of(assumptions, Assumptions.defaults(), unused);
    }

    public ClusterLayout layout() {
        return layout;
    }

    private ClusterLayout layoutOfCluster() {
        StripeCode code = stripeCode(plan.data().code());
        int drives = cluster.driveCount();
        double fill = assumptions.fill().fraction();
        double raw = drives * cluster.driveKind().capacityBytes();
        double stored = fill * plan.usableBytes(raw) / plan.data().code().efficiency();
        double free = 1 - fill * (1 - plan.spareShare());
        return new ClusterLayout(
                cluster.storingDomainCount(),
                storingRacks(),
                storingNodes(),
                drives,
                code,
                drives,
                true,
                Math.max(1, (long) drives * assumptions.groupsPerDrive() / code.strips()),
                stored / drives,
                (int) (drives * free));
    }

    public Hazards hazards() {
        return assumptions.hazards(inVms(), racksAreDomains(), !proposal.providerDomains());
    }

    private boolean inVms() {
        return proposal.file().nodes().stream().anyMatch(nodes -> nodes.vm() != null);
    }

    private boolean racksAreDomains() {
        return !proposal.providerDomains() && storingRacks() == cluster.storingDomainCount();
    }

    public RebuildModel rebuild() {
        return rebuild;
    }

    private RebuildModel rebuildOfCluster() {
        return new RebuildModel(
                assumptions.rebuild().convention(),
                assumptions.rebuild().detectAfter().seconds(),
                assumptions.rebuild().replaceAfter().seconds(),
                restorableDrives(),
                times(1, assumptions.rebuild().share().fraction()),
                assumptions.rebuild().memoryless());
    }

    /** What would make rebuilding faster, each alone. */
    private List<FasterRebuild> faster() {
        double share = assumptions.rebuild().share().fraction();
        List<FasterRebuild> faster = new ArrayList<>();
        faster.add(new FasterRebuild("NICs twice as fast", () -> times(2, share)));
        if (share < 1) {
            double more = Math.min(1, 2 * share);
            faster.add(
                    new FasterRebuild(
                            "rebuild may use %s of every resource"
                                    .formatted(new Ratio(more).print()),
                            () -> times(1, more)));
        }
        return faster;
    }

    /** Of groups that are most exposed, or of a whole drive where repair goes drive by drive. */
    private RebuildModel.Times times(double nicsFaster, double share) {
        double[] perGroup = secondsPerGroup(layout.stripBytes(), nicsFaster, share);
        int drives = layout.drives();
        double groupsOfDrive = (double) layout.groups() * layout.code().strips() / drives;
        if (assumptions.rebuild().convention() != RepairConvention.MOST_EXPOSED_FIRST) {
            return (_, wholeDrives, _) -> wholeDrives * groupsOfDrive * perGroup[1];
        }
        return (erasures, groups, failed) ->
                groups
                        * perGroup[Math.min(erasures, perGroup.length - 1)]
                        * drives
                        / Math.max(1, drives - failed);
    }

    /** Without room left in stripes, a lost domain's strips fit nowhere until it is replaced. */
    private int restorableDrives() {
        return plan.promise().restore()
                ? Integer.MAX_VALUE
                : layout.drives() / layout.domains() - 1;
    }

    /** The same code, with what durability asks of it. */
    public static StripeCode stripeCode(Code code) {
        return code.localGroups() == 0
                ? StripeCode.reedSolomon(code.dataStrips(), code.globalParities())
                : StripeCode.locallyRepairable(
                        code.dataStrips(), code.globalParities(), code.localGroups());
    }

    /** Index e: seconds to restore one group with e erasures. */
    private double[] secondsPerGroup(double stripBytes, double nicsFaster, double share) {
        Resources resources =
                new Resources(cluster, proposal.file().network().leafUplinkOversubscription());
        Health health = Health.of(cluster, List.of());
        Paths paths = new Paths(resources, health);
        double[] capacities = resources.capacities(health);
        for (ResourceKind kind : List.of(ResourceKind.NIC_IN, ResourceKind.NIC_OUT)) {
            for (int i = 0; i < resources.count(kind); i++) {
                capacities[resources.first(kind) + i] *= nicsFaster;
            }
        }
        Demand read = demand(resources, demand -> paths.gather(demand, evenly(1)));
        Demand write = demand(resources, demand -> paths.scatter(demand, evenly(1)));
        Code code = plan.data().code();
        double[] seconds = new double[code.parityStrips() + 1];
        for (int erasures = 1; erasures < seconds.length; erasures++) {
            double strips = stripsRead(code, erasures);
            double multiplied = Math.min(strips, code.dataStrips()) * erasures;
            Demand all = new Demand(resources);
            all.add(read, strips * stripBytes);
            all.add(write, erasures * stripBytes);
            paths.compute(all, strips * stripBytes, multiplied * stripBytes);
            double longest = 0;
            for (int resource : all.resources(capacities)) {
                longest = Math.max(longest, all.of(resource) / capacities[resource]);
            }
            seconds[erasures] = longest / share;
        }
        return seconds;
    }

    /** Strips read to restore so many of one group at once. */
    private static double stripsRead(Code code, int erasures) {
        if (erasures > 1) {
            return code.dataStrips();
        }
        double global = code.dataStrips() * code.repairReads();
        if (code.localGroups() == 0) {
            return global;
        }
        double local = code.localGroupWidth() - 1;
        double inLocalGroup = 1 - (double) code.globalParities() / code.width();
        return inLocalGroup * local + (1 - inLocalGroup) * global;
    }

    private static Demand demand(Resources resources, Consumer<Demand> use) {
        Demand demand = new Demand(resources);
        use.accept(demand);
        return demand;
    }

    private double[] evenly(double bytes) {
        double[] bytesOfDrive = new double[cluster.driveCount()];
        Arrays.fill(bytesOfDrive, bytes / bytesOfDrive.length);
        return bytesOfDrive;
    }

    private int storingNodes() {
        int storing = 0;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            NodeGroup group = cluster.groupOf(node);
            storing += group.stores() ? 1 : 0;
        }
        return storing;
    }

    private int storingRacks() {
        boolean[] stores = new boolean[cluster.rackCount()];
        for (int drive = 0; drive < cluster.driveCount(); drive++) {
            stores[cluster.rackOfDrive(drive)] = true;
        }
        int storing = 0;
        for (boolean rack : stores) {
            storing += rack ? 1 : 0;
        }
        return storing;
    }
}
