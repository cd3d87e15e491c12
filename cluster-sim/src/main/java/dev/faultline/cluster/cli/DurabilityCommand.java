package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.Asked;
import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.Depth;
import dev.faultline.cluster.durability.Durability;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.Method;
import dev.faultline.cluster.durability.Progress;
import dev.faultline.cluster.durability.Question;
import dev.faultline.cluster.report.DurabilityText;
import dev.faultline.cluster.report.JsonReport;
import dev.faultline.cluster.report.html.DurabilityPage;
import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Span;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline durability}: how likely is loss, from what, and what would help most. */
@Command(
        name = "durability",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How likely a cluster loses data, from what causes, and what would help most.",
            "Of a topology, or of equal pools of drives and nothing else (--pools and --code)."
        },
        footer = {
            "",
            "Keys of the assumptions: faultline schema assumptions --markdown. Repair conventions:",
            "rebuild.convention is most-exposed-first, serial or parallel.",
            "",
            "Exit code: 0 answered, 2 bad input.",
            "",
            "Examples:",
            "  faultline durability topologies/mai-exabyte-ebox.yaml",
            "  faultline durability topologies/mai-exabyte-ebox.yaml --html durability.html",
            "  faultline durability topologies/gcp-z3-8-domains.yaml --years 5 --all-methods",
            "  faultline durability topologies/mai-exabyte-ebox.yaml \\",
            "      --set drives.annual-failure-rate='2 %%' --set topology.protection.data='{parity: 4}'",
            "  faultline durability topologies/mai-exabyte-ebox.yaml --method markov \\",
            "      --set rebuild.convention=parallel",
            "  faultline durability --pools 5x10 --code 8+2 --set rebuild.convention=serial \\",
            "      --set rebuild.times=exponential --set fill='100 %%'"
        })
public final class DurabilityCommand implements Callable<Integer> {

    private static final double PILOT_ERROR = 0.3;
    private static final long PILOT_TRIALS = 500_000;

    /** Beyond this no one waits: patience, not this number, ends a simulation. */
    private static final long MOST_TRIALS = 1L << 50;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "TOPOLOGY", arity = "0..1", description = "A topology file.")
    private @Nullable Path topology;

    @ArgGroup(exclusive = false)
    private @Nullable PoolOptions pools;

    @Option(names = "--years", description = "How long the cluster is watched (${DEFAULT-VALUE}).")
    private double years = 1;

    @Option(names = "--method", description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Method method = Method.AUTO;

    @Option(
            names = "--all-methods",
            description = "Also what every other method says, to about a tenth and within bounds.")
    private boolean allMethods;

    @Option(
            names = "--relative-error",
            paramLabel = "SHARE",
            description =
                    "Half of the 95 %% interval as a share of the estimate (${DEFAULT-VALUE}).")
    private String relativeError = "5 %";

    @Option(
            names = "--assumptions",
            paramLabel = "FILE",
            description =
                    "How often parts fail and how fast redundancy returns; else the defaults.")
    private @Nullable Path assumptions;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "Replaces a value of the assumptions, or behind topology. of the topology.")
    private List<String> settings = List.of();

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "Stops when it would take longer than this (${DEFAULT-VALUE}).")
    private String patience = "1 h";

    @Option(names = "--seed", description = "What all draws follow from (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result; - for stdout.")
    private @Nullable String json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes one self-contained page, with what every method says.")
    private @Nullable Path html;

    /** What {@code --json} writes. */
    public record Output(
            String format,
            String topology,
            String code,
            long seed,
            Assumptions assumptions,
            DurabilityResult result) {

        /** Raised when a reader of the old one would misread the new. */
        public static final String FORMAT = "faultline-durability/1";
    }

    @Override
    public Integer call() {
        OutputFile.checkAll(json, html == null ? null : html.toString());
        Asked asked = asked();
        Question question =
                asked.ask(
                        years * Lifetime.YEAR_SECONDS,
                        method,
                        Ratio.parse(relativeError).fraction(),
                        MOST_TRIALS,
                        seed);
        Depth depth = allMethods || html != null ? Depth.METHODS : Depth.CHANGES;
        double mostSeconds = Span.parse(patience).seconds();
        PrintWriter err = spec.commandLine().getErr();
        double error = question.relativeError();
        double trials = naiveTrials(question);
        try (LiveProgress progress = new LiveProgress(err, mostSeconds, error, trials)) {
            progress.catchInterrupt();
            DurabilityResult result =
                    Durability.answer(
                            question, depth, asked.subject(), asked.assumptions(), progress);
            progress.clear();
            String early = progress.endedEarly();
            print(asked, early == null ? result : result.warned(early));
        }
        return 0;
    }

    private Asked asked() {
        if (topology != null && pools == null) {
            return TopologyArgument.read(topology, assumptions, settings);
        }
        if (pools != null && topology == null) {
            return pools.read(assumptions, settings);
        }
        throw new RefusedArgument(
                pools == null
                        ? "say a TOPOLOGY, or --pools POOLSxDRIVES and --code"
                        : "say a TOPOLOGY or --pools, not both");
    }

    private void print(Asked asked, DurabilityResult result) {
        Output output =
                new Output(
                        Output.FORMAT,
                        result.subject().name(),
                        result.subject().code(),
                        seed,
                        asked.assumed(),
                        result);
        PrintWriter out = spec.commandLine().getOut();
        out.print("-".equals(json) ? JsonReport.of(output) + "\n" : DurabilityText.of(result));
        out.flush();
        if (json != null && !json.equals("-")) {
            OutputFile.write(Path.of(json), JsonReport.of(output) + "\n");
        }
        if (html != null) {
            OutputFile.write(html, DurabilityPage.text(result, Typed.text(spec)));
        }
    }

    /** Naive simulation cannot tell how far it is before it has seen losses: a pilot can. */
    private static double naiveTrials(Question question) {
        if (question.method() != Method.NAIVE || !question.problems().isEmpty()) {
            return 0;
        }
        Question pilot = question.roughly(Method.IMPORTANCE, PILOT_ERROR, PILOT_TRIALS);
        double probability = Durability.loss(pilot, Progress.NONE).estimate().probability();
        return probability > 0 ? Durability.naiveTrials(probability, question.relativeError()) : 0;
    }
}
