package dev.faultline.node.store;

import dev.faultline.node.device.DriveTiming;

/**
 * The drive that belongs in one place of the node: the name of its row in the catalog, and what it
 * says.
 */
public record DriveKind(String model, long capacityBytes, DriveTiming timing) {}
