package dev.faultline.cluster.expansion;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.CodeOption;
import dev.faultline.cluster.protection.GroupStates;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.Placement;
import dev.faultline.cluster.protection.PlacementBuilder;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.result.ExpansionResult;
import dev.faultline.cluster.result.ExpansionResult.Balance;
import dev.faultline.cluster.result.ExpansionResult.Clients;
import dev.faultline.cluster.result.ExpansionResult.Movement;
import dev.faultline.cluster.result.ExpansionResult.Reencoding;
import dev.faultline.cluster.result.ExpansionResult.Size;
import dev.faultline.cluster.result.ExpansionResult.Step;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that grows step by step and keeps its code. One placement goes through all steps:
 * before each the cluster is filled again to the same share, and its groups hold more stripes.
 */
public final class Expansion {

    /** Groups that each drive takes part in when all steps are done; metadata has fewer. */
    private static final int STRIPS_PER_DRIVE = 128;

    private static final int METADATA_STRIPS_PER_DRIVE = 16;
    private static final int MOST_STRIPS = 8_000_000;

    private final Terms terms;
    private final ProtectionPlan kept;
    private final List<GrownProposal> proposals;
    private Placement data;
    private Placement metadata;

    /**
     * What is asked.
     *
     * @param fill share of the usable capacity that is stored before each step
     * @param share of every resource that moving is guaranteed, above 0 to 1
     * @param readsAsked by clients in bytes per second; infinite for all they can get
     */
    public record Terms(double fill, double share, double readsAsked, long seed) {}

    /** A topology with the plan that it would have if it were built anew. */
    public record GrownProposal(Proposal proposal, ProtectionPlan plan) {}

    private Expansion(List<GrownProposal> proposals, Terms terms) {
        this.terms = terms;
        this.proposals = proposals;
        this.kept = proposals.getFirst().plan();
        int drives = proposals.getLast().proposal().cluster().driveCount();
        this.data = placed("data", kept.data(), STRIPS_PER_DRIVE, drives);
        this.metadata = placed("metadata", kept.metadata(), METADATA_STRIPS_PER_DRIVE, drives);
    }

    /**
     * Grows the first into each of the others in turn.
     *
     * @param proposals each larger than the one before, see {@link GrowthCheck}
     */
    public static ExpansionResult of(List<GrownProposal> proposals, Terms terms) {
        Expansion expansion = new Expansion(List.copyOf(proposals), terms);
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < proposals.size(); i++) {
            steps.add(expansion.grow(proposals.get(i - 1).proposal(), proposals.get(i)));
        }
        return new ExpansionResult(
                ExpansionResult.FORMAT,
                proposals.getFirst().proposal().name(),
                expansion.kept.data().code().toString(),
                terms.seed(),
                terms.fill(),
                terms.share(),
                terms.readsAsked() == Double.POSITIVE_INFINITY ? null : terms.readsAsked(),
                steps);
    }

    private Placement placed(String name, CodeOption option, int perDrive, int drivesAtLast) {
        Cluster cluster = proposals.getFirst().proposal().cluster();
        long strips = Math.min(MOST_STRIPS, (long) perDrive * drivesAtLast);
        int each = Math.toIntExact(Math.max(1, Math.ceilDiv(strips, cluster.driveCount())));
        return PlacementBuilder.place(
                cluster, option, each, new RandomStreams(terms.seed()).stream("placement/" + name));
    }

    private Step grow(Proposal from, GrownProposal to) {
        Cluster after = to.proposal().cluster();
        Growth growth = Growth.of(from.cluster(), after);
        double usableBefore = usable(from.cluster(), kept);
        double stored = terms.fill() * usableBefore;
        double readsBefore = pace(from).mostReads(layout("data", data, stored));
        data = data.renumbered(growth.driveAfter(), after.driveCount());
        metadata = metadata.renumbered(growth.driveAfter(), after.driveCount());
        int crowdedBefore = mostInDomain(after);
        Layout users = layout("data", data, stored);
        Layout meta = layout("metadata", metadata, stored * kept.metadataShare());
        Resources resources = resources(to.proposal());
        Reencoding reencoding = reencoding(to, users, stored);
        RandomStreams streams = new RandomStreams(terms.seed());
        String stream = "expansion/" + after.driveCount();
        Moves userMoves = Rebalancing.plan(data, after, streams.stream(stream + "/data"));
        Moves metaMoves = Rebalancing.plan(metadata, after, streams.stream(stream + "/metadata"));
        Haul haul = Haul.of(resources, List.of(users, meta), List.of(userMoves, metaMoves));
        Bound bound = Bound.of(resources, growth, capacities(resources), haul.demand());
        Pace pace = pace(to.proposal());
        pace.move(users, userMoves, haul.demand());
        metaMoves.apply(metadata, 0, metaMoves.count());
        double usableAfter = usable(after, plan(to));
        double physical = physicalBytes(users) + physicalBytes(meta);
        return new Step(
                from.name(),
                to.proposal().name(),
                size(from.cluster()),
                size(after),
                usableBefore,
                usableAfter,
                stored,
                stored / usableAfter,
                new Movement(
                        haul.bytes(),
                        userMoves.least() * users.stripBytes()
                                + metaMoves.least() * meta.stripBytes(),
                        physical * growth.newDrives() / after.driveCount(),
                        haul.bytesAcrossRacks(),
                        pace.seconds(),
                        bound.seconds(),
                        bound.resource()),
                balance(users, meta, after, crowdedBefore),
                new Clients(
                        readsBefore,
                        pace.leastReadBytesPerSecond(),
                        pace.meanReadBytesPerSecond(),
                        pace(to.proposal()).mostReads(users)),
                pace.stages(),
                reencoding);
    }

    /** The plan of the grown cluster with the code that it keeps. */
    private ProtectionPlan plan(GrownProposal to) {
        return new ProtectionPlan(
                kept.promise(),
                kept.data(),
                kept.frontier(),
                kept.metadata(),
                kept.metadataShare(),
                to.plan().spareShare());
    }

    /** The most efficient code that the grown cluster would allow, where it is a better one. */
    private @Nullable Reencoding reencoding(GrownProposal to, Layout users, double stored) {
        Code best = kept.data().code();
        List<CodeOption> options = new ArrayList<>(to.plan().frontier());
        options.add(to.plan().data());
        for (CodeOption option : options) {
            best = option.code().efficiency() > best.efficiency() ? option.code() : best;
        }
        if (best.equals(kept.data().code())) {
            return null;
        }
        Cluster cluster = to.proposal().cluster();
        Resources resources = resources(to.proposal());
        Paths paths = new Paths(resources, Health.of(cluster, List.of()));
        double written = stored / best.efficiency();
        double[] read = new double[cluster.driveCount()];
        double[] write = new double[cluster.driveCount()];
        Arrays.fill(write, written / cluster.driveCount());
        double each = stored / ((double) data.groupCount() * data.code().dataStrips());
        for (int drive = 0; drive < read.length; drive++) {
            read[drive] = each * data.dataStripsOf(drive);
        }
        Demand demand = new Demand(resources);
        paths.gather(demand, read);
        paths.scatter(demand, write);
        paths.compute(demand, stored, best.parityStrips() * stored);
        Pace pace = pace(to.proposal());
        pace.stay(users, demand);
        double raw = cluster.driveCount() * cluster.driveKind().capacityBytes();
        double usable =
                raw
                        * (1 - to.plan().spareShare())
                        / (1 / best.efficiency()
                                + kept.metadataShare() * kept.metadata().code().width());
        return new Reencoding(best.toString(), usable, stored, written, pace.seconds());
    }

    private Balance balance(Layout users, Layout meta, Cluster after, int crowdedBefore) {
        double[] bytes = new double[after.driveCount()];
        for (Layout layout : List.of(users, meta)) {
            for (int strip = 0; strip < layout.placement().stripCount(); strip++) {
                bytes[layout.placement().driveOfStrip(strip)] += layout.stripBytes();
            }
        }
        double mean = Arrays.stream(bytes).sum() / bytes.length;
        return new Balance(
                Arrays.stream(bytes).min().orElse(0) / mean,
                Arrays.stream(bytes).max().orElse(0) / mean,
                kept.data().maxStripsPerDomain(),
                crowdedBefore,
                mostInDomain(after));
    }

    private int mostInDomain(Cluster cluster) {
        int width = data.code().width();
        int most = 0;
        int[] inDomain = new int[cluster.domainCount()];
        for (int group = 0; group < data.groupCount(); group++) {
            Arrays.fill(inDomain, 0);
            for (int position = 0; position < width; position++) {
                most =
                        Math.max(
                                most,
                                ++inDomain[cluster.domainOfDrive(data.drive(group, position))]);
            }
        }
        return most;
    }

    private Pace pace(Proposal proposal) {
        return new Pace(
                resources(proposal),
                terms.share(),
                terms.readsAsked(),
                proposal.file().dataPath().reduction());
    }

    private static Layout layout(String name, Placement placement, double bytes) {
        double strip = bytes / ((double) placement.groupCount() * placement.code().dataStrips());
        return new Layout(
                name, placement, strip, new GroupStates(placement, placement.driveCount()));
    }

    private static double physicalBytes(Layout layout) {
        return layout.stripBytes() * layout.placement().stripCount();
    }

    private static Resources resources(Proposal proposal) {
        return new Resources(
                proposal.cluster(), proposal.file().network().leafUplinkOversubscription());
    }

    private static double[] capacities(Resources resources) {
        return resources.capacities(Health.of(resources.cluster(), List.of()));
    }

    private static double usable(Cluster cluster, ProtectionPlan plan) {
        return plan.usableBytes(cluster.driveCount() * cluster.driveKind().capacityBytes());
    }

    private static Size size(Cluster cluster) {
        return new Size(
                cluster.nodeCount(),
                cluster.driveCount(),
                cluster.rackCount(),
                cluster.storingDomainCount());
    }
}
