package dev.faultline.cluster.cli;

import dev.faultline.cluster.report.JsonReport;
import dev.faultline.cluster.report.SweepCsv;
import dev.faultline.cluster.report.SweepText;
import dev.faultline.cluster.report.html.SweepPage;
import dev.faultline.cluster.result.SweepResult;
import dev.faultline.cluster.sweep.InputFiles;
import dev.faultline.cluster.sweep.Journal;
import dev.faultline.cluster.sweep.Sweep;
import dev.faultline.cluster.sweep.SweepReader;
import dev.faultline.node.config.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline sweep}: every combination of parameters, in one table and a heat map. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Runs, reviews or sizes every combination of a sweep file's parameters.",
            "",
            "A combination that is impossible becomes a row that says why. Ctrl-C ends the sweep and"
                    + " leaves the rows that are finished."
        },
        footer = {
            "",
            "Exit code: 0 all rows are there, 2 bad input, or no combination is possible.",
            "",
            "Examples:",
            "  faultline sweep sweeps/megawatt-density.yaml",
            "  faultline sweep sweeps/megawatt-density.yaml --csv density.csv --html density.html",
            "  faultline sweep sweeps/megawatt-density.yaml --prices quotation.yaml",
            "  faultline sweep sweeps/rack-rebuild.yaml --resume rack-rebuild.journal --csv rows.csv"
        })
final class SweepCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SWEEP", description = "A sweep file.")
    private Path file = Path.of("");

    @Option(names = "--csv", paramLabel = "FILE", description = "Writes the rows; - for stdout.")
    private @Nullable String csv;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result; - for stdout.")
    private @Nullable String json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes one self-contained page with a heat map.")
    private @Nullable Path html;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Keeps every finished row in this file, and takes from it what an earlier call with"
                            + " the same inputs has finished. Without it, no row is kept.")
    private @Nullable Path journal;

    @Mixin private PricesOption prices = new PricesOption();

    @Option(
            names = "--threads",
            description = "Rows made at once; the results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() {
        OutputFile.checkAll(csv, json, html == null ? null : html.toString());
        Problems problems = new Problems();
        Sweep<?, ?> sweep = SweepReader.read(file, prices.over(Home.catalog(), problems), problems);
        problems.throwIfAny();
        try (Interrupt interrupt = Interrupt.caught();
                Journal kept = journal == null ? Journal.none() : Journal.open(journal)) {
            List<SweepResult.Row> rows = rows(Objects.requireNonNull(sweep), kept, interrupt);
            print(sweep.result(rows, "faultline sweep " + file + prices.words()));
            if (interrupt.asked()) {
                explain(rows.size(), sweep.rowCount());
            }
        }
        return 0;
    }

    private List<SweepResult.Row> rows(Sweep<?, ?> sweep, Journal kept, Interrupt interrupt) {
        List<Path> always = new ArrayList<>(Home.catalogFiles());
        always.addAll(prices.files());
        InputFiles inputs = new InputFiles(always);
        List<Integer> indices = IntStream.range(0, sweep.rowCount()).boxed().toList();
        PrintWriter err = spec.commandLine().getErr();
        try (RowProgress progress = new RowProgress(err, "rows", sweep.rowCount())) {
            List<List<SweepResult.Row>> rows =
                    Parallel.map(
                            indices,
                            threads,
                            (at, index) -> {
                                if (interrupt.asked()) {
                                    return List.of();
                                }
                                SweepResult.Row row = sweep.row(index, inputs, kept);
                                progress.done();
                                return List.of(row);
                            });
            List<SweepResult.Row> all = new ArrayList<>();
            rows.forEach(all::addAll);
            return all;
        }
    }

    private void print(SweepResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if ("-".equals(json)) {
            out.println(JsonReport.of(result));
        } else if ("-".equals(csv)) {
            out.print(SweepCsv.text(result));
        } else {
            out.print(SweepText.of(result, Terminal.ofStdout().colour()));
        }
        out.flush();
        if (csv != null && !csv.equals("-")) {
            OutputFile.write(Path.of(csv), SweepCsv.text(result));
        }
        if (json != null && !json.equals("-")) {
            OutputFile.write(Path.of(json), JsonReport.of(result) + "\n");
        }
        if (html != null) {
            OutputFile.write(html, SweepPage.text(result));
        }
    }

    private void explain(int rows, int all) {
        String again =
                journal == null
                        ? "with --resume FILE a later call would go on from there"
                        : "the same call goes on from there";
        PrintWriter err = spec.commandLine().getErr();
        err.println("interrupted after %,d of %,d rows; %s".formatted(rows, all, again));
        err.flush();
    }
}
