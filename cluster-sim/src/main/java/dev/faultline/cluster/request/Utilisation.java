package dev.faultline.cluster.request;

/** The share of the time, from 0 to 1, that a part was busy. */
public record Utilisation(String resource, double share) {}
