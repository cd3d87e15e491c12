package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.ClusterQuestion;
import dev.faultline.cluster.durability.Durability;
import dev.faultline.cluster.durability.DurabilityResult;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.Method;
import dev.faultline.cluster.durability.Progress;
import dev.faultline.cluster.durability.Question;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.report.DurabilityText;
import dev.faultline.cluster.report.JsonFile;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.node.config.InvalidInput;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `faultline durability TOPOLOGY`: how likely is loss, from what, and what would help most. */
@Command(
        name = "durability",
        mixinStandardHelpOptions = true,
        description =
                "How likely a cluster loses data, from what causes, and what would help most.")
public final class DurabilityCommand implements Callable<Integer> {

    private static final double PILOT_ERROR = 0.3;
    private static final long PILOT_TRIALS = 500_000;
    private static final long MOST_TRIALS = 1L << 50;

    @Parameters(paramLabel = "TOPOLOGY", description = "a topology file")
    @SuppressWarnings("NullAway.Init")
    private Path topology;

    @Option(names = "--years", defaultValue = "1", description = "mission (${DEFAULT-VALUE})")
    private double years;

    @Option(
            names = "--method",
            defaultValue = "auto",
            description = "auto, exact, markov, splitting, importance or naive (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private String method;

    @Option(
            names = "--relative-error",
            defaultValue = "5 %",
            description =
                    "half of the 95 %% interval as a share of the estimate (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private String relativeError;

    @Option(names = "--assumptions", description = "a file of failure rates and rebuild rates")
    private @Nullable Path assumptions;

    @Option(
            names = "--set",
            description = "path=value of the assumptions, or of the topology behind 'topology.'")
    private List<String> settings = List.of();

    @Option(
            names = "--patience",
            defaultValue = "1 h",
            description = "stop when it would take longer than this (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private String patience;

    @Option(names = "--seed", defaultValue = "1", description = "of all draws (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "also write the result as JSON")
    private @Nullable Path json;

    /** What `--json` writes. */
    public record Output(
            String format,
            String topology,
            String code,
            long seed,
            Assumptions assumptions,
            DurabilityResult result) {
        static final String FORMAT = "faultline-durability/1";
    }

    @Override
    public Integer call() {
        try {
            return run(System.out, System.err);
        } catch (InvalidInput | IllegalArgumentException problem) {
            System.err.println(problem.getMessage());
            return 2;
        }
    }

    private int run(PrintStream out, PrintStream err) {
        Problems problems = new Problems();
        List<Setting> all = settings.stream().map(Setting::parse).toList();
        Assumptions assumed = AssumptionsReader.read(assumptions, all, problems);
        Proposal proposal = TopologyArgument.read(topology, all, problems);
        ProtectionPlan plan =
                proposal == null
                        ? null
                        : ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
        problems.throwIfAny();
        if (assumed == null || proposal == null || plan == null) {
            throw new IllegalStateException("problems are reported when anything is missing");
        }
        Question question =
                new ClusterQuestion(proposal, plan, assumed)
                        .ask(
                                years * Lifetime.YEAR_SECONDS,
                                methodAsked(),
                                Ratio.parse(relativeError).fraction(),
                                MOST_TRIALS,
                                seed);
        LiveProgress progress =
                new LiveProgress(
                        err,
                        System.console() != null && System.console().isTerminal(),
                        Span.parse(patience).seconds(),
                        naiveTrials(question));
        progress.catchInterrupt();
        DurabilityResult result = Durability.answer(question, progress);
        DurabilityText.print(
                out, proposal.name(), question, assumed, result, progress.endedEarly());
        if (json != null) {
            JsonFile.write(
                    json,
                    new Output(
                            Output.FORMAT,
                            proposal.name(),
                            plan.data().code().toString(),
                            seed,
                            assumed,
                            result));
        }
        progress.finished();
        return 0;
    }

    private Method methodAsked() {
        try {
            return Method.valueOf(method.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--method %s: accepted are auto, exact, markov, splitting, importance, naive"
                            .formatted(method),
                    e);
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
