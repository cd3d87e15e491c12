package dev.faultline.cluster.durability.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.durability.ClusterLayout;
import dev.faultline.cluster.durability.Estimate;
import dev.faultline.cluster.durability.Hazards;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.Progress;
import dev.faultline.cluster.durability.RebuildModel;
import dev.faultline.cluster.durability.RepairConvention;
import dev.faultline.cluster.durability.StripeCode;
import dev.faultline.cluster.result.DurabilityResult.Contribution;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Declustered pools rebuilt most exposed first, with everything that can go wrong: drives, nodes,
 * racks, batches and latent errors. No formula knows the answer; three ways to simulate it must
 * agree (four standard errors of both, and one part in a hundred for cycles as separate events).
 */
class PopulationsAgreeTest {
    private static final double YEAR = Lifetime.YEAR_SECONDS;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 9);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void naiveSplittingAndImportanceAgree(int seed) {
        PoolModel model = randomModel(new SplittableRandom(seed));

        Simulated naive = NaiveSimulation.estimate(model, effort(0.12, seed, 200_000));
        Estimate splitting = Splitting.estimate(model, effort(0.08, seed, 2_000_000)).estimate();
        Simulated importance = ImportanceSampling.estimate(model, effort(0.04, seed, 1_000_000));

        assertThat(naive.estimate().probability()).isGreaterThan(1e-4);
        assertAgree(naive.estimate(), importance.estimate(), seed);
        assertAgree(splitting, importance.estimate(), seed);
        assertThat(share(importance, "drive overlap"))
                .isBetween(
                        share(naive, "drive overlap") - 0.12, share(naive, "drive overlap") + 0.12);
    }

    private static PoolModel randomModel(SplittableRandom random) {
        int parity = random.nextInt(1, 3);
        int racks = random.nextInt(4, 8);
        int data = racks - parity + random.nextInt(0, racks);
        ClusterLayout layout =
                new ClusterLayout(
                        racks,
                        racks,
                        racks * 2,
                        racks * 8,
                        StripeCode.reedSolomon(data, parity),
                        racks * 8,
                        true,
                        random.nextInt(50, 2_000),
                        1e12,
                        racks * 8);
        double strip = layout.stripBytes();
        double yearly = parity == 1 ? 0.05 : 0.3;
        Hazards hazards =
                new Hazards(
                        Lifetime.ofAnnualFailureRate(yearly * random.nextDouble(0.5, 1)),
                        List.of(
                                new Hazards.Shared(
                                        ClusterLayout.Scope.NODE, 0.02 * random.nextDouble(), 0, 0),
                                new Hazards.Shared(
                                        ClusterLayout.Scope.RACK,
                                        5e-4 * random.nextDouble(),
                                        0,
                                        0)),
                        new Hazards.Batch(2e-3 * random.nextDouble(), 0.05),
                        new Hazards.Latent(0, 1e-15 * random.nextDouble(), YEAR / 12, 65_536));
        RebuildModel rebuild =
                new RebuildModel(
                        RepairConvention.MOST_EXPOSED_FIRST,
                        random.nextDouble(0, 7_200),
                        86_400,
                        racks * 8,
                        RebuildModel.moving(data * strip, strip, racks * 8, 2e6),
                        false);
        return new PoolModel(layout, hazards, rebuild);
    }

    private static double share(Simulated simulated, String causes) {
        return simulated.contributions().stream()
                .filter(contribution -> contribution.causes().equals(causes))
                .mapToDouble(Contribution::share)
                .findFirst()
                .orElse(0);
    }

    private static Effort effort(double relativeError, long seed, long trials) {
        return new Effort(YEAR, relativeError, trials, seed, Progress.NONE);
    }

    private static void assertAgree(Estimate one, Estimate other, int seed) {
        double allowed =
                Math.hypot(one.high() - one.low(), other.high() - other.low())
                        + 0.01 * other.probability();
        assertThat(Math.abs(one.probability() - other.probability()))
                .as("seed %d: %s against %s", seed, one, other)
                .isLessThan(allowed);
    }
}
