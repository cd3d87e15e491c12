package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.scenario.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/scenarios.md says what the classes that read the files say. */
final class FileReferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"topology", "scenario"})
    void tablesOfKeysAreCurrent(String kind) throws IOException {
        assertThat(section(kind))
                .as("faultline schema %s --markdown", kind)
                .isEqualTo(
                        FileReference.of(Objects.requireNonNull(SchemaCommand.kinds().get(kind)))
                                .strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"requirement", "sweep"})
    void tablesOfSizingAreCurrent(String kind) throws IOException {
        assertThat(section("docs/sizing.md", kind))
                .as("faultline schema %s --markdown", kind)
                .isEqualTo(
                        FileReference.of(Objects.requireNonNull(SchemaCommand.kinds().get(kind)))
                                .strip());
    }

    @Test
    void tableOfMetricsIsCurrent() throws IOException {
        String rows =
                Expectation.meanings().entrySet().stream()
                        .map(e -> "| `%s` | %s |".formatted(e.getKey(), e.getValue()))
                        .collect(Collectors.joining("\n"));

        assertThat(section("metrics")).isEqualTo("| metric | meaning |\n|---|---|\n" + rows);
    }

    @Test
    void everyKeyIsInATable() {
        String reference =
                FileReference.of(Objects.requireNonNull(SchemaCommand.kinds().get("scenario")));

        assertThat(reference)
                .contains("| `wait-for-return` | ", "`timeline[] {at, degrade, to}`")
                .contains("| `access` | `random`, `sequential` | `random` |")
                .contains("| `factor` | number; at least 1 | an error |");
    }

    private static String section(String name) throws IOException {
        return section("docs/scenarios.md", name);
    }

    private static String section(String file, String name) throws IOException {
        String text = Files.readString(CatalogCommandTest.home().resolve(file));
        String start = "<!-- " + name + " -->";
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf("<!-- end -->", from)).strip();
    }
}
