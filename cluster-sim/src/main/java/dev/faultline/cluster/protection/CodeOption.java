package dev.faultline.cluster.protection;

/**
 * A code that keeps a promise on some failure domains.
 *
 * @param maxStripsPerDomain strips of one stripe that a domain may hold, also after a rebuild
 */
public record CodeOption(Code code, int maxStripsPerDomain) {}
