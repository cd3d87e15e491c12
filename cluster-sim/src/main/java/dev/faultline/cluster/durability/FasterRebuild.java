package dev.faultline.cluster.durability;

/**
 * A change that would make rebuilding faster.
 *
 * @param change in words
 * @param times how long rebuilding takes then
 */
public record FasterRebuild(String change, RebuildModel.Times times) {}
