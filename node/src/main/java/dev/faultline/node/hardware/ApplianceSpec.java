package dev.faultline.node.hardware;

import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Iops;
import dev.faultline.node.units.Power;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finished product, as its maker describes it: something to compare with, not to build from. */
public record ApplianceSpec(
        String key,
        String name,
        @Doc("what it calls itself: server, enclosure, appliance, ...") String kind,
        @Nullable Integer rackUnits,
        @Doc("nodes in the box, or in the configuration the figures are for")
                @Nullable Integer nodes,
        @Doc("bays for data drives") @Nullable Integer driveBays,
        @Nullable String bayFormFactor,
        @Doc("data drives fitted") @Nullable Integer drives,
        @Doc("capacity of one data drive") @Nullable DataSize driveCapacity,
        @Doc("write-buffer drives") @Nullable Integer bufferDrives,
        @Doc("capacity of one write-buffer drive") @Nullable DataSize bufferDriveCapacity,
        @Nullable DataSize rawCapacity,
        @Default("[]") List<String> nics,
        @Doc("at the plug") @Nullable Power typicalPower,
        @Doc("at the plug") @Nullable Power maximumPower,
        @Doc("the maker's figure") @Nullable DataRate read,
        @Doc("the maker's figure") @Nullable DataRate write,
        @Doc("the maker's figure") @Nullable Iops operations,
        @Doc("in a published benchmark; the notes say which") @Nullable DataRate measuredRead,
        @Nullable String notes,
        String source,
        Confidence confidence)
        implements CatalogRow {}
