package dev.faultline.cluster.sizing;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.review.Review;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.sizing.RequirementFile.Candidate;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.RackUse;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.hardware.VmSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts shapes of one candidate to the models that reviews and runs use: the topology's text is
 * read, its code is planned, its throughput, power and cost are worked out. Remembers what it was
 * asked. One thread.
 */
final class Evaluator {

    private final Requirement requirement;
    private final Candidate candidate;
    private final TopologyReader topologies;
    private final Tweak tweak;
    private final PriceBook prices;
    private final Map<Shape, Configuration> known = new HashMap<>();

    Evaluator(Requirement requirement, Candidate candidate, PriceBook prices, Tweak tweak) {
        this.requirement = requirement;
        this.candidate = candidate;
        this.topologies = new TopologyReader(prices.catalog());
        this.tweak = tweak;
        this.prices = tweak.prices(prices);
    }

    Candidate candidate() {
        return candidate;
    }

    Requirement requirement() {
        return requirement;
    }

    /** Who rents out the candidate, which is a VM. */
    VmSpec.Provider provider() {
        return prices.catalog().vms().get(String.valueOf(candidate.vm())).provider();
    }

    /** How many shapes were put to the models. */
    int asked() {
        return known.size();
    }

    Configuration of(Shape shape) {
        Configuration before = known.get(shape);
        if (before == null) {
            before = evaluate(shape);
            known.put(shape, before);
        }
        return before;
    }

    /** The hardware of a shape, whatever may be said of its protection; null with what is wrong. */
    @Nullable Proposal proposal(Shape shape, Problems problems) {
        String text = TopologyText.tried(requirement, candidate, shape);
        Located root = ConfigFile.tree(text, candidate.label(), problems);
        if (root == null) {
            return null;
        }
        TopologyFile file =
                Binder.bind(tweak.applyTo(root, problems), TopologyFile.class, problems);
        return file == null
                ? null
                : topologies.resolve(new Bound<>(file, root), candidate.label(), text, problems);
    }

    private Configuration evaluate(Shape shape) {
        Problems problems = new Problems();
        Proposal read = proposal(shape, problems);
        if (read == null) {
            throw new IllegalStateException(said(problems));
        }
        Proposal proposal = tweak.applyTo(read);
        Cluster cluster = proposal.cluster();
        ProtectionPlan plan = ProtectionPlanner.plan(proposal.bound(), cluster, problems);
        RackUse rack = RackUse.of(cluster, 0);
        if (plan == null || !problems.isEmpty()) {
            return new Configuration(shape, proposal, null, null, rack, said(problems));
        }
        ReviewResult review = Review.of(proposal, plan, prices);
        return new Configuration(shape, proposal, plan, review, rack, "");
    }

    private static String said(Problems problems) {
        return problems.sorted().stream()
                .map(problem -> problem.message())
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
