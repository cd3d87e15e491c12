package dev.faultline.node.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.node.config.Binder;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.InvalidInput;
import dev.faultline.node.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogTest {

    @TempDir private Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void readsOnlyTheFilesThatAreAskedFor() throws IOException {
        write(
                "cpus.yaml",
                "cpus:\n  - {key: a, name: A, cores: 8, source: s, confidence: assumed}\n");
        write("drives.yaml", "this is no catalog");
        Catalog catalog = Catalog.load(folder);

        assertThat(catalog.cpus().get("a").cores()).isEqualTo(8);
        assertThatThrownBy(catalog::drives).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(catalog::vms)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("vms.yaml: does not exist");
    }

    @Test
    void demandsSourceAndConfidenceOfEveryRow() throws IOException {
        write("cpus.yaml", "cpus:\n  - {key: a, name: A}\n  - {key: b, source: s}\n");

        assertThatThrownBy(() -> Catalog.load(folder).cpus())
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        e ->
                                assertThat(e.problems())
                                        .extracting(problem -> problem.path() + problem.message())
                                        .containsExactly(
                                                "cpus[0]key \"source\" is missing",
                                                "cpus[0]key \"confidence\" is missing",
                                                "cpus[1]key \"name\" is missing",
                                                "cpus[1]key \"confidence\" is missing"));
    }

    @Test
    void namesTheRowThatWasMeant() {
        Section<DriveSpec> drives = Catalog.load(ShippedCatalogTest.folder()).drives();

        assertThat(drives.get("Solidigm D5-P5336 122.88TB")).isSameAs(drives.get("d5-p5336-122t"));
        assertThat(drives.find("d5-p5336-122")).isEmpty();
        assertThatThrownBy(() -> drives.get("d5-p5536-122t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown drive \"d5-p5536-122t\"")
                .hasMessageContaining("did you mean \"d5-p5336-122t\"?")
                .hasMessageContaining("faultline catalog drives");
    }

    @Test
    void refusesTwoRowsOfOneName() throws IOException {
        write(
                "cpus.yaml",
                """
                cpus:
                  - {key: a, name: A, source: s, confidence: assumed}
                  - {key: a, name: B, source: s, confidence: assumed}
                """);

        assertThatThrownBy(() -> Catalog.load(folder).cpus())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(
                        "cpus.yaml:3:5: cpus[1]: key \"a\" names another row as well");
    }

    @Test
    void asksForWhatIsNotKnownInVain() {
        DriveSpec drive = Catalog.load(ShippedCatalogTest.folder()).drives().get("d5-p5336-7t");

        assertThat(drive.sequentialWrite()).isNull();
        assertThatThrownBy(drive::sequentialWriteBytesPerSecond)
                .isInstanceOf(MissingFact.class)
                .hasMessageContaining("d5-p5336-7t")
                .hasMessageContaining("sequential-write");
    }

    private static @Nullable ServerSpec server(String yaml, Problems problems) {
        return Binder.bind(
                Objects.requireNonNull(ConfigFile.tree(yaml, "t.yaml", problems)),
                ServerSpec.class,
                problems);
    }

    @Test
    void takesAServerWrittenOutInATopologyWithoutASource() {
        Problems problems = new Problems();
        ServerSpec server =
                server(
                        "{kind: converged, rack-units: 1, drives: [{drive: x, count: 4}]}",
                        problems);

        assertThat(problems.sorted()).isEmpty();
        assertThat(Objects.requireNonNull(server).dataDrives()).isEqualTo(4);
        assertThat(server.confidence()).isEqualTo(Confidence.ASSUMED);
    }

    @Test
    void refusesMoreDrivesThanBays() {
        Problems problems = new Problems();
        server(
                "{kind: converged, rack-units: 1, drive-bays: 12, drives: [{drive: x, count: 11}],"
                        + " write-buffer: {drive: y, count: 2}}",
                problems);

        assertThat(problems.sorted())
                .singleElement()
                .hasToString("t.yaml:1:1: 13 drives do not fit: drive-bays is 12");
    }

    @Test
    void codingRatesFollowFromMultiplyAccumulates() {
        CpuSpec core = Catalog.load(ShippedCatalogTest.folder()).cpus().get("reference-core");

        // 39.9 GB/s over 4 parity strips is what was measured, 9.97 GB/s less its rounding; of 30
        // strips, 39.9 / 30 GB/s.
        assertThat(core.encodeBytesPerSecondPerCore(4)).isEqualTo(39.9e9 / 4);
        assertThat(core.decodeBytesPerSecondPerCore(30)).isEqualTo(39.9e9 / 30);
    }
}
