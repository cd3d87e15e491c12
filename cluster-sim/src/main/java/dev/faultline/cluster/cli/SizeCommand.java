package dev.faultline.cluster.cli;

import dev.faultline.cluster.report.JsonReport;
import dev.faultline.cluster.report.SizeText;
import dev.faultline.cluster.report.html.SizePage;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.sizing.Emission;
import dev.faultline.cluster.sizing.RequirementReader;
import dev.faultline.cluster.sizing.Sizing;
import dev.faultline.node.config.Problems;
import dev.faultline.node.units.RefusedArgument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline size}: from a requirement to the smallest cluster that meets it. */
@Command(
        name = "size",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the smallest configuration of each candidate that meets every requirement, or says"
                    + " why there is none.",
            "",
            "The requirement is a file, or options, or a file with options that replace values of it."
        },
        footer = {
            "",
            "Exit code: 0 a candidate has an answer, 1 none has, 2 bad input.",
            "",
            "Examples:",
            "  faultline size requirements/exabyte-160k-gpus.yaml",
            "  faultline size --usable 130PB --read 2.5TB/s --power 300kW --server ebox-1u-10x122",
            "  faultline size --usable 1.3EB --gpus 160000 --gpu-profile superpod-standard \\",
            "      --server ebox-1u-10x122 --server dbox-1u-22x122+cnode-1u --set site.pue=1.2 \\",
            "      --emit mine.yaml --emit-scenario mine-tried.yaml --html size.html",
            "  faultline size requirements/exabyte-160k-gpus.yaml --prices quotation.yaml",
            "  faultline size --usable 10PB --read 100GB/s --vm z3-highmem-88-highlssd --objective nodes"
        })
final class SizeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "REQUIREMENT", arity = "0..1", description = "A requirement file.")
    private @Nullable Path file;

    @ArgGroup(validate = false, heading = "%nWhat is asked:%n")
    private SizeOptions asked = new SizeOptions();

    @Mixin private PricesOption prices = new PricesOption();

    @ArgGroup(validate = false, heading = "%nWhat is written:%n")
    private Outputs outputs = new Outputs();

    @Option(
            names = "--threads",
            description = "Candidates sized at once; the results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** Files. */
    static final class Outputs {
        @Option(
                names = "--emit",
                paramLabel = "FILE",
                description = "Writes the best answer as a topology.")
        private @Nullable Path emit;

        @Option(
                names = "--emit-scenario",
                paramLabel = "FILE",
                description = "Writes a scenario that tries what is promised; needs --emit.")
        private @Nullable Path scenario;

        @Option(
                names = "--json",
                paramLabel = "FILE",
                description = "Writes the result; - for stdout.")
        private @Nullable String json;

        @Option(
                names = "--html",
                paramLabel = "FILE",
                description = "Writes one self-contained page with charts.")
        private @Nullable Path html;
    }

    @Override
    public Integer call() {
        checkOutputs();
        Problems problems = new Problems();
        PriceBook book = prices.over(Home.catalog(), problems);
        Sizing sizing =
                file == null
                        ? RequirementReader.ofOptions(
                                asked.text(), asked.settings(), book, problems)
                        : RequirementReader.read(file, asked.settings(), book, problems);
        problems.throwIfAny();
        return answer(Objects.requireNonNull(sizing));
    }

    private int answer(Sizing sizing) {
        List<SizeResult.Candidate> sizes = sizes(sizing);
        int winner = sizing.winner(sizes);
        SizeResult.Answer best = winner < 0 ? null : sizes.get(winner).answer();
        print(
                sizing.result(
                        sizes, best == null ? null : sizing.sensitivity(winner, best), command()));
        if (best != null) {
            emit(sizing.emission(winner, best));
        }
        return best == null ? 1 : 0;
    }

    private List<SizeResult.Candidate> sizes(Sizing sizing) {
        List<Integer> indices = IntStream.range(0, sizing.candidateCount()).boxed().toList();
        PrintWriter err = spec.commandLine().getErr();
        try (RowProgress progress = new RowProgress(err, "candidates", indices.size())) {
            return sizing.sizes((count, work) ->
                    Parallel.map(
                            indices,
                            threads,
                            (at, index) -> {
                                SizeResult.Candidate size = work.apply(index);
                                progress.done();
                                return size;
                            }));
        }
    }

    private void checkOutputs() {
        OutputFile.checkAll(
                outputs.json, text(outputs.html), text(outputs.emit), text(outputs.scenario));
        if (outputs.scenario != null && outputs.emit == null) {
            throw new RefusedArgument(
                    "--emit-scenario needs --emit: a scenario names its topology");
        }
    }

    private void print(SizeResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if ("-".equals(outputs.json)) {
            out.println(JsonReport.of(result));
        } else {
            out.print(new SizeText(result, Terminal.ofStdout().colour()).text());
        }
        out.flush();
        if (outputs.json != null && !outputs.json.equals("-")) {
            OutputFile.write(Path.of(outputs.json), JsonReport.of(result) + "\n");
        }
        if (outputs.html != null) {
            OutputFile.write(outputs.html, SizePage.text(result));
        }
    }

    private void emit(Emission emission) {
        if (outputs.emit == null) {
            return;
        }
        OutputFile.write(outputs.emit, emission.topology());
        if (outputs.scenario != null) {
            Path folder = Objects.requireNonNull(outputs.scenario.toAbsolutePath().getParent());
            Path topology = folder.relativize(outputs.emit.toAbsolutePath());
            OutputFile.write(
                    outputs.scenario, emission.scenario(topology.toString().replace('\\', '/')));
        }
    }

    private String command() {
        return "faultline size" + (file == null ? "" : " " + file) + asked.words() + prices.words();
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.toString();
    }
}
