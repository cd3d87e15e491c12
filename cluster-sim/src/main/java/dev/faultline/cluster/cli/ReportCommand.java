package dev.faultline.cluster.cli;

import dev.faultline.cluster.report.ResultReader;
import dev.faultline.cluster.report.html.HtmlReport;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.node.config.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline report}: draws kept results, later or elsewhere. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Draws kept results as one HTML file that needs no network.",
        footer = {
            "",
            "Exit code: 0 written, 2 a result cannot be used; then nothing is written.",
            "",
            "Example:",
            "  faultline report results.json --html report.html"
        })
public final class ReportCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "RESULT",
            description = "Files that run --json wrote; several results become tabs.")
    private List<Path> files = List.of();

    @Option(
            names = "--html",
            required = true,
            paramLabel = "FILE",
            description = "Where to write the report.")
    private Path html = Path.of("report.html");

    @Override
    public Integer call() {
        Problems problems = new Problems();
        List<RunResult> results = new ArrayList<>();
        for (Path file : files) {
            results.addAll(ResultReader.read(file, problems));
        }
        problems.throwIfAny();
        OutputFile.write(html, HtmlReport.text(results));
        spec.commandLine().getOut().println("Report written to " + html);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
