package dev.faultline.cluster.sizing;

import dev.faultline.cluster.failure.Condition;
import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.failure.PartKind;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.CodeOption;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How long it takes at the least to re-create what a failure domain held, while clients read: for
 * each kind of resource what all the work takes of it, divided by what clients leave of it, or the
 * guaranteed share if that is more; the largest of these.
 *
 * <p>With n strips of a stripe over F domains a domain holds n / F of them in the mean. Each stripe
 * that has any there is decoded once, from k strips: all stripes when n is at least F, otherwise n
 * / F of them. Work is taken to be spread evenly, so this is what a run takes at least; a run takes
 * longer by what its waves are uneven, and sizing measures by how much.
 */
final class RebuildEstimate {

    private final Configuration configuration;
    private final Cluster cluster;
    private final ProtectionPlan plan;
    private final Health health;
    private final Resources resources;
    private final Paths paths;
    private final double[] capacities;

    private RebuildEstimate(Configuration configuration, ProtectionPlan plan) {
        TopologyFile file = configuration.proposal().file();
        this.configuration = configuration;
        this.cluster = configuration.proposal().cluster();
        this.plan = plan;
        this.health =
                Health.of(
                        cluster,
                        List.of(new Condition.Lost(new Parts(PartKind.DOMAIN, new int[] {0}))));
        this.resources = new Resources(cluster, file.network().leafUplinkOversubscription());
        this.paths = new Paths(resources, health);
        this.capacities = resources.capacities(health);
    }

    /** Infinite where the strips of a lost domain have no other domain to go to. */
    static double seconds(Requirement requirement, Configuration configuration) {
        ProtectionPlan plan = configuration.plan();
        if (plan == null || !fitsElsewhere(configuration.proposal().cluster(), plan.data())) {
            return Double.POSITIVE_INFINITY;
        }
        return new RebuildEstimate(configuration, plan).seconds(requirement);
    }

    private static boolean fitsElsewhere(Cluster cluster, CodeOption code) {
        int left = cluster.storingDomainCount() - 1;
        return code.code().width() <= left * code.maxStripsPerDomain();
    }

    private double seconds(Requirement requirement) {
        Demand work = work(requirement.storedBytes(configuration));
        Demand clients = clients();
        double share = requirement.file().rebuild().share().fraction();
        double rate = requirement.readBytesPerSecond();
        double most = 0;
        for (ResourceKind kind : ResourceKind.values()) {
            double needed = sum(kind, work::of);
            double free =
                    sum(
                            kind,
                            resource ->
                                    Math.max(
                                            share * capacities[resource],
                                            capacities[resource] - rate * clients.of(resource)));
            most = needed > 0 ? Math.max(most, needed / free) : most;
        }
        return most;
    }

    private Demand work(double storedBytes) {
        double metadata = storedBytes * plan.metadataShare();
        double domains = cluster.storingDomainCount();
        Code code = plan.data().code();
        double lost = storedBytes / code.efficiency() / domains;
        double lostMetadata = metadata * plan.metadata().code().width() / domains;
        double read = storedBytes * Math.min(1, code.width() / domains) + lostMetadata;
        Demand work = new Demand(resources);
        paths.gather(work, even(read));
        paths.scatter(work, even(lost + lostMetadata));
        paths.compute(work, read, code.dataStrips() * lost);
        return work;
    }

    /** What a byte that clients read takes. */
    private Demand clients() {
        double reduction = configuration.proposal().file().dataPath().reduction();
        Demand clients = new Demand(resources);
        paths.gather(clients, even(1 / reduction));
        paths.compute(clients, 1 / reduction, 0);
        paths.toClients(clients, 1);
        return clients;
    }

    private double[] even(double bytes) {
        double[] bytesOfDrive = new double[cluster.driveCount()];
        int working = 0;
        for (int drive = 0; drive < bytesOfDrive.length; drive++) {
            working += health.driveWorks(drive) ? 1 : 0;
        }
        Arrays.setAll(bytesOfDrive, working(working == 0 ? 0 : bytes / working));
        return bytesOfDrive;
    }

    private IntToDoubleFunction working(double each) {
        return drive -> health.driveWorks(drive) ? each : 0;
    }

    private double sum(ResourceKind kind, IntToDoubleFunction value) {
        double sum = 0;
        int first = resources.first(kind);
        for (int resource = first; resource < first + resources.count(kind); resource++) {
            sum += value.applyAsDouble(resource);
        }
        return sum;
    }
}
