package dev.faultline.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Guarantees that fill a resource to within rounding, at levels that differ by an ulp or two: the
 * search for its level has neighbouring doubles on both sides, and must still come to an end.
 */
final class FullToTheLastBitTest {

    private static final int SYSTEMS = 20_000;

    @Test
    void solvesGuaranteesThatFillAResource() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> {
                    for (int seed = 0; seed < SYSTEMS; seed++) {
                        solve(seed);
                    }
                });
    }

    private static void solve(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = random.nextInt(2, 120);
        double[] weights = random.doubles(count, 0.5, 2).toArray();
        double[] rates = new double[count];
        double used = 0;
        MaxMin system = new MaxMin();
        for (int n = 0; n < count; n++) {
            double level = 2.7e7 + random.nextInt(3) * Math.ulp(2.7e7);
            rates[n] = level / penalty(n);
            used += weights[n] * rates[n];
        }
        int resource = system.addResource(used);
        for (int n = 0; n < count; n++) {
            int activity =
                    system.addActivity(
                            penalty(n),
                            Double.POSITIVE_INFINITY,
                            new int[] {resource},
                            new double[] {weights[n]});
            system.setGuarantee(activity, rates[n]);
        }

        system.solve();

        // each has what it is guaranteed, since that is all there is
        for (int n = 0; n < count; n++) {
            assertThat(system.rate(n))
                    .as("seed %d, activity %d", seed, n)
                    .isCloseTo(rates[n], within(1e-12 * rates[n]));
        }
    }

    private static double penalty(int activity) {
        return activity % 3 == 0 ? 1e4 : 1;
    }
}
