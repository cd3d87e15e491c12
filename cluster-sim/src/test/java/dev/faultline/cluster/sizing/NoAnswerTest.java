package dev.faultline.cluster.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.result.SizeResult.Relaxation;
import dev.faultline.cluster.result.SizeResult.Shortfall;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Why there is no answer, and that what is said to help does help. */
final class NoAnswerTest {

    private static final String REQUIREMENT =
            """
            name: too much
            usable: 200 TB
            objective: nodes
            site: {power: 10 kW, rack-units: 20}
            protection: {tolerate: {failure-domains: 1, drives: 1}}
            candidates: [{server: lab-1u-4x1t}]
            """;

    @Test
    void saysWhichLimitFailsAndByHowMuch() {
        Shortfall shortfall = shortfall(REQUIREMENT);

        assertThat(Objects.requireNonNull(shortfall.first()).term()).isEqualTo("power");
        // At least 200 / 4 = 50 servers of at most 210 W.
        assertThat(shortfall.first().actual()).isGreaterThan(50 * 210.0);
        assertThat(shortfall.first().margin()).isNegative();
    }

    @Test
    void aLimitRaisedToWhatIsSaidHasAnAnswerAndOneBelowHasNot() {
        Relaxation power = relaxation("power");

        assertThat(answer("10 kW", "%.3f W".formatted(power.to() + 0.01))).isNotNull();
        assertThat(answer("10 kW", "%.3f W".formatted(power.to() - 1))).isNull();
    }

    @Test
    void aDemandLoweredToWhatIsSaidHasAnAnswerAndOneAboveHasNot() {
        Relaxation usable = relaxation("usable");

        assertThat(answer("200 TB", "%.6f TB".formatted(usable.to() / 1e12 - 1e-5))).isNotNull();
        assertThat(answer("200 TB", "%.6f TB".formatted(usable.to() / 1e12 + 1e-2))).isNull();
    }

    @Test
    void aPromiseThatTooFewDomainsCannotKeepIsSaidToBe() {
        Shortfall shortfall =
                shortfall(
                        """
                        name: two domains
                        usable: 10 TB
                        protection: {tolerate: {failure-domains: 2, drives: 1}, max-parities: 2}
                        candidates: [{vm: l96s_v4}]
                        """);

        assertThat(shortfall.nearest()).isNull();
        assertThat(shortfall.reason()).contains("survives the loss of 2 of 3 failure domains");
    }

    private static Relaxation relaxation(String term) {
        return shortfall(REQUIREMENT).relaxations().stream()
                .filter(relaxation -> relaxation.term().equals(term))
                .findFirst()
                .orElseThrow();
    }

    private static Shortfall shortfall(String text) {
        return Objects.requireNonNull(Sizings.of(text).size(0).shortfall());
    }

    private static SizeResult.@org.jspecify.annotations.Nullable Answer answer(
            String from, String to) {
        return Sizings.of(REQUIREMENT.replace(from, to)).size(0).answer();
    }
}
