package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.Depth;
import dev.faultline.cluster.report.JsonReport;
import dev.faultline.cluster.report.JunitReport;
import dev.faultline.cluster.report.TerminalReport;
import dev.faultline.cluster.report.html.HtmlReport;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.scenario.Run;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioReader;
import dev.faultline.cluster.scenario.SeedRange;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline run}: runs scenarios and says what came of them. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs scenarios and reports what the cluster gave, lost and rebuilt.",
        footer = {
            "",
            "Exit code: 0 all expectations hold, 1 one does not, 2 bad input.",
            "",
            "Examples:",
            "  faultline run scenarios/mai-exabyte-lose-rack.yaml",
            "  faultline run scenarios/mai-exabyte-lose-rack.yaml --html report.html",
            "  faultline run scenarios/gcp-*.yaml --json results.json --junit results.xml",
            "  faultline run scenarios/slow-drives.yaml --seed 1..16",
            "  faultline run scenarios/gcp-lose-vm.yaml --durability whole",
            "  faultline run scenarios/mai-exabyte-lose-rack.yaml \\",
            "      --set topology.nodes.storage.nic=200G --set fill='60 %%'"
        })
public final class RunCommand implements Callable<Integer> {

    /** How far durability is asked. */
    enum HowFar {
        NONE,
        SUMMARY,
        WHOLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SCENARIO", arity = "1..*", description = "Scenario files.")
    private List<Path> files = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N or N..M",
            description = "Replaces the scenarios' seed; with a range each runs once for each.")
    private @Nullable SeedRange seeds;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "Replaces a value of the scenario, or behind topology. one of its topology.")
    private List<String> settings = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the result (several: a list of them); - for stdout.")
    private @Nullable String json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes one self-contained page with charts.")
    private @Nullable Path html;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes a JUnit XML report.")
    private @Nullable Path junit;

    @Option(
            names = "--durability",
            paramLabel = "HOW",
            description =
                    "How far to ask how durable the layout is, one of ${COMPLETION-CANDIDATES}:"
                            + " summary is to a fifth, whole to a twentieth and with what changes"
                            + " would gain. Left out: whole with --html, else summary.")
    private @Nullable HowFar durability;

    @Option(
            names = "--assumptions",
            paramLabel = "FILE",
            description = "What durability assumes; else the defaults.")
    private @Nullable Path assumptions;

    @Option(
            names = "--threads",
            description = "Scenarios run at once; the results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() {
        checkOutputs();
        List<Scenario> scenarios = read();
        List<RunResult> results = runAll(scenarios);
        boolean jsonToStdout = "-".equals(json);
        if (jsonToStdout) {
            spec.commandLine().getOut().println(JsonReport.text(results));
        } else {
            print(results);
        }
        if (json != null && !jsonToStdout) {
            OutputFile.write(Path.of(json), JsonReport.text(results) + "\n");
        }
        if (junit != null) {
            OutputFile.write(junit, JunitReport.text(results));
        }
        if (html != null) {
            OutputFile.write(html, HtmlReport.text(results));
        }
        return results.stream().allMatch(RunResult::holds) ? 0 : 1;
    }

    /** Before anything runs: a long run whose result has nowhere to go is a long run lost. */
    private void checkOutputs() {
        if (json != null && !json.equals("-")) {
            OutputFile.check(Path.of(json));
        }
        if (junit != null) {
            OutputFile.check(junit);
        }
        if (html != null) {
            OutputFile.check(html);
        }
    }

    private List<Scenario> read() {
        Problems problems = new Problems();
        List<Setting> values = new ArrayList<>();
        for (String setting : settings) {
            values.add(Setting.parse(setting));
        }
        ScenarioReader reader = new ScenarioReader(Home.catalog());
        List<Scenario> scenarios = new ArrayList<>();
        for (Path file : files) {
            for (List<Setting> each : forEachSeed(values)) {
                Scenario scenario = reader.read(file, each, problems);
                if (scenario == null) {
                    break;
                }
                scenarios.add(scenario);
            }
        }
        problems.throwIfAny();
        return scenarios;
    }

    private List<List<Setting>> forEachSeed(List<Setting> values) {
        if (seeds == null) {
            return List.of(values);
        }
        List<List<Setting>> all = new ArrayList<>();
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            List<Setting> each = new ArrayList<>(values);
            each.add(Setting.parse("seed=" + seed));
            all.add(each);
        }
        return all;
    }

    private List<RunResult> runAll(List<Scenario> scenarios) {
        LayoutDurability layouts = layoutDurability();
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr(), scenarios.size())) {
            return Parallel.map(
                    scenarios, threads, (index, scenario) -> run(scenario, index, bar, layouts));
        }
    }

    /** Null when nobody wants to know. */
    private @Nullable LayoutDurability layoutDurability() {
        HowFar far = durability == null ? html == null ? HowFar.SUMMARY : HowFar.WHOLE : durability;
        if (far == HowFar.NONE) {
            return null;
        }
        Problems problems = new Problems();
        Assumptions assumed = AssumptionsReader.read(assumptions, List.of(), problems);
        problems.throwIfAny();
        return new LayoutDurability(
                Objects.requireNonNull(assumed), far == HowFar.WHOLE ? Depth.CHANGES : Depth.LOSS);
    }

    private static RunResult run(
            Scenario scenario, int index, ProgressBar bar, @Nullable LayoutDurability layouts) {
        long start = System.nanoTime();
        if (layouts != null) {
            layouts.ask(scenario);
        }
        RunResult result = Run.of(scenario, bar.of(index, scenario.file().name()));
        bar.done(index);
        double wallSeconds = (System.nanoTime() - start) / 1e9;
        RunResult timed = result.with(result.expectations(), wallSeconds);
        return layouts == null ? timed : timed.with(layouts.of(scenario));
    }

    private void print(List<RunResult> results) {
        PrintWriter out = spec.commandLine().getOut();
        Terminal terminal = Terminal.ofStdout();
        for (RunResult result : results) {
            out.println(new TerminalReport(result, terminal.colour(), terminal.width()).text());
        }
        if (results.size() > 1) {
            out.println(TerminalReport.table(results, terminal.colour()));
        }
        out.flush();
    }
}
