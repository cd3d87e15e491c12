package dev.faultline.node.hardware;

import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Max;
import dev.faultline.node.units.CapacityPrice;
import dev.faultline.node.units.EnergyPrice;
import dev.faultline.node.units.HourlyPrice;
import dev.faultline.node.units.Money;
import dev.faultline.node.units.PowerPrice;
import dev.faultline.node.units.Quantity;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.StoragePrice;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What something cost at a time and a place. At most one kind of price, and its upper end if any; a
 * row without a price says that it is not known.
 */
public record PriceRow(
        String key,
        @Doc("what is bought") String name,
        @Doc("what it is the price of: keys of catalog rows, or words that the cost model knows")
                @Default("[]")
                List<String> of,
        @Doc("for a terabyte") @Nullable CapacityPrice perTerabyte,
        @Doc("for one") @Nullable Money each,
        @Doc("for a machine rented for an hour") @Nullable HourlyPrice perHour,
        @Doc("off the price on demand, for who commits") @Max("100 %") @Nullable Ratio discount,
        @Doc("for data kept for a month") @Nullable StoragePrice stored,
        @Doc("for a kilowatt hosted for a month") @Nullable PowerPrice hosting,
        @Doc("upper end of the hosting price") @Nullable PowerPrice hostingUpTo,
        @Doc("for a kilowatt-hour") @Nullable EnergyPrice electricity,
        @Doc("for how long one commits, where that matters") @Default("on-demand")
                Commitment commitment,
        @Doc("quarter or day it held") PriceDate priceDate,
        @Nullable String region,
        @Nullable String notes,
        String source,
        Confidence confidence)
        implements CatalogRow {

    public PriceRow {
        long prices =
                Stream.of(perTerabyte, each, perHour, discount, stored, hosting, electricity)
                        .filter(price -> price != null)
                        .count();
        if (prices > 1) {
            throw new RefusedArgument(
                    "row %s has %d kinds of prices; write a row for each".formatted(key, prices));
        }
        if (hostingUpTo != null && (hosting == null || hostingUpTo.compareTo(hosting) < 0)) {
            throw new RefusedArgument(
                    "row %s: hosting-up-to needs a hosting price below it".formatted(key));
        }
    }

    /** The price, of whatever kind; null where it is not known. */
    public @Nullable Quantity price() {
        return Stream.of(perTerabyte, each, perHour, discount, stored, hosting, electricity)
                .filter(price -> price != null)
                .map(Quantity.class::cast)
                .findFirst()
                .orElse(null);
    }
}
