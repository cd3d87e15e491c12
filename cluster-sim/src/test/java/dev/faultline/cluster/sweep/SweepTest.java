package dev.faultline.cluster.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cluster.result.SweepResult;
import dev.faultline.cluster.result.SweepResult.Row;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.node.config.InvalidInput;
import dev.faultline.node.config.Problems;
import dev.faultline.node.hardware.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows, impossible ones among them; the journal; and what is wrong with a sweep's file. */
final class SweepTest {

    private static final String TOPOLOGY =
            """
            name: lab
            nodes:
              - {group: storage, server: lab-1u-4x1t, failure-domains: 6, nodes-per-rack: 1}
            protection:
              data: {code: 3+2}
              tolerate: {failure-domains: 1, drives: 1}
            """;

    private static final String SCENARIO =
            """
            name: a rack is lost
            topology: topology.yaml
            foreground: [{name: training, reads: 1 GB/s}]
            timeline: [{at: 1 h, lose: rack/1}]
            """;

    private static final String SWEEP =
            """
            name: racks and codes
            scenario: scenario.yaml
            parameters:
              topology.nodes.storage.failure-domains: [3, 6, 8]
              code:
                three: {topology.protection.data: {code: 3+2}}
                most: {topology.protection.data: auto}
            seeds: 1..2
            show: [usable, rebuild-time, foreground.training.mean]
            """;

    @TempDir Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("topology.yaml", TOPOLOGY);
        write("scenario.yaml", SCENARIO);
        write("sweep.yaml", SWEEP);
    }

    @Test
    void makesARowOfEachCombinationTheLastParameterFastest() {
        SweepResult result = result(Journal.none());

        assertThat(result.rows()).hasSize(3 * 2 * 2);
        assertThat(result.rows().get(1).values()).containsExactly("3", "three");
        assertThat(result.rows().get(1).seed()).isEqualTo(2);
        assertThat(result.rows().get(2).values()).containsExactly("3", "most");
        assertThat(result.axes())
                .isEqualTo(
                        new SweepResult.Axes(
                                "code",
                                "topology.nodes.storage.failure-domains",
                                List.of(),
                                "usable"));
    }

    @Test
    void figuresAreThoseOfTheModel() {
        Row row = result(Journal.none()).rows().get(4);

        // 6 nodes x 4 TB, 95 % of it over 5/3 for 3+2 and 3 copies of 2 % metadata.
        assertThat(row.values()).containsExactly("6", "three");
        assertThat((Double) row.figures().getFirst())
                .isCloseTo(24e12 * 0.95 / (5.0 / 3 + 0.06), within(1e3));
    }

    @Test
    void impossibleCombinationsSayWhy() {
        Row row = result(Journal.none()).rows().getFirst();

        // Three domains hold two strips each of a stripe of five: with a drive besides, three are
        // gone.
        assertThat(row.figures()).isEmpty();
        assertThat(row.problem()).contains("protection.data.code: 3+2 puts up to 2 strips");
    }

    @Test
    void rowsOfTheJournalAreTakenAndEqualThoseMade() {
        List<Row> whole = result(Journal.none()).rows();
        Path file = folder.resolve("journal");

        try (Journal journal = Journal.open(file)) {
            assertThat(sweep().rows(inputs(), journal, after(5))).hasSize(5);
        }
        int kept;
        List<Row> resumed;
        try (Journal journal = Journal.open(file)) {
            kept = journal.size();
            resumed = result(journal).rows();
        }

        // Of the first five rows one is impossible with both seeds, and is looked at anew.
        assertThat(kept).isEqualTo(3);
        assertThat(resumed).isEqualTo(whole);
    }

    @Test
    void aLineThatWasCutShortIsMadeAgain() throws IOException {
        Path file = folder.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            result(journal);
        }
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 9));

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.size()).isEqualTo(9);
            assertThat(result(journal).rows()).isEqualTo(result(Journal.none()).rows());
            assertThat(journal.size()).isEqualTo(10);
        }
    }

    @Test
    void anotherTopologyMakesTheJournalUseless() throws IOException {
        Path file = folder.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            result(journal);
        }
        write("topology.yaml", TOPOLOGY.replace("drives: 1", "drives: 0"));

        try (Journal journal = Journal.open(file)) {
            assertThat(result(journal).rows()).isEqualTo(result(Journal.none()).rows());
            assertThat(journal.size()).isGreaterThan(10);
        }
    }

    @Test
    void aFileThatIsNoJournalIsNotTouched() {
        Path file = folder.resolve("topology.yaml");

        assertThatThrownBy(() -> Journal.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no journal of a sweep");
        assertThat(file).hasContent(TOPOLOGY);
    }

    @Test
    void aPathThatLeadsNowhereIsBadInput() throws IOException {
        write("sweep.yaml", SWEEP.replace("nodes.storage.failure", "nodes.storage.filure"));
        Sweep<?, ?> sweep = sweep();
        List<Row> rows = sweep.rows(inputs(), Journal.none(), () -> false);

        assertThatThrownBy(() -> sweep.result(rows, ""))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("unknown key \"filure-domains\"");
    }

    @Test
    void everythingWrongWithAFileIsSaidAtOnce() throws IOException {
        write(
                "sweep.yaml",
                """
                name: wrong
                scenario: absent.yaml
                topology: topology.yaml
                parameters:
                  fill: []
                  topology.site.pue: [1.1, 1.1]
                show: [usable, colour]
                heat-map: {x: fill, y: speed}
                """);
        Problems problems = new Problems();

        assertThat(
                        SweepReader.read(
                                folder.resolve("sweep.yaml"), PriceBook.of(catalog()), problems))
                .isNull();

        assertThat(problems.sorted())
                .extracting(problem -> problem.path())
                .contains(
                        "scenario",
                        "",
                        "parameters.fill",
                        "parameters.topology.site.pue",
                        "show[1]",
                        "heat-map.y");
    }

    private static java.util.function.BooleanSupplier after(int rows) {
        List<Integer> asked = new ArrayList<>();
        return () -> {
            asked.add(1);
            return asked.size() > rows;
        };
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private SweepResult result(Journal journal) {
        Sweep<?, ?> sweep = sweep();
        return sweep.result(sweep.rows(inputs(), journal, () -> false), "");
    }

    private Sweep<?, ?> sweep() {
        Problems problems = new Problems();
        Sweep<?, ?> sweep =
                SweepReader.read(folder.resolve("sweep.yaml"), PriceBook.of(catalog()), problems);
        problems.throwIfAny();
        return Objects.requireNonNull(sweep);
    }

    private static InputFiles inputs() {
        return new InputFiles(List.of());
    }

    private static Catalog catalog() {
        return Catalog.load(Path.of("..", "topologies", "catalog"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
