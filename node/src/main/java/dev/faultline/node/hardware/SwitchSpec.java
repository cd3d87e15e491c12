package dev.faultline.node.hardware;

import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Power;
import org.jspecify.annotations.Nullable;

/** A network switch. */
public record SwitchSpec(
        String key,
        String name,
        @Positive int ports,
        @Doc("of one port, each direction") DataRate portRate,
        @Doc("other ways to use the ports") @Nullable String breakout,
        @Positive int rackUnits,
        @Doc("without optics") @Nullable Power typicalPower,
        @Nullable Power maximumPower,
        @Nullable String notes,
        String source,
        Confidence confidence)
        implements CatalogRow {}
