package dev.faultline.cluster.cli;

import dev.faultline.cluster.preflight.EnvironmentFile;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.scenario.ScenarioReader;
import dev.faultline.cluster.sizing.RequirementReader;
import dev.faultline.cluster.sweep.SweepReader;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.hardware.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline check}: everything that is wrong with topologies and scenarios. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reports every problem of files that people write, and runs nothing.",
        footer = {
            "",
            "Exit code: 0 all files can be used, 2 a file cannot.",
            "",
            "Example:",
            "  faultline check topologies/*.yaml scenarios/*.yaml"
        })
public final class CheckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Topologies, scenarios, requirements, sweeps and environments.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        Catalog catalog = Home.catalog();
        Problems problems = new Problems();
        for (Path file : files) {
            int before = problems.count();
            check(file, catalog, problems);
            if (problems.count() == before) {
                spec.commandLine().getOut().println(file + ": ok");
            }
        }
        spec.commandLine().getOut().flush();
        problems.throwIfAny();
        return 0;
    }

    private static boolean has(@Nullable Located root, String key) {
        return root instanceof Located.Mapping mapping && mapping.get(key) != null;
    }

    /**
     * A file with a key {@code topology} is a scenario, one with {@code parameters} a sweep, one
     * with {@code candidates} a requirement, one with {@code provider} an environment.
     */
    private static void check(Path file, Catalog catalog, Problems problems) {
        Located root = ConfigFile.tree(file, problems);
        if (has(root, "parameters")) {
            SweepReader.read(file, PriceBook.of(catalog), problems);
        } else if (has(root, "candidates")) {
            RequirementReader.read(file, List.of(), PriceBook.of(catalog), problems);
        } else if (has(root, "provider")) {
            ConfigFile.read(file, EnvironmentFile.class, List.of(), problems);
        } else if (has(root, "topology")) {
            new ScenarioReader(catalog).read(file, List.of(), problems);
        } else if (root != null) {
            Proposal proposal = new TopologyReader(catalog).read(file, List.of(), problems);
            if (proposal != null) {
                ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
                PriceBook.of(catalog).check(proposal.bound(), problems);
            }
        }
    }
}
