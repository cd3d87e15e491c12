package dev.faultline.cluster.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.scenario.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who asks for more never gets a smaller answer, and what limits allow grows with them. */
final class MonotonicTest {

    static LongStream seeds() {
        return Seeds.upTo(12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moreDemandNeverGivesFewerNodes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double usable = random.nextDouble(20, 400);
        double read = random.nextDouble(1, 80);
        double write = random.nextDouble(0.2, 10);
        int drives = random.nextInt(0, 2);
        String server = random.nextBoolean() ? "{server: lab-1u-4x1t}" : "{vm: i3en.6xlarge}";
        int before = nodes(server, usable, read, write, drives);

        assertThat(nodes(server, usable * more(random), read, write, drives))
                .isGreaterThanOrEqualTo(before);
        assertThat(nodes(server, usable, read * more(random), write, drives))
                .isGreaterThanOrEqualTo(before);
        assertThat(nodes(server, usable, read, write * more(random), drives))
                .isGreaterThanOrEqualTo(before);
        assertThat(nodes(server, usable, read, write, drives + 1)).isGreaterThanOrEqualTo(before);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moreRacksNeverHoldLess(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int racks = random.nextInt(3, 40);

        double fewer = most(racks);
        double more = most(racks + random.nextInt(1, 5));

        assertThat(more).isGreaterThanOrEqualTo(fewer);
    }

    /**
     * What more power raises: what can be built. An answer stays one and gets no worse, whatever is
     * to be least; and of the most usable capacity there is no less.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void morePowerNeverMakesAnAnswerWorse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String objective = List.of("power", "nodes", "racks").get(random.nextInt(3));
        double usable = random.nextDouble(20, 300);
        double watts = random.nextDouble(2_000, 60_000);
        double moreWatts = watts * more(random);

        Double before = objective(watts, objective, usable);
        Double after = objective(moreWatts, objective, usable);
        double most = orZero(objective(watts, "usable", 0));
        double moreMost = orZero(objective(moreWatts, "usable", 0));

        assertThat(before == null || after != null && after <= before)
                .as("%s at %.0f W, %s at %.0f W", before, watts, after, moreWatts)
                .isTrue();
        assertThat(moreMost).isGreaterThanOrEqualTo(most);
    }

    /** Null where there is no answer. */
    private static @Nullable Double objective(double watts, String objective, double usable) {
        String demand = usable == 0 ? "" : "usable: %.3f TB\n".formatted(usable);
        SizeResult.Answer answer =
                Sizings.of(
                                """
                                name: random
                                objective: %s
                                site: {power: %.3f W, rack-units: 20}
                                protection: {tolerate: {failure-domains: 1, drives: 1}}
                                candidates: [{server: lab-1u-4x1t}]
                                %s\
                                """
                                        .formatted(objective, watts, demand))
                        .size(0)
                        .answer();
        return answer == null ? null : answer.objective();
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static double more(SplittableRandom random) {
        return random.nextDouble(1, 2);
    }

    private static int nodes(String server, double usable, double read, double write, int drives) {
        SizeResult.Answer answer =
                Sizings.answer(
                        Sizings.of(
                                """
                                name: random
                                usable: %.3f TB
                                read: %.3f GB/s
                                write: %.3f GB/s
                                objective: nodes
                                site: {rack-units: 20}
                                protection: {tolerate: {failure-domains: 1, drives: %d}}
                                candidates: [%s]
                                """
                                        .formatted(usable, read, write, drives, server)),
                        0);
        return answer.configuration().nodes();
    }

    private static double most(int racks) {
        return Sizings.answer(
                        Sizings.of(
                                """
                                name: most
                                racks: %d
                                objective: usable
                                site: {rack-units: 20}
                                protection: {tolerate: {failure-domains: 1, drives: 1}}
                                candidates: [{server: lab-1u-4x1t}]
                                """
                                        .formatted(racks)),
                        0)
                .configuration()
                .usableBytes();
    }
}
