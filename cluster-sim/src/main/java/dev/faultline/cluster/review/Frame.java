package dev.faultline.cluster.review;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.CodeOption;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.RackUse;
import dev.faultline.cluster.traffic.DataPath;
import dev.faultline.cluster.traffic.Resources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a proposal without placing data on it and without anything happening: size,
 * protection, capacity, steady throughput, power, densities. The one place where these are worked
 * out, for runs as for reviews. Takes time and space in proportion to the number of drives.
 */
public final class Frame {

    private final Proposal proposal;
    private final ProtectionPlan plan;
    private final Cluster cluster;
    private final DataPath dataPath;
    private final SteadyThroughput steady;
    private final PowerModel power;

    public Frame(Proposal proposal, ProtectionPlan plan) {
        this.proposal = proposal;
        this.plan = plan;
        this.cluster = proposal.cluster();
        this.dataPath = DataPath.of(proposal.file(), plan);
        Resources resources =
                new Resources(cluster, proposal.file().network().leafUplinkOversubscription());
        this.steady = new SteadyThroughput(resources, dataPath);
        this.power = new PowerModel(resources, proposal.file().site().pue());
    }

    public Proposal proposal() {
        return proposal;
    }

    public DataPath dataPath() {
        return dataPath;
    }

    public SteadyThroughput steady() {
        return steady;
    }

    public double rawBytes() {
        return cluster.driveCount() * cluster.driveKind().capacityBytes();
    }

    /** Nodes of each group, in the order of {@code cluster.groups()}. */
    public int[] nodesOfGroups() {
        int[] nodes = new int[cluster.groups().size()];
        for (int node = 0; node < cluster.nodeCount(); node++) {
            nodes[cluster.groups().indexOf(cluster.groupOf(node))]++;
        }
        return nodes;
    }

    /** Users' data that fits, before data reduction. */
    public double usableBytes() {
        return plan.usableBytes(rawBytes());
    }

    /** At the meter with everything busy; null where a node's power is not known. */
    public @Nullable Double provisionedWatts() {
        return known(power.provisionedWatts());
    }

    /**
     * At the meter while clients read and write at these shares of the steady rates; null where a
     * node's power is not known.
     */
    public @Nullable Double averageWatts(double readShare, double writeShare) {
        return known(power.watts(Health.of(cluster, List.of()), steady.use(readShare, writeShare)));
    }

    public RunResult.ClusterSize size() {
        boolean provider = proposal.providerDomains();
        int units = 0;
        for (int rack = 0; rack < cluster.rackCount(); rack++) {
            units += RackUse.of(cluster, rack).units();
        }
        return new RunResult.ClusterSize(
                cluster.nodeCount(),
                cluster.driveCount(),
                provider ? null : cluster.rackCount(),
                cluster.storingDomainCount(),
                provider ? null : units);
    }

    public RunResult.Protection protection() {
        Code code = plan.data().code();
        return new RunResult.Protection(
                code.toString(),
                code.dataStrips(),
                code.parityStrips(),
                plan.data().maxStripsPerDomain(),
                plan.promise().domains(),
                plan.promise().drives(),
                code.efficiency(),
                plan.promise().restore(),
                plan.metadata().code().width(),
                plan.frontier().stream().map(Frame::option).toList(),
                plan.promise().updateDomains());
    }

    private static RunResult.CodeOption option(CodeOption option) {
        Code code = option.code();
        return new RunResult.CodeOption(
                code.toString(),
                option.maxStripsPerDomain(),
                code.efficiency(),
                code.dataStrips() * code.repairReads());
    }

    public RunResult.Capacity capacity(double storedBytes) {
        return new RunResult.Capacity(
                rawBytes(),
                usableBytes(),
                usableBytes() * dataPath.reduction(),
                rawBytes() * plan.spareShare(),
                storedBytes);
    }

    public RunResult.Throughput throughput() {
        List<RunResult.Limit> limits = new ArrayList<>();
        limits.addAll(steady.read());
        limits.addAll(steady.write());
        limits.addAll(steady.burstWrite());
        RunResult.Limit read = steady.read().getFirst();
        RunResult.Limit write = steady.write().getFirst();
        RunResult.Limit burst = steady.burstWrite().getFirst();
        double burstSeconds = steady.burstSeconds();
        return new RunResult.Throughput(
                read.bytesPerSecond(),
                write.bytesPerSecond(),
                burst.bytesPerSecond(),
                Double.isInfinite(burstSeconds) ? null : burstSeconds,
                read.resource(),
                write.resource(),
                burst.resource(),
                read.bytesPerSecond() / steady.frontEndLineRate(),
                write.bytesPerSecond() / steady.frontEndLineRate(),
                limits);
    }

    /** Densities, beside an average that the caller knows. */
    public RunResult.Density density(@Nullable Double averageWatts) {
        Double provisioned = provisionedWatts();
        Integer racks = proposal.providerDomains() ? null : cluster.rackCount();
        return new RunResult.Density(
                racks,
                provisioned == null ? null : averageWatts,
                provisioned,
                provisioned == null ? null : usableBytes() / (provisioned / 1e6),
                racks == null ? null : usableBytes() / racks);
    }

    private static @Nullable Double known(double watts) {
        return Double.isNaN(watts) ? null : watts;
    }
}
