package dev.faultline.node.hardware;

import dev.faultline.node.config.Doc;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Ratio;
import org.jspecify.annotations.Nullable;

/** A figure about racks, power supplies or buildings that designs are held against. */
public record SiteFact(
        String key,
        @Doc("what the figure is about") String name,
        @Doc("power of one rack") @Nullable Power rackPower,
        @Doc("rack units left for servers, after switches and power strips")
                @Nullable Integer usableRackUnits,
        @Doc("what a power supply passes on, at half load") @Nullable Ratio efficiency,
        @Doc("power at the meter over power of the equipment") @Nullable Double pue,
        @Nullable String notes,
        String source,
        Confidence confidence)
        implements CatalogRow {}
