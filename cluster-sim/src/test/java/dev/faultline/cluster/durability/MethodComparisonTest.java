package dev.faultline.cluster.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.result.DurabilityResult.Answer;
import dev.faultline.cluster.result.DurabilityResult.Assumption;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Pools as published calculations have them, asked of every method. */
class MethodComparisonTest {

    private static final double YEAR = Lifetime.YEAR_SECONDS;

    /** AFR 2 %, no latent errors, at once, whole drives, times without memory. */
    private static Assumptions published(RepairConvention convention) {
        Assumptions usual = Assumptions.defaults();
        return new Assumptions(
                new Assumptions.Drives(new Ratio(0.02), null, null, Span.ZERO),
                usual.nodes(),
                usual.vms(),
                usual.racks(),
                usual.domains(),
                usual.batches(),
                new Assumptions.Latent(0, 0, Span.ZERO, new DataSize(65_536)),
                new Assumptions.Rebuilding(
                        new Ratio(0.3),
                        Span.ZERO,
                        Span.ZERO,
                        convention,
                        Assumptions.RepairTimes.EXPONENTIAL),
                128,
                new Ratio(1));
    }

    private static DurabilityResult answer(
            RepairConvention convention, Method method, Depth depth, Progress progress) {
        PoolQuestion pools =
                new PoolQuestion(
                        5,
                        10,
                        8,
                        2,
                        DataSize.parse("20 TB"),
                        DataRate.parse("100 MB/s"),
                        published(convention));
        return Durability.answer(
                pools.ask(YEAR, method, 0.05, 1_000_000, 1),
                depth,
                pools.subject(),
                pools.assumptions(),
                progress);
    }

    /**
     * 5 x 10 x 9 x 8 x lambda^3 x T^2 with lambda = -ln 0.98 a year and T = 200,000 s = 0.0063376
     * a: 3600 x (0.0202027)^3 x (0.0063376)^2 = 1.1923e-6. In parallel a half of it.
     */
    @Test
    void theClosedFormIsItsArithmetic() {
        assertThat(probability(RepairConvention.SERIAL, Method.CLOSED_FORM))
                .isCloseTo(1.1923e-6, withinPercentage(0.01));
        assertThat(probability(RepairConvention.PARALLEL, Method.CLOSED_FORM))
                .isCloseTo(1.1923e-6 / 2, withinPercentage(0.01));
    }

    private static double probability(RepairConvention convention, Method method) {
        return answer(convention, method, Depth.LOSS, Progress.NONE).loss().probability();
    }

    @Test
    void everyMethodAnswersAndTheyAgree() {
        DurabilityResult result =
                answer(RepairConvention.SERIAL, Method.AUTO, Depth.METHODS, Progress.NONE);

        assertThat(result.methods())
                .extracting(Answer::method)
                .containsExactly(
                        "closed-form", "markov", "exact", "importance", "splitting", "naive");
        double exact = result.loss().probability();
        for (Answer answer : result.methods()) {
            double high = Objects.requireNonNull(answer.high());
            double low = Objects.requireNonNull(answer.low());
            double half = (high - low) / 2;
            assertThat(exact)
                    .as(answer.toString())
                    .isBetween(low - half - 0.02 * exact, high + half + 0.02 * exact);
        }
    }

    @Test
    void saysWhyAMethodHasNoAnswer() {
        DurabilityResult result =
                answer(RepairConvention.SERIAL, Method.AUTO, Depth.METHODS, Progress.NONE);
        Question aged =
                new PoolQuestion(
                                5,
                                10,
                                8,
                                2,
                                DataSize.parse("20 TB"),
                                DataRate.parse("100 MB/s"),
                                published(RepairConvention.SERIAL))
                        .ask(YEAR, Method.IMPORTANCE, 0.3, 100_000, 1)
                        .withHazards(Hazards.drivesOnly(new Lifetime.Weibull(2, 10 * YEAR, YEAR)));

        DurabilityResult old =
                Durability.answer(aged, Depth.METHODS, result.subject(), List.of(), Progress.NONE);

        assertThat(old.methods())
                .filteredOn(answer -> answer.method().equals("markov"))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.probability()).isNull();
                    assertThat(answer.remark()).contains("no memory");
                });
    }

    @Test
    void whatIsStoppedHasTheLossAndNothingMore() {
        Progress stopping =
                new Progress() {
                    @Override
                    public boolean goOn(double done, Estimate soFar) {
                        return false;
                    }

                    @Override
                    public boolean begin(String what) {
                        return false;
                    }
                };

        DurabilityResult result =
                answer(RepairConvention.SERIAL, Method.IMPORTANCE, Depth.METHODS, stopping);

        assertThat(result.loss().probability()).isPositive();
        assertThat(result.improvements()).isEmpty();
        assertThat(result.methods())
                .extracting(Answer::method)
                .containsExactly("closed-form", "markov", "exact");
    }

    @Test
    void assumptionsAreListedWithWhatIsNoDefault() {
        Function<String, Assumption> row =
                key ->
                        answer(RepairConvention.PARALLEL, Method.EXACT, Depth.LOSS, Progress.NONE)
                                .assumptions()
                                .stream()
                                .filter(each -> each.key().equals(key))
                                .findFirst()
                                .orElseThrow();

        assertThat(row.apply("drives.annual-failure-rate").value()).isEqualTo("2 %");
        assertThat(row.apply("drives.annual-failure-rate").isDefault()).isFalse();
        assertThat(row.apply("rebuild.convention").value()).isEqualTo("parallel");
        assertThat(row.apply("batches.share").isDefault()).isTrue();
    }

    @Test
    void repairDriveByDriveKnowsNothingOfPlaces() {
        PoolQuestion pools =
                new PoolQuestion(
                        5,
                        10,
                        8,
                        2,
                        DataSize.parse("20 TB"),
                        DataRate.parse("100 MB/s"),
                        published(RepairConvention.SERIAL));
        Question struck =
                pools.ask(YEAR, Method.NAIVE, 0.05, 1_000, 1)
                        .withHazards(
                                new Hazards(
                                        Lifetime.ofAnnualFailureRate(0.02),
                                        List.of(),
                                        new Hazards.Batch(1, 0.1),
                                        Hazards.Latent.NONE));

        assertThat(struck.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("drive by drive"));
    }
}
