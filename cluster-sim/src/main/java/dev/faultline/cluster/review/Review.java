package dev.faultline.cluster.review;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.result.ReviewResult.Bottleneck;
import dev.faultline.cluster.result.ReviewResult.PerUnit;
import dev.faultline.cluster.result.ReviewResult.Rates;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.Limit;
import dev.faultline.cluster.review.cost.CostModel;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposal in the frame that is the same for all. Nothing is placed and nothing is run, so a
 * search may ask this of very many candidates: the work grows with the number of drives, and is a
 * few milliseconds for ten thousand of them.
 */
public final class Review {

    private static final double PETABYTE = 1e15;

    private final Frame frame;

    private Review(Frame frame) {
        this.frame = frame;
    }

    /** What it gives; its cost is left to who has prices. */
    public static ReviewResult of(Proposal proposal, ProtectionPlan plan) {
        return new Review(new Frame(proposal, plan)).result();
    }

    /** What it gives and what it costs. */
    public static ReviewResult of(Proposal proposal, ProtectionPlan plan, PriceBook prices) {
        Review review = new Review(new Frame(proposal, plan));
        ReviewResult result = review.result();
        CostResult cost =
                CostModel.of(
                        proposal,
                        new CostModel.Amounts(
                                review.frame.nodesOfGroups(),
                                result.density().averageWatts(),
                                result.density().provisionedWatts(),
                                result.capacity().usableBytes(),
                                proposal.file().dataPath().reduction(),
                                result.throughput().readBytesPerSecond(),
                                result.throughput().writeBytesPerSecond()),
                        prices);
        return result.with(cost, rates(result.throughput(), cost.monthlyUsd()));
    }

    private ReviewResult result() {
        Proposal proposal = frame.proposal();
        TopologyFile.Cost cost = proposal.file().cost();
        RunResult.Throughput throughput = frame.throughput();
        RunResult.Density density =
                frame.density(
                        frame.averageWatts(
                                cost.averageReads().fraction(), cost.averageWrites().fraction()));
        return new ReviewResult(
                proposal.name(),
                proposal.fileName(),
                frame.size(),
                frame.protection(),
                frame.capacity(frame.usableBytes() * cost.filled().fraction()),
                throughput,
                bottleneck(frame.steady().read()),
                bottleneck(frame.steady().write()),
                bottleneck(frame.steady().burstWrite()),
                new OperationLimits(frame).operations(),
                density,
                perUnit(throughput, density),
                RackWeight.heaviest(proposal),
                null,
                assumptions());
    }

    private static Bottleneck bottleneck(List<Limit> limits) {
        Limit first = limits.getFirst();
        if (limits.size() == 1) {
            return new Bottleneck(first.resource(), first.bytesPerSecond(), null, null, null);
        }
        Limit next = limits.get(1);
        return new Bottleneck(
                first.resource(),
                first.bytesPerSecond(),
                next.resource(),
                next.bytesPerSecond(),
                next.bytesPerSecond() / first.bytesPerSecond() - 1);
    }

    private PerUnit perUnit(RunResult.Throughput throughput, RunResult.Density density) {
        Integer racks = density.racks();
        Double watts = density.provisionedWatts();
        return new PerUnit(
                rates(throughput, (double) frame.proposal().cluster().nodeCount()),
                rates(throughput, frame.usableBytes() / PETABYTE),
                rates(throughput, racks == null ? null : (double) racks),
                rates(throughput, watts == null ? null : watts / 1e6),
                new Rates(null, null, null));
    }

    /** The throughput divided by so much of something; unknown where that is. */
    static Rates rates(RunResult.Throughput throughput, @Nullable Double amount) {
        if (amount == null || amount == 0) {
            return new Rates(null, null, null);
        }
        return new Rates(
                throughput.readBytesPerSecond() / amount,
                throughput.writeBytesPerSecond() / amount,
                throughput.burstWriteBytesPerSecond() / amount);
    }

    private List<String> assumptions() {
        TopologyFile file = frame.proposal().file();
        List<String> words = new ArrayList<>();
        words.add(
                "Average power is while clients read at %s of the steady read rate and write at %s of the steady write rate."
                        .formatted(file.cost().averageReads(), file.cost().averageWrites()));
        words.add(
                "%s of the raw capacity is spare, metadata is %s of the data in %d copies, data reduction %s."
                        .formatted(
                                file.protection().spare(),
                                file.protection().metadata().share(),
                                file.protection().metadata().mirrors(),
                                file.dataPath().reduction()));
        words.add(
                "Switches take no rack units and are in no figure of power; beside a cost it is said what theirs would be.");
        return List.copyOf(words);
    }
}
