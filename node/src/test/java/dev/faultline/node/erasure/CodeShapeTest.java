package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeShapeTest {
    @Test
    void readsWhatItWrites() {
        assertThat(CodeShape.parse("28+4")).isEqualTo(new CodeShape(28, 4, 0));
        assertThat(CodeShape.parse(" 28 + 4 / local 4 ")).isEqualTo(new CodeShape(28, 4, 4));
        assertThat(CodeShape.parse("28+4")).hasToString("28+4");
        assertThat(CodeShape.parse("28+4/local 4")).hasToString("28+4/local 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "28", "28+", "+4", "28-4", "28+4/4", "28+4/local", "28+4 local 4"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> CodeShape.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("code (" + text + ") must read like '28+4' or '28+4/local 4'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0+4 | data strips (0) must be at least 1",
                "4+0 | global parities (0) must be 1 to 8",
                "4+9 | global parities (9) must be 1 to 8",
                "4+2/local 3 | local groups (3) must be 0 (none) to 2, two data strips in each",
                "249+8 | strips (257) must be few enough for the 256 points of GF(2^8)",
                "248+8/local 2 | strips (258) must be few enough for the 256 points of GF(2^8)",
                "240+8/local 9 | strips (257) must be few enough for the 256 points of GF(2^8)"
            })
    void refusesShapesThatCannotBe(String text, String message) {
        assertThatThrownBy(() -> CodeShape.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesANegativeNumberOfGroups() {
        assertThatThrownBy(() -> new CodeShape(4, 2, -1))
                .hasMessageStartingWith("local groups (-1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+1", "248+8", "4+2/local 2", "247+8/local 1", "240+8/local 8"})
    void acceptsTheLimits(String text) {
        assertThat(CodeShape.parse(text)).hasToString(text);
    }

    @Test
    void countsStrips() {
        CodeShape shape = CodeShape.parse("28+4/local 4");

        assertThat(shape.strips()).isEqualTo(36);
        assertThat(shape.parities()).isEqualTo(8);
        assertThat(shape.repairStrips()).isEqualTo(7);
        assertThat(shape.distance()).isEqualTo(6);
        assertThat(CodeShape.parse("28+4").repairStrips()).isEqualTo(28);
        assertThat(CodeShape.parse("28+4").distance()).isEqualTo(5);
    }

    @Test
    void dealsDataToGroupsInRunsOfNearlyEqualLength() {
        CodeShape shape = CodeShape.parse("10+2/local 4");

        // 10 strips in 4 groups end before 10/4, 20/4, 30/4 and 40/4, rounded down: 2, 5, 7, 10.
        assertThat(IntStream.range(0, 16).map(shape::groupOf))
                .containsExactly(0, 0, 1, 1, 1, 2, 2, 3, 3, 3, -1, -1, 0, 1, 2, 3);
        assertThat(shape.repairStrips()).isEqualTo(3);
    }

    @Test
    void reedSolomonHasNoGroups() {
        CodeShape shape = CodeShape.parse("3+2");

        assertThat(IntStream.range(0, 5).map(shape::groupOf)).containsOnly(-1);
    }

    @Test
    void namesStrips() {
        CodeShape shape = CodeShape.parse("4+1/local 2");

        assertThat(IntStream.range(0, 7).mapToObj(shape::stripName))
                .containsExactly(
                        "data 0", "data 1", "data 2", "data 3", "global 0", "local 0", "local 1");
    }

    @Test
    void aGroupMakesUpForOneLossAndTheGlobalParitiesForTheRest() {
        CodeShape shape = CodeShape.parse("28+4/local 4");

        // Two groups lose 3 each: 2 * (3 - 1) = 4. One more anywhere but in a fresh group is too
        // many.
        StripSet lost = StripSet.of(0, 1, 2, 7, 8, 9);
        assertThat(shape.recoverableInPrinciple(lost)).isTrue();
        assertThat(shape.recoverableInPrinciple(lost.with(14))).isTrue();
        assertThat(shape.recoverableInPrinciple(lost.with(10))).isFalse();
        assertThat(shape.recoverableInPrinciple(lost.with(28))).isFalse();
        assertThat(CodeShape.parse("8+3").recoverableInPrinciple(StripSet.of(0, 1, 10))).isTrue();
        assertThat(CodeShape.parse("8+3").recoverableInPrinciple(StripSet.of(0, 1, 2, 10)))
                .isFalse();
    }
}
