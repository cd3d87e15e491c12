package dev.faultline.node.erasure;

/**
 * What a kernel runs: {@code targets[t] = sum over s of coefficient(t, s) * sources[s]}, byte by
 * byte. Sources and targets are slots of a {@link Stripe}, and no slot is both.
 */
final class LinearMap {
    private final int[] sources;
    private final int[] targets;
    private final byte[] coefficients;
    private final boolean accumulates;
    private final int sums;

    private LinearMap(
            int[] sources, int[] targets, byte[] coefficients, int sums, boolean accumulates) {
        this.sources = sources;
        this.targets = targets;
        this.coefficients = coefficients;
        this.sums = sums;
        this.accumulates = accumulates;
    }

    /** The targets are set. Rows that only add (all coefficients 1) are put first. */
    static LinearMap setting(int[] sources, int[] targets, Matrix.Element coefficient) {
        return create(sources, targets, coefficient, false);
    }

    /** The targets are added to. */
    static LinearMap adding(int[] sources, int[] targets, Matrix.Element coefficient) {
        return create(sources, targets, coefficient, true);
    }

    private static LinearMap create(
            int[] sources, int[] targets, Matrix.Element coefficient, boolean accumulates) {
        int[] sorted = new int[targets.length];
        byte[] coefficients = new byte[targets.length * sources.length];
        int next = 0;
        int sums = 0;
        for (boolean sumsFirst : new boolean[] {true, false}) {
            for (int target = 0; target < targets.length; target++) {
                if (isSum(target, sources.length, coefficient) == sumsFirst) {
                    for (int source = 0; source < sources.length; source++) {
                        coefficients[next * sources.length + source] =
                                (byte) coefficient.at(target, source);
                    }
                    sorted[next++] = targets[target];
                }
            }
            sums = sumsFirst ? next : sums;
        }
        return new LinearMap(sources.clone(), sorted, coefficients, sums, accumulates);
    }

    private static boolean isSum(int target, int sources, Matrix.Element coefficient) {
        for (int source = 0; source < sources; source++) {
            if (coefficient.at(target, source) != 1) {
                return false;
            }
        }
        return true;
    }

    int sourceCount() {
        return sources.length;
    }

    int targetCount() {
        return targets.length;
    }

    int source(int index) {
        return sources[index];
    }

    /** Sources beyond the last stand for the last one, times 0. */
    int sourceOrLast(int index) {
        return sources[Math.min(index, sources.length - 1)];
    }

    int coefficientOrZero(int target, int source) {
        return source < sources.length ? coefficient(target, source) : 0;
    }

    int target(int index) {
        return targets[index];
    }

    int coefficient(int target, int source) {
        return coefficients[target * sources.length + source] & 0xFF;
    }

    /** Leading targets that are plain sums of the sources. */
    int sums() {
        return sums;
    }

    /** Whether the targets keep what they held, and the sum is added to it. */
    boolean accumulates() {
        return accumulates;
    }
}
