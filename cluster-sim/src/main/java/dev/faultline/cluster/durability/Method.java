package dev.faultline.cluster.durability;

/** How a probability of loss was found. */
public enum Method {
    AUTO,
    EXACT,
    MARKOV,
    SPLITTING,
    IMPORTANCE,
    NAIVE;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
