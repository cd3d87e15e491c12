package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CatalogCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Path home() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("topologies")) ? here : here.resolve("..").normalize();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--catalog", home() + "/topologies/catalog"));
        all.addAll(Arrays.asList(arguments));
        return new CommandLine(new CatalogCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void printsAlignedColumnsWithADashForWhatIsNotKnown() {
        assertThat(run("drives", "d5-p5336")).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(6);
        // The 7.68 TB row of the source has no write rate, the 122.88 TB row 3 GB/s.
        int end = lines.getFirst().indexOf("WRITE") + "WRITE".length();
        assertThat(lines.get(1).substring(0, end)).startsWith("d5-p5336-7t ").endsWith(" -");
        assertThat(lines.get(5).substring(0, end)).startsWith("d5-p5336-122t ").endsWith(" 3 GB/s");
    }

    @Test
    void printsJsonInBaseUnitsWithNullForWhatIsNotKnown() {
        assertThat(run("drives", "--json", "d5-p5336")).isZero();

        JsonNode rows = JsonMapper.shared().readTree(out.toString());
        assertThat(rows).hasSize(5);
        JsonNode largest = rows.get(4);
        assertThat(largest.get("key").asString()).isEqualTo("d5-p5336-122t");
        assertThat(largest.get("capacityBytes").asLong()).isEqualTo(122_880_000_000_000L);
        assertThat(largest.get("sequentialReadBytesPerSecond").asDouble()).isEqualTo(7e9);
        assertThat(largest.get("readLatencySeconds").asDouble()).isEqualTo(110e-6);
        assertThat(largest.get("annualFailureRateFraction").asDouble()).isEqualTo(0.0044);
        assertThat(largest.get("source").asString()).contains("storagereview.com");
        assertThat(rows.get(0).get("sequentialWriteBytesPerSecond").isNull()).isTrue();
    }

    @Test
    void writesOutTheSourcesOfVmShapes() {
        assertThat(run("vms", "i8ge.48xlarge", "--json")).isZero();

        JsonNode row = JsonMapper.shared().readTree(out.toString()).get(0);
        assertThat(row.get("source").asString()).contains("https://docs.aws.amazon.com/");
        assertThat(row.get("drives").get("count").asInt()).isEqualTo(16);
        assertThat(row.get("drives").get("capacityBytes").asLong()).isEqualTo(7_500_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drives",
                "nics",
                "servers",
                "appliances",
                "switches",
                "site",
                "vms",
                "cpus",
                "prices",
                "services"
            })
    void showsEveryKindAsTableAndAsJson(String kind) {
        assertThat(run(kind)).isZero();
        long rows = out.toString().lines().count() - 1;
        out.getBuffer().setLength(0);

        assertThat(run(kind, "--json")).isZero();

        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json).hasSize((int) rows).isNotEmpty();
        assertThat(json).allSatisfy(row -> assertThat(row.get("confidence").isNull()).isFalse());
    }

    @Test
    void countsTheRowsOfEachKindWhenNoneIsNamed() {
        assertThat(run()).isZero();

        assertThat(out.toString()).contains("drives").contains("services");
        assertThat(out.toString().lines()).hasSize(12);
    }

    @Test
    void namesTheKindsThereAreForOneThereIsNot() {
        assertThat(run("drivs")).isEqualTo(2);

        assertThat(err.toString())
                .contains("unknown kind of hardware \"drivs\": did you mean \"drives\"?")
                .contains("services");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhenNoRowIsCalledSo() {
        assertThat(run("drives", "floppy")).isZero();
        assertThat(out.toString()).isEqualTo("No drives called \"floppy\".\n");
    }

    @Test
    void reportsACatalogThatCannotBeRead(@TempDir Path empty) {
        int code =
                new CommandLine(new CatalogCommand())
                        .setErr(new PrintWriter(err, true))
                        .execute("nics", "--catalog", empty.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(empty + "/nics.yaml: does not exist\n");
    }

    @Test
    void shipsTheSchemasThatItsClassesHave() throws Exception {
        for (Map.Entry<String, Class<?>> kind : SchemaCommand.kinds().entrySet()) {
            Path file = home().resolve("schemas/" + kind.getKey() + ".json");

            assertThat(file)
                    .as("as written by: faultline schema --write schemas")
                    .hasContent(SchemaCommand.text(kind.getValue()));
        }
    }

    @Test
    void namesTheKindsOfFilesThereAreForOneThereIsNot() {
        int code =
                new CommandLine(new SchemaCommand())
                        .setErr(new PrintWriter(err, true))
                        .execute("drivers");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean \"drives\"?").contains("vms");
    }
}
