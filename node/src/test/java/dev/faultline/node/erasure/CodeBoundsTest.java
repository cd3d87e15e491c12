package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CodeBoundsTest {
    @Test
    void localityCostsDistance() {
        // 36 - 28 - ceil(28/7) + 2 = 6; without locality (r = k) it is n - k + 1.
        assertThat(CodeBounds.maxDistance(36, 28, 7)).isEqualTo(6);
        assertThat(CodeBounds.maxDistance(150, 146, 146)).isEqualTo(5);
        assertThat(CodeBounds.maxDistance(150, 146, 37)).isEqualTo(2);
    }

    @Test
    void fourParitiesDoNotRepairFromAQuarterAndSurviveFour() {
        assertThatThrownBy(() -> CodeBounds.checkLocality(150, 146, 37, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no code of 146 data strips in 150 that repairs one from 37 others survives"
                                + " any 4 losses: the distance n - k - ceil(k/r) + 2 is at most 2,"
                                + " so any 1");
        assertThatCode(() -> CodeBounds.checkLocality(150, 146, 37, 1)).doesNotThrowAnyException();
        assertThatCode(() -> CodeBounds.checkLocality(150, 146, 146, 4)).doesNotThrowAnyException();
    }

    @Test
    void regeneratingCodesReadNoLessThanTheirBound() {
        // 149 helpers, each of which sends a quarter: 149 / (150 - 146) = 37.25 strips.
        assertThat(CodeBounds.minRepairReadStrips(150, 146)).isEqualTo(37.25);
        assertThatCode(() -> CodeBounds.checkRepairReads(146, 4, 0.26)).doesNotThrowAnyException();
        assertThatCode(() -> CodeBounds.checkRepairReads(146, 4, 1)).doesNotThrowAnyException();
        assertThatCode(() -> CodeBounds.checkRepairReads(146, 4, 37.25 / 146))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CodeBounds.checkRepairReads(146, 4, 0.25))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "repair reads (25.00 %) of 146+4 must be 25.51 % to 100 %: no repair reads"
                                + " less than (n-1)/(n-k) = 37.25 strips of 146");
        assertThatThrownBy(() -> CodeBounds.checkRepairReads(146, 4, 1.01))
                .hasMessageStartingWith("repair reads (101.00 %)");
        assertThatThrownBy(() -> CodeBounds.checkRepairReads(146, 4, Double.NaN))
                .hasMessageStartingWith("repair reads (NaN %)");
    }
}
