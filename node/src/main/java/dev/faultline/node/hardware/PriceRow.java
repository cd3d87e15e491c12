package dev.faultline.node.hardware;

import dev.faultline.node.config.Doc;
import dev.faultline.node.units.CapacityPrice;
import dev.faultline.node.units.EnergyPrice;
import dev.faultline.node.units.Money;
import dev.faultline.node.units.PowerPrice;
import org.jspecify.annotations.Nullable;

/**
 * What something cost at a time and a place. Exactly one kind of price, and its upper end if any.
 */
public record PriceRow(
        String key,
        @Doc("what is bought") String name,
        @Doc("for a terabyte") @Nullable CapacityPrice perTerabyte,
        @Doc("for one") @Nullable Money each,
        @Doc("for a kilowatt hosted for a month") @Nullable PowerPrice hosting,
        @Doc("upper end of the hosting price") @Nullable PowerPrice hostingUpTo,
        @Doc("for a kilowatt-hour") @Nullable EnergyPrice electricity,
        @Doc("quarter or day it held") String priceDate,
        @Nullable String region,
        @Nullable String notes,
        String source,
        Confidence confidence)
        implements CatalogRow {}
