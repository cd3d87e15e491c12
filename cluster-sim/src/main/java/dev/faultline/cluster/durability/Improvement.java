package dev.faultline.cluster.durability;

/** One change and what it gains: the probability of loss after it, and by what factor it fell. */
public record Improvement(String change, double probability, double factor) {}
