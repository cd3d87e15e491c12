package dev.faultline.cluster.durability;

import java.util.Locale;

/** How a probability of loss was found. */
public enum Method {
    AUTO,
    EXACT,
    MARKOV,
    CLOSED_FORM,
    SPLITTING,
    IMPORTANCE,
    NAIVE;

    /** Whether it draws random numbers, so that its answer has an interval. */
    public boolean simulates() {
        return this == SPLITTING || this == IMPORTANCE || this == NAIVE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
