package dev.faultline.cluster.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.hardware.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The providers' limits on sizes of the catalog. */
final class LiveMigrationTest {

    private static final Catalog CATALOG =
            Catalog.load(
                    Path.of(Files.exists(Path.of("topologies")) ? "" : "..")
                            .resolve("topologies/catalog"));

    @ParameterizedTest
    @CsvSource({
        // 3 x 3,000 GiB is below 18,000; 6 x 3,000 is just as much, which is allowed; 12 x 3,000 is
        // above
        "z3-highmem-22-highlssd, true",
        "z3-highmem-44-highlssd, true",
        "z3-highmem-88-highlssd, false",
        "z3-highmem-192-highlssd-metal, false",
        // 1 x 3,500 GiB is below 42,000
        "z4d-highmem-16-standardlssd, true",
        "c3-standard-88-lssd, true",
        "l96s_v4, false",
        "i8ge.48xlarge, false",
        "bm.denseio.e5.128, false",
    })
    void followsTheProvidersLimits(String vm, boolean possible) {
        LiveMigration rule = LiveMigration.of(CATALOG.vms().get(vm));

        assertThat(rule.possible()).as(rule.why()).isEqualTo(possible);
        assertThat(rule.source()).isNotBlank();
    }
}
