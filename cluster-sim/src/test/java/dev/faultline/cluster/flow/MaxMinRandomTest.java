package dev.faultline.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.flow.RandomSystem.Entry;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of small systems with weights, penalties, bounds and guarantees, each changed many
 * times.
 */
class MaxMinRandomTest {

    private static final int SYSTEMS = 500;

    /**
     * Rates far below the capacities (of about 10) are differences of such, and so are their
     * errors.
     */
    private static final double SMALL = 0.01;

    private static final int CHANGES = 40;
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyChangeLeadsToTheSolutionFromScratch(long block) {
        for (long seed = block * SYSTEMS; seed < (block + 1) * SYSTEMS; seed++) {
            RandomSystem random = new RandomSystem(seed);
            random.system().solve();
            for (int change = 0; change < CHANGES; change++) {
                random.change();
                random.system().solve();
                compareWithScratch(random, seed, change);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noActivityCouldHaveMoreWithoutTakingFromOneThatHasLess(long block) {
        for (long seed = block * SYSTEMS; seed < (block + 1) * SYSTEMS; seed++) {
            RandomSystem random = new RandomSystem(-seed);
            for (int change = 0; change < 10; change++) {
                random.change();
                random.system().solve();
                checkOptimality(random, seed, ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-5, 1e-2})
    void withAToleranceCapacitiesAreAsGoodAsFullAndFairlyDivided(double tolerance) {
        for (long seed = 1; seed <= SYSTEMS; seed++) {
            RandomSystem random = new RandomSystem(seed, tolerance);
            for (int change = 0; change < CHANGES; change++) {
                random.change();
                random.system().solve();
                checkOptimality(random, seed, tolerance + ROUNDING);
            }
        }
    }

    private static void compareWithScratch(RandomSystem random, long seed, int change) {
        MaxMin anew = random.writtenAnew();
        anew.solve();
        List<Entry> entries = random.entries();
        for (int n = 0; n < entries.size(); n++) {
            double expected = anew.rate(n);
            assertThat(random.system().rate(entries.get(n).activity))
                    .as("seed %d, change %d, activity %d", seed, change, n)
                    .isCloseTo(expected, within(1e-12 * Math.max(expected, SMALL)));
        }
    }

    /**
     * Bertsekas and Gallager, Data Networks, 6.5.2: a bottleneck for everyone; with bounds and
     * guarantees as exceptions.
     */
    private static void checkOptimality(RandomSystem random, long seed, double full) {
        MaxMin system = random.system();
        for (int r = 0; r < system.resourceCount(); r++) {
            assertThat(system.used(r))
                    .as("seed %d, resource %d", seed, r)
                    .isLessThanOrEqualTo(system.capacity(r) * (1 + full));
        }
        for (Entry entry : random.entries()) {
            double rate = system.rate(entry.activity);
            boolean satisfied =
                    rate >= entry.bound * (1 - 1e-12) || hasBottleneck(random, entry, rate, full);
            assertThat(satisfied)
                    .as("seed %d, activity %d at %s", seed, entry.activity, rate)
                    .isTrue();
        }
    }

    /**
     * A resource full but for the slack where no other has more per penalty, unless its guarantee
     * gives it more.
     */
    private static boolean hasBottleneck(
            RandomSystem random, Entry entry, double rate, double slack) {
        MaxMin system = random.system();
        for (int n = 0; n < entry.resources.length; n++) {
            int r = entry.resources[n];
            boolean full = system.used(r) >= system.capacity(r) * (1 - slack);
            if (entry.weights[n] > 0 && full) {
                double level = rate * entry.penalty * (1 + 1e-12);
                if (random.entries().stream()
                        .filter(other -> uses(other, r))
                        .allMatch(other -> mayHave(system, other, level))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean uses(Entry entry, int resource) {
        for (int n = 0; n < entry.resources.length; n++) {
            if (entry.resources[n] == resource && entry.weights[n] > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHave(MaxMin system, Entry other, double level) {
        double rate = system.rate(other.activity);
        return rate * other.penalty <= level || rate <= other.guarantee * (1 + 1e-12);
    }
}
