package dev.faultline.cluster.durability;

import java.util.function.Supplier;

/**
 * A change that would make rebuilding faster.
 *
 * @param change in words
 * @param times how long rebuilding takes then; found only when it is asked
 */
public record FasterRebuild(String change, Supplier<RebuildModel.Times> times) {}
