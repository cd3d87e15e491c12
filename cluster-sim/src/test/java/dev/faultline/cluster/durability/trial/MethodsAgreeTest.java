package dev.faultline.cluster.durability.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.durability.ClusterLayout;
import dev.faultline.cluster.durability.Estimate;
import dev.faultline.cluster.durability.Hazards;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.Progress;
import dev.faultline.cluster.durability.Rebuild;
import dev.faultline.cluster.durability.RepairConvention;
import dev.faultline.cluster.durability.StripeCode;
import dev.faultline.cluster.durability.chain.PoolChain;
import dev.faultline.cluster.durability.chain.SubsetChain;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random small pools on which naive simulation can see losses: five ways to the same probability.
 * Simulated intervals are 95 %; over forty pools and three methods some exact values must fall
 * outside, so an interval is doubled (four standard errors, one in 16,000) before it is held
 * against anything. Cycles are taken as independent events, which is good to a few parts in a
 * thousand here; that is added.
 */
class MethodsAgreeTest {
    private static final double YEAR = Lifetime.YEAR_SECONDS;
    private static final double CYCLE_APPROXIMATION = 0.01;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void exactMarkovNaiveSplittingAndImportanceAgree(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int parity = random.nextInt(1, 4);
        int drives = random.nextInt(parity + 4, 10);
        boolean parallel = random.nextBoolean();
        Lifetime lifetime = Lifetime.ofAnnualFailureRate(random.nextDouble(0.3, 0.7));
        double busyShare = random.nextDouble(0.3, 1) * new double[] {0, .004, .02, .05}[parity];
        double repairSeconds = busyShare * YEAR;
        StripeCode code = StripeCode.reedSolomon(drives - parity, parity);
        ClusterLayout layout = ClusterLayout.pools(1, drives, code, 1, 1e12);
        Rebuild rebuild =
                Rebuild.ofDriveSeconds(
                        parallel ? RepairConvention.PARALLEL : RepairConvention.SERIAL,
                        repairSeconds,
                        true);
        PoolModel model = new PoolModel(layout, Hazards.drivesOnly(lifetime), rebuild);

        double exact =
                new SubsetChain(
                                drives,
                                lifetime.cumulativeHazard(1),
                                1 / repairSeconds,
                                parallel,
                                set -> Integer.bitCount(set) > parity)
                        .lossProbability(YEAR);
        double markov = PoolChain.lossProbability(layout, lifetime, rebuild, YEAR);
        Estimate naive = NaiveSimulation.estimate(model, effort(0.1, seed)).estimate();
        Estimate splitting = Splitting.estimate(model, effort(0.05, seed)).estimate();
        Estimate importance = ImportanceSampling.estimate(model, effort(0.03, seed)).estimate();

        String drawn = "seed %d: %s on %d drives, %s".formatted(seed, code, drives, rebuild);
        assertThat(exact).as(drawn).isGreaterThan(1e-4);
        assertThat(Math.abs(markov / exact - 1)).as(drawn).isLessThan(1e-6);
        assertAgrees(naive, exact, 0, drawn);
        assertAgrees(splitting, exact, CYCLE_APPROXIMATION, drawn);
        assertAgrees(importance, exact, CYCLE_APPROXIMATION, drawn);
    }

    private static Effort effort(double relativeError, long seed) {
        return new Effort(YEAR, relativeError, 2_000_000, seed, Progress.NONE);
    }

    private static void assertAgrees(
            Estimate estimate, double exact, double approximation, String drawn) {
        double allowed = estimate.high() - estimate.low() + approximation * exact;
        assertThat(Math.abs(estimate.probability() - exact))
                .as("%s: %s against %s", drawn, estimate, exact)
                .isLessThan(allowed);
    }
}
