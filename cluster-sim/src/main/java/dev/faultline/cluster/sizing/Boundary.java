package dev.faultline.cluster.sizing;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * The smallest number from which on something holds. Asks few questions: it goes to where an
 * estimate says the boundary is, and halves what is left when the estimate does not help.
 */
final class Boundary {

    /** Steps that follow the estimate before halving takes over. */
    private static final int PATIENCE = 6;

    /** Far from the boundary an estimate may be wild, and large numbers are dear to ask about. */
    private static final double LONGEST_STRIDE = 64;

    private static final double ROUNDING = 1e-9;

    private Boundary() {}

    /**
     * The smallest number from 1 to {@code most} for which it holds; {@code most + 1} when there is
     * none.
     *
     * @param holds false up to some number, and true from there on
     * @param estimate at a number, by how many times the boundary is further: below 1 nearer
     * @param first where to begin
     */
    static int find(int most, int first, IntPredicate holds, IntToDoubleFunction estimate) {
        int low = 0;
        int high = most + 1;
        int at = Math.clamp(first, 1, most);
        for (int step = 0; high - low > 1; step++) {
            if (holds.test(at)) {
                high = at;
            } else {
                low = at;
            }
            if (high - low <= 1) {
                break;
            }
            at = step < PATIENCE ? guess(at, estimate, low, high) : between(low, high, most);
        }
        return high;
    }

    private static int guess(int at, IntToDoubleFunction estimate, int low, int high) {
        double factor = estimate.applyAsDouble(at);
        double sure = Double.isFinite(factor) ? Math.min(factor, LONGEST_STRIDE) : 2;
        double guess = Math.ceil(at * sure - ROUNDING);
        return (int) Math.clamp(guess, low + 1.0, high - 1.0);
    }

    /** While nothing holds yet, doubling; then the middle. */
    private static int between(int low, int high, int most) {
        return high > most ? (int) Math.min(2L * low, most) : low + (high - low) / 2;
    }
}
