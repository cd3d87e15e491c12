package dev.faultline.cluster.sizing;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.review.Review;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.scenario.Progress;
import dev.faultline.cluster.scenario.Run;
import dev.faultline.cluster.scenario.ScenarioReader;
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

    private static final PriceBook PRICES = PriceBook.of(CATALOG);

    private Sizings() {}

    static Sizing read(String file, String... settings) {
        Problems problems = new Problems();
        Sizing sizing =
                RequirementReader.read(HOME.resolve(file), settings(settings), PRICES, problems);
        problems.throwIfAny();
        return Objects.requireNonNull(sizing);
    }

    static Sizing of(String text) {
        Problems problems = new Problems();
        Sizing sizing = RequirementReader.ofOptions(text, List.of(), PRICES, problems);
        problems.throwIfAny();
        return Objects.requireNonNull(sizing);
    }

    static SizeResult.Answer answer(Sizing sizing, int candidate) {
        SizeResult.Candidate size = sizing.size(candidate);
        return Objects.requireNonNull(size.answer(), () -> String.valueOf(size.shortfall()));
    }

    /** A topology that keeps its promise. */
    private record Planned(Proposal proposal, ProtectionPlan plan) {}

    /** A topology's text with settings, reviewed; empty when no code keeps its promise. */
    static Optional<ReviewResult> review(String topology, String... settings) {
        return planned(topology, settings)
                .map(planned -> Review.of(planned.proposal(), planned.plan()));
    }

    /**
     * How long it takes to re-create a domain, with so much stored and read, and 30 % guaranteed;
     * infinite where that does not end.
     */
    static double rebuildSeconds(
            String topology, double storedBytes, double readBytesPerSecond, String... settings) {
        Planned planned = planned(topology, settings).orElseThrow();
        double usable = Review.of(planned.proposal(), planned.plan()).capacity().usableBytes();
        String text =
                """
                name: a domain is lost
                topology: t.yaml
                fill: %.9f %%
                foreground: [{name: clients, reads: %.0f GB/s, access: sequential}]
                rebuild: {share: 30 %%}
                timeline: [{at: 1 h, lose: domain/0}]
                """
                        .formatted(100 * storedBytes / usable, readBytesPerSecond / 1e9);
        RunResult.Rebuild rebuild =
                Run.of(
                                ScenarioReader.of(
                                        text, "a rebuild", planned.proposal(), planned.plan()),
                                Progress.NONE)
                        .rebuild();
        return rebuild.finished() ? rebuild.seconds() : Double.POSITIVE_INFINITY;
    }

    private static Optional<Planned> planned(String topology, String... settings) {
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
        return Optional.ofNullable(ProtectionPlanner.plan(bound, proposal.cluster(), problems))
                .map(plan -> new Planned(proposal, plan));
    }

    private static List<Setting> settings(String... settings) {
        return List.of(settings).stream().map(Setting::parse).toList();
    }
}
