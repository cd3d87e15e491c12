package dev.faultline.cluster.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.faultline.cluster.durability.ClusterLayout.Scope;
import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.result.DurabilityResult.Contribution;
import dev.faultline.cluster.result.DurabilityResult.Subject;
import dev.faultline.cluster.result.DurabilityResult.Unavailability;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurabilityTest {
    private static final double YEAR = Lifetime.YEAR_SECONDS;
    private static final Lifetime TWO_PERCENT = Lifetime.ofAnnualFailureRate(0.02);

    /** 52 racks of 24 nodes of 10 drives, 145+5 across racks, as fast as 20 TB/s of rebuild. */
    private static Question exabyte(Method method) {
        StripeCode code = StripeCode.reedSolomon(145, 5);
        ClusterLayout layout =
                new ClusterLayout(
                        52, 52, 1_248, 12_480, code, 12_480, true, 83_200, 93.4e12, 2_995);
        double strip = layout.stripBytes();
        Hazards hazards =
                new Hazards(
                        Lifetime.ofAnnualFailureRate(0.009),
                        List.of(
                                new Hazards.Shared(Scope.NODE, 1e-4, 2, 3_600),
                                new Hazards.Shared(Scope.RACK, 1e-6, 0.1, 14_400)),
                        Hazards.Batch.NONE,
                        new Hazards.Latent(1e-17, 0, 0, 65_536));
        RebuildModel rebuild =
                new RebuildModel(
                        RepairConvention.MOST_EXPOSED_FIRST,
                        30,
                        7 * 86_400,
                        Integer.MAX_VALUE,
                        RebuildModel.moving(145 * strip, strip, 12_480, 1.6e9),
                        false);
        return new Question(layout, hazards, rebuild, YEAR, method, 0.05, 100_000_000, 1);
    }

    private static Question pools(Method method, RebuildModel rebuild) {
        ClusterLayout layout = ClusterLayout.pools(5, 10, StripeCode.reedSolomon(8, 2), 1, 20e12);
        return new Question(
                layout,
                Hazards.drivesOnly(TWO_PERCENT),
                rebuild,
                YEAR,
                method,
                0.05,
                10_000_000,
                1);
    }

    private static DurabilityResult answer(Question question, Depth depth) {
        Subject subject =
                new Subject("Test", "145+5", 12_480, 1_248, 52, 52, 83_200, "", 1, null, 1);
        return Durability.answer(question, depth, subject, List.of(), Progress.NONE);
    }

    private static RebuildModel twoDays(boolean memoryless) {
        return RebuildModel.ofDriveSeconds(RepairConvention.SERIAL, 2 * 86_400, memoryless);
    }

    @Test
    void automaticIsExactWhereTheChainIs() {
        Question question = pools(Method.AUTO, twoDays(true));

        Estimate estimate = Durability.loss(question, Progress.NONE).estimate();

        assertThat(estimate.method()).isEqualTo(Method.EXACT);
        assertThat(estimate.warnings()).isEmpty();
    }

    @Test
    void automaticSamplesWhereItIsNotAndComesClose() {
        double exact =
                Durability.loss(pools(Method.EXACT, twoDays(true)), Progress.NONE)
                        .estimate()
                        .probability();

        Estimate fixedTimes =
                Durability.loss(pools(Method.AUTO, twoDays(false)), Progress.NONE).estimate();

        assertThat(fixedTimes.method()).isEqualTo(Method.IMPORTANCE);
        assertThat(fixedTimes.probability()).isCloseTo(exact, withinPercentage(10));
    }

    /** 200,000 s x 10: losses are likely enough that naive simulation would be taken. */
    @Test
    void automaticKeepsWhatImportanceSamplingKnewWhenItIsStopped() {
        RebuildModel slow = RebuildModel.ofDriveSeconds(RepairConvention.SERIAL, 2_000_000, false);
        Question question = pools(Method.AUTO, slow).roughly(Method.AUTO, 1e-6, 1L << 50);

        Estimate estimate = Durability.loss(question, (_, _) -> false).estimate();

        assertThat(estimate.method()).isEqualTo(Method.IMPORTANCE);
        assertThat(estimate.probability()).isGreaterThan(1e-5);
    }

    @Test
    void saysWhyThereIsNoExactAnswer() {
        assertThatThrownBy(() -> Durability.loss(exabyte(Method.EXACT), Progress.NONE))
                .hasMessageContaining("whole places fail")
                .hasMessageContaining("latent errors count")
                .hasMessageContaining("Accepted: auto");
    }

    @Test
    void anExabyteIsAnsweredToFivePercentWithItsCauses() {
        DurabilityResult result = answer(exabyte(Method.AUTO), Depth.CHANGES);

        assertThat(result.loss().nines()).isGreaterThan(10);
        assertThat((result.loss().high() - result.loss().low()) / 2 / result.loss().probability())
                .isLessThan(0.05);
        assertThat(result.loss().warnings()).isEmpty();
        assertThat(result.contributions().stream().mapToDouble(Contribution::share).sum())
                .isCloseTo(1, within(0.01));
        assertThat(result.contributions()).anyMatch(cause -> cause.causes().startsWith("rack"));
        assertThat(result.improvements().getFirst().factor())
                .isGreaterThanOrEqualTo(result.improvements().getLast().factor());
        assertThat(result.improvements())
                .anySatisfy(change -> {
                    assertThat(change.change()).contains("parity");
                    assertThat(change.factor()).isGreaterThan(2);
                });
    }

    /**
     * 2+1 over three racks of one node and one drive: unreadable while two of three racks are away.
     * Each is away 0.01 of the time: 3 x 0.01^2 x 0.99 + 0.01^3 = 0.000298.
     */
    @Test
    void unavailabilityOfThreeRacksIsTheirArithmetic() {
        ClusterLayout layout =
                new ClusterLayout(3, 3, 3, 3, StripeCode.reedSolomon(2, 1), 3, true, 1, 1e12, 0);
        double load = 0.01 / 0.99;
        Hazards hazards =
                new Hazards(
                        new Lifetime.Exponential(1e-30),
                        List.of(new Hazards.Shared(Scope.RACK, 0, load * 365.25, 86_400)),
                        Hazards.Batch.NONE,
                        Hazards.Latent.NONE);
        Question question =
                new Question(layout, hazards, twoDays(true), YEAR, Method.MARKOV, 0.05, 1_000, 1);

        Unavailability unavailability = Snapshot.of(question);

        assertThat(unavailability.probability()).isCloseTo(0.000298, within(1e-9));
        assertThat(unavailability.unreadableShare()).isCloseTo(0.000298, within(1e-9));
    }

    @Test
    void reportsEveryImpossibilityAtOnce() {
        ClusterLayout layout =
                new ClusterLayout(0, 1, 1, 7, StripeCode.reedSolomon(8, 2), 5, true, 0, -1, 0);
        Question question =
                new Question(
                        layout,
                        new Hazards(
                                TWO_PERCENT,
                                List.of(new Hazards.Shared(Scope.RACK, -1, 0, 0)),
                                new Hazards.Batch(1, 1.5),
                                Hazards.Latent.NONE),
                        twoDays(true),
                        0,
                        Method.AUTO,
                        1.5,
                        1_000,
                        1);

        assertThatThrownBy(() -> Durability.loss(question, Progress.NONE))
                .hasMessageContaining("failure domains (0) must be positive")
                .hasMessageContaining("placement groups (0) must be positive")
                .hasMessageContaining("stored bytes per drive (-1.0) must be positive")
                .hasMessageContaining("pool (5 drives) must hold a whole stripe of 8+2 (10 strips)")
                .hasMessageContaining("rack losses per year (-1.0) must not be negative")
                .hasMessageContaining("batch share (1.5) must be from 0 to 1")
                .hasMessageContaining("years (0.0) must be positive")
                .hasMessageContaining("relative error (150.0 %)");
    }

    @Test
    void refusesRatesOutsideOfZeroToOne() {
        assertThatThrownBy(() -> Lifetime.ofAnnualFailureRate(0))
                .hasMessageContaining("annual failure rate (0.0)");
        assertThatThrownBy(() -> Lifetime.ofAnnualFailureRate(1))
                .hasMessageContaining("annual failure rate (1.0)");
        assertThatThrownBy(() -> new Lifetime.Weibull(0, YEAR, 0))
                .hasMessageContaining("Weibull shape (0.0) must be positive");
    }

    /** (1.96 / 0.05)^2 / 1e-11 = 1.54e14 missions. */
    @Test
    void knowsHowManyNaiveTrialsElevenNinesTake() {
        assertThat(Durability.naiveTrials(1e-11, 0.05)).isCloseTo(1.5366e14, withinPercentage(0.1));
    }
}
