package dev.faultline.cluster.review;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.result.RunResult.Limit;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.NodeKind;
import dev.faultline.cluster.traffic.DataPath;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;
import dev.faultline.cluster.traffic.WriteBuffer;
import dev.faultline.cluster.workload.ReadSpread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The largest loads that no resource of a healthy cluster refuses, one at a time: reading, writing
 * for ever (through the write buffer and on to the drives), and writing in a burst (into the
 * buffer).
 *
 * <p>For each kind of resource the limit is that of its tightest member: capacity divided by what a
 * client byte takes of it. The smallest limit is the throughput, and its kind the bottleneck. Data
 * is taken to lie on all drives alike, as a placement comes to give or take a strip, so none is
 * needed.
 */
public final class SteadyThroughput {

    private final Resources resources;
    private final double[] capacities;
    private final Demand read;
    private final Demand write;
    private final Demand burst;
    private final Demand destage;
    private final double bufferBytes;
    private final List<Limit> readLimits;
    private final List<Limit> writeLimits;
    private final List<Limit> burstLimits;

    /** Of the cluster with everything working. */
    public SteadyThroughput(Resources resources, DataPath dataPath) {
        Cluster cluster = resources.cluster();
        Health health = Health.of(cluster, List.of());
        Paths paths = new Paths(resources, health);
        WriteBuffer buffer = new WriteBuffer(cluster, dataPath);
        this.resources = resources;
        this.capacities = resources.capacities(health);
        this.read = new Demand(resources);
        ReadSpread.even(cluster.driveCount()).addTo(read, paths, dataPath.reduction());
        this.burst = new Demand(resources);
        buffer.absorb(burst, paths, health);
        this.destage = new Demand(resources);
        buffer.destage(destage, paths, health);
        this.write = new Demand(resources);
        write.add(burst, 1);
        write.add(destage, 1);
        this.bufferBytes = buffer.capacityBytes(health);
        this.readLimits = limits("read", read);
        this.writeLimits = limits("write", write);
        this.burstLimits = limits("burst-write", burst);
    }

    /** Limits of reading by kind of resource, tightest first; likewise below. */
    public List<Limit> read() {
        return readLimits;
    }

    public List<Limit> write() {
        return writeLimits;
    }

    public List<Limit> burstWrite() {
        return burstLimits;
    }

    /**
     * How long a burst at full rate lasts, from an empty buffer. What the burst leaves of every
     * resource destages meanwhile; where both need what the burst fills, nothing does.
     */
    public double burstSeconds() {
        double in = burstWrite().getFirst().bytesPerSecond();
        double out = Double.POSITIVE_INFINITY;
        for (int resource = 0; resource < capacities.length; resource++) {
            if (destage.of(resource) > 0) {
                double left = Math.max(0, capacities[resource] - in * burst.of(resource));
                out = Math.min(out, left / destage.of(resource));
            }
        }
        return in > out ? bufferBytes / (in - out) : Double.POSITIVE_INFINITY;
    }

    /**
     * Share of each resource that is used when clients read and write at these shares of the steady
     * rates; feasible while the two are 1 at most together.
     */
    public IntToDoubleFunction use(double readShare, double writeShare) {
        double readRate = readShare * read().getFirst().bytesPerSecond();
        double writeRate = writeShare * write().getFirst().bytesPerSecond();
        return resource ->
                capacities[resource] > 0
                        ? (readRate * read.of(resource) + writeRate * write.of(resource))
                                / capacities[resource]
                        : 0;
    }

    /** Line rate of all NICs of the nodes that serve clients, one direction. */
    public double frontEndLineRate() {
        double sum = 0;
        Cluster cluster = resources.cluster();
        for (int node = 0; node < cluster.nodeCount(); node++) {
            NodeKind kind = cluster.kindOf(node);
            sum +=
                    cluster.groupOf(node).serves()
                            ? kind.nicCount() * kind.nicLineBytesPerSecond()
                            : 0;
        }
        return sum;
    }

    private List<Limit> limits(String load, Demand demand) {
        List<Limit> limits = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            double tightest = Double.POSITIVE_INFINITY;
            int first = resources.first(kind);
            for (int resource = first; resource < first + resources.count(kind); resource++) {
                if (demand.of(resource) > 0) {
                    tightest = Math.min(tightest, capacities[resource] / demand.of(resource));
                }
            }
            if (tightest < Double.POSITIVE_INFINITY) {
                limits.add(new Limit(load, kind.words(), tightest));
            }
        }
        limits.sort(Comparator.comparingDouble(Limit::bytesPerSecond));
        return List.copyOf(limits);
    }
}
