package dev.faultline.cluster.durability;

/** The losses in which exactly these causes took part, and their share of all losses. */
public record Contribution(String causes, double share, double bytesPerYear) {}
