package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class SweepCommandTest {

    @TempDir Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(
                folder.resolve("topology.yaml"),
                """
                name: lab, "quoted"
                nodes:
                  - {group: storage, server: lab-1u-4x1t, failure-domains: 6, nodes-per-rack: 1}
                protection:
                  data: {code: 3+2}
                  tolerate: {failure-domains: 1, drives: 1}
                """);
        Files.writeString(
                folder.resolve("sweep.yaml"),
                """
                name: domains and nodes
                topology: topology.yaml
                parameters:
                  nodes.storage.failure-domains: [3, 6, 12]
                  topology.nodes.storage.nodes-per-rack: [1, 2]
                show: [usable, read, code, monthly-cost]
                """);
    }

    @Test
    void rowsDoNotDependOnThreads() {
        CommandLineRun one = sweep("--threads", "1", "--csv", "-");
        CommandLineRun two = sweep("--threads", "2", "--csv", "-");

        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(one.out()).isEqualTo(two.out());
        List<String> lines = one.out().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "nodes.storage.failure-domains,topology.nodes.storage.nodes-per-rack,"
                                + "usable [B],read [B/s],code,monthly-cost [USD],problem");
        assertThat(lines.get(1)).startsWith("3,1,,,,,").contains("3+2 puts up to 2 strips");
    }

    /** Rows of other prices are other rows: a journal does not give them. */
    @Test
    void pricesOfOnesOwnCountAndMakeRowsAnew() throws IOException {
        Files.writeString(
                folder.resolve("topology.yaml"),
                """
                name: boxes
                site: {power: 1 MW, electricity: 0.08 USD/kWh}
                nodes:
                  - {group: storage, server: ebox-1u-10x122, failure-domains: 6, nodes-per-rack: 1}
                protection:
                  data: {code: 3+2}
                  tolerate: {failure-domains: 1, drives: 1}
                """);
        String journal = folder.resolve("rows.journal").toString();

        String catalog = sweep("--resume", journal, "--csv", "-").out();
        String cheap = sweep("--resume", journal, "--csv", "-", "--prices", prices(1)).out();
        String dear = sweep("--resume", journal, "--csv", "-", "--prices", prices(1000)).out();

        assertThat(catalog).isNotEqualTo(cheap);
        // Six boxes of ten drives, 999 USD a TB more: 999 / 60 + 999 x 5 % / 12 a month.
        double more = 60 * 122.88 * (999 / 60.0 + 999 * 0.05 / 12);
        assertThat(monthlyUsd(dear) - monthlyUsd(cheap)).isCloseTo(more, within(1e-3));
    }

    private String prices(int usdPerTerabyte) throws IOException {
        Path file = folder.resolve("prices.yaml");
        Files.writeString(
                file,
                """
                prices:
                  - {key: ours, name: ours, of: [d5-p5336-122t], per-terabyte: %d USD/TB, price-date: 4Q26, source: an offer, confidence: sourced}
                """
                        .formatted(usdPerTerabyte));
        return file.toString();
    }

    /** Of six domains with a node each: the third row after the head. */
    private static double monthlyUsd(String csv) {
        String row = csv.lines().filter(line -> line.startsWith("6,1,")).findFirst().orElseThrow();
        return Double.parseDouble(row.split(",", -1)[5]);
    }

    @Test
    void filesAreWrittenAndResumed() throws IOException {
        Path journal = folder.resolve("rows.journal");
        Path csv = folder.resolve("rows.csv");
        Path html = folder.resolve("rows.html");
        String[] options = {
            "--resume", journal.toString(), "--csv", csv.toString(), "--html", html.toString()
        };

        CommandLineRun first = sweep(options);
        String rows = Files.readString(csv);
        long size = Files.size(journal);
        CommandLineRun second = sweep(options);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(Files.readString(csv)).isEqualTo(rows);
        // Nothing but the line end that begins each session.
        assertThat(Files.size(journal)).isEqualTo(size + 1);
        assertThat(Files.readString(html)).contains("<title>domains and nodes");
    }

    @Test
    void jsonHasEveryRowWithItsFigures() {
        CommandLineRun run = sweep("--json", "-");

        JsonNode result = JsonMapper.shared().readTree(run.out());
        assertThat(result.get("format").asString()).isEqualTo("faultline-sweep/1");
        assertThat(result.get("rows")).hasSize(6);
        JsonNode row = result.get("rows").get(2);
        assertThat(row.get("values").get(0).asString()).isEqualTo("6");
        // 6 x 4 TB x 0.95 / (5/3 + 3 x 0.02).
        assertThat(row.get("figures").get(0).asDouble())
                .isCloseTo(
                        24e12 * 0.95 / (5.0 / 3 + 0.06), org.assertj.core.data.Offset.offset(1e3));
        assertThat(row.get("figures").get(2).asString()).isEqualTo("3+2");
    }

    @Test
    void requirementsAreSizedAnewForEachCombination() throws IOException {
        Files.writeString(
                folder.resolve("requirement.yaml"),
                """
                name: the most that some racks hold
                objective: usable
                racks: 6
                site: {rack-units: 10}
                protection: {tolerate: {failure-domains: 1, drives: 1}}
                candidates: [{server: lab-1u-4x1t}]
                """);
        Files.writeString(
                folder.resolve("sweep.yaml"),
                """
                name: racks and their height
                requirement: requirement.yaml
                parameters:
                  racks: [1, 6, 12]
                  site.rack-units: [5, 10]
                show: [racks, nodes-per-rack, nodes, usable, candidate]
                """);

        CommandLineRun one = sweep("--threads", "1", "--csv", "-");
        CommandLineRun two = sweep("--threads", "2", "--csv", "-");

        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(two.out()).isEqualTo(one.out());
        // All racks full of 1U servers; one rack cannot be lost and keep anything.
        assertThat(one.out().lines().toList().get(1))
                .startsWith("1,5,,,,,,")
                .contains("within the limits 1 failure domains cannot lose 1");
        assertThat(one.out())
                .contains("6,5,6.0,5.0,30.0,")
                .contains("6,10,6.0,10.0,60.0,")
                .contains("12,10,12.0,10.0,120.0,");
    }

    @Test
    void shippedSweepsCanBeUsed() throws IOException {
        List<String> arguments = new java.util.ArrayList<>(List.of("check"));
        for (String folder : List.of("sweeps", "requirements")) {
            try (java.util.stream.Stream<Path> files =
                    Files.list(CatalogCommandTest.home().resolve(folder))) {
                files.map(Path::toString).sorted().forEach(arguments::add);
            }
        }

        CommandLineRun check = CommandLineRun.of(arguments.toArray(String[]::new));

        assertThat(check.exitCode()).as(check.err()).isZero();
    }

    @Test
    void badInputIsExitCodeTwoAndWritesNothing() throws IOException {
        Path csv = folder.resolve("rows.csv");
        Files.writeString(
                folder.resolve("sweep.yaml"),
                """
                name: wrong
                topology: topology.yaml
                seeds: 1..2
                parameters: {nodes.storage.colour: [red, blue]}
                show: [usable, beauty]
                """);

        CommandLineRun run = sweep("--csv", csv.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("sweep.yaml:3:8: seeds: a topology has no seed")
                .contains("sweep.yaml:5:16: show[1]: a topology has no figure \"beauty\"");
        assertThat(csv).doesNotExist();
    }

    private CommandLineRun sweep(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "sweep";
        arguments[1] = folder.resolve("sweep.yaml").toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return CommandLineRun.of(arguments);
    }
}
