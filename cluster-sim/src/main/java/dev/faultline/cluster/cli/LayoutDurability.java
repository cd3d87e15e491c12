package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.Depth;
import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioDurability;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How durable the layouts of scenarios are: found beside the runs, on cores that they leave idle,
 * and once for all scenarios that ask the same.
 */
final class LayoutDurability {

    private final Assumptions assumed;
    private final Depth depth;
    private final Map<Layout, CompletableFuture<DurabilityResult>> found =
            new ConcurrentHashMap<>();

    LayoutDurability(Assumptions assumed, Depth depth) {
        this.assumed = assumed;
        this.depth = depth;
    }

    /** Begins to find it, if nobody has. */
    CompletableFuture<DurabilityResult> ask(Scenario scenario) {
        return found.computeIfAbsent(
                Layout.of(scenario),
                _ ->
                        CompletableFuture.supplyAsync(
                                () -> ScenarioDurability.of(scenario, assumed, depth)));
    }

    /** Waits for it. */
    DurabilityResult of(Scenario scenario) {
        try {
            return ask(scenario).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What of a scenario its durability depends on. */
    private record Layout(TopologyFile topology, Ratio fill, Ratio share, Span detectAfter) {
        static Layout of(Scenario scenario) {
            return new Layout(
                    scenario.proposal().file(),
                    scenario.file().fill(),
                    scenario.file().rebuild().share(),
                    scenario.file().rebuild().detectAfter());
        }
    }
}
