package dev.faultline.cluster.review.cost;

import dev.faultline.node.hardware.CatalogRow;
import dev.faultline.node.hardware.Commitment;
import dev.faultline.node.hardware.Confidence;
import dev.faultline.node.hardware.DriveSpec;
import dev.faultline.node.hardware.PriceDate;
import dev.faultline.node.hardware.PriceRow;
import dev.faultline.node.hardware.ServerSpec;
import dev.faultline.node.hardware.VmSpec;
import dev.faultline.node.units.EnergyPrice;
import dev.faultline.node.units.HourlyPrice;
import dev.faultline.node.units.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices that stand in a row of something else, or in a topology, as rows of a price list. */
final class Listed {

    /** Where a row has a price and does not say when: before any that does. */
    private static final PriceDate UNDATED = new PriceDate("1970");

    private Listed() {}

    /** When a price held; null when its row does not say. */
    static @Nullable String dateOf(PriceRow row) {
        return row.priceDate().equals(UNDATED) ? null : row.priceDate().text();
    }

    static PriceRow server(ServerSpec server) {
        return row(server, server.price(), null, null, server.priceDate(), null);
    }

    static PriceRow drive(DriveSpec drive) {
        return row(drive, drive.price(), null, null, drive.priceDate(), null);
    }

    static PriceRow vm(VmSpec vm) {
        return row(vm, null, vm.price(), null, vm.priceDate(), vm.priceRegion());
    }

    static PriceRow electricity(EnergyPrice price) {
        return new PriceRow(
                "site.electricity",
                "Electricity, as the topology says",
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                price,
                Commitment.ON_DEMAND,
                UNDATED,
                null,
                null,
                "the topology file",
                Confidence.ASSUMED);
    }

    private static PriceRow row(
            CatalogRow of,
            @Nullable Money each,
            @Nullable HourlyPrice perHour,
            @Nullable EnergyPrice electricity,
            @Nullable String date,
            @Nullable String region) {
        return new PriceRow(
                of.key(),
                of.name(),
                List.of(of.key()),
                null,
                each,
                perHour,
                null,
                null,
                null,
                null,
                electricity,
                Commitment.ON_DEMAND,
                date == null ? UNDATED : PriceDate.parse(date),
                region,
                null,
                of.source(),
                of.confidence());
    }
}
