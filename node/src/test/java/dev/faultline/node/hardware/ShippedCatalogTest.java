package dev.faultline.node.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.units.Quantity;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row that is shipped. */
final class ShippedCatalogTest {

    private static final Catalog CATALOG = Catalog.load(folder());

    static Path folder() {
        Path here = Path.of("").toAbsolutePath();
        Path below = here.resolve("topologies/catalog");
        return Files.exists(below) ? below : here.resolveSibling("topologies/catalog");
    }

    static Stream<CatalogRow> rows() {
        List<CatalogRow> rows = new ArrayList<>();
        rows.addAll(CATALOG.drives().rows());
        rows.addAll(CATALOG.nics().rows());
        rows.addAll(CATALOG.servers().rows());
        rows.addAll(CATALOG.appliances());
        rows.addAll(CATALOG.switches());
        rows.addAll(CATALOG.siteFacts());
        rows.addAll(CATALOG.vms().rows());
        rows.addAll(CATALOG.cpus().rows());
        rows.addAll(CATALOG.prices().rows());
        rows.addAll(CATALOG.services().rows());
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void hasSourceAndConfidenceAndNoZeroForWhatIsNotKnown(CatalogRow row) throws Exception {
        assertThat(row.source()).isNotBlank();
        assertThat(row.confidence()).isNotNull();

        for (RecordComponent component : row.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(row);
            if (value instanceof Quantity quantity) {
                assertThat(quantity.baseValue()).as(component.getName()).isPositive();
            }
            if (value instanceof Number number) {
                assertThat(number.doubleValue()).as(component.getName()).isPositive();
            }
        }
    }

    @Test
    void serversAndVmsNameRowsThatExist() {
        for (ServerSpec server : CATALOG.servers().rows()) {
            server.drives().forEach(drives -> CATALOG.drives().get(drives.drive()));
            server.nics().forEach(nics -> CATALOG.nics().get(nics.nic()));
            if (server.writeBuffer() != null) {
                CATALOG.drives().get(server.writeBuffer().drive());
            }
            if (server.cpu() != null) {
                CATALOG.cpus().get(server.cpu().cpu());
            }
        }
        for (VmSpec vm : CATALOG.vms().rows()) {
            if (vm.drives() != null && vm.drives().drive() != null) {
                DriveSpec drive = CATALOG.drives().get(vm.drives().drive());
                assertThat(drive.capacity()).as(vm.key()).isEqualTo(vm.drives().capacity());
            }
        }
    }
}
