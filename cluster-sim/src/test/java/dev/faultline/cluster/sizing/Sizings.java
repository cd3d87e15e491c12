package dev.faultline.cluster.sizing;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.review.Review;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Requirements read and sized, and topologies reviewed apart from any search. */
final class Sizings {

    static final Path HOME = Path.of("..");
    static final Catalog CATALOG = Catalog.load(HOME.resolve("topologies/catalog"));

    private Sizings() {}

    static Sizing read(String file, String... settings) {
        Problems problems = new Problems();
        Sizing sizing =
                RequirementReader.read(HOME.resolve(file), settings(settings), CATALOG, problems);
        problems.throwIfAny();
        return Objects.requireNonNull(sizing);
    }

    static Sizing of(String text) {
        Problems problems = new Problems();
        Sizing sizing = RequirementReader.ofOptions(text, List.of(), CATALOG, problems);
        problems.throwIfAny();
        return Objects.requireNonNull(sizing);
    }

    static SizeResult.Answer answer(Sizing sizing, int candidate) {
        SizeResult.Candidate size = sizing.size(candidate);
        return Objects.requireNonNull(size.answer(), () -> String.valueOf(size.shortfall()));
    }

    /** A topology's text with settings, reviewed; empty when no code keeps its promise. */
    static Optional<ReviewResult> review(String topology, String... settings) {
        Problems problems = new Problems();
        Located root = ConfigFile.tree(topology, "topology", problems);
        for (Setting setting : settings(settings)) {
            root = setting.applyTo(Objects.requireNonNull(root), problems);
        }
        TopologyFile file = Binder.bind(Objects.requireNonNull(root), TopologyFile.class, problems);
        problems.throwIfAny();
        Bound<TopologyFile> bound = new Bound<>(Objects.requireNonNull(file), root);
        Proposal proposal =
                Objects.requireNonNull(
                        new TopologyReader(CATALOG).resolve(bound, "topology", topology, problems));
        problems.throwIfAny();
        ProtectionPlan plan = ProtectionPlanner.plan(bound, proposal.cluster(), problems);
        return plan == null ? Optional.empty() : Optional.of(Review.of(proposal, plan));
    }

    private static List<Setting> settings(String... settings) {
        return List.of(settings).stream().map(Setting::parse).toList();
    }
}
