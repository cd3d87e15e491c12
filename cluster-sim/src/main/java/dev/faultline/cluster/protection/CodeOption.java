package dev.faultline.cluster.protection;

/**
 * A code that keeps a promise on some failure domains.
 *
 * @param maxStripsPerDomain strips of one stripe that a domain may hold, also after a rebuild
 * @param maxStripsPerUpdateDomain the same for update domains; 0 where they do not matter
 */
public record CodeOption(Code code, int maxStripsPerDomain, int maxStripsPerUpdateDomain) {

    /** Where update domains do not matter. */
    public CodeOption(Code code, int maxStripsPerDomain) {
        this(code, maxStripsPerDomain, 0);
    }
}
