package dev.faultline.cluster.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StripeCodeTest {

    @Test
    void reedSolomonSurvivesItsParityAndNoMore() {
        StripeCode code = StripeCode.reedSolomon(28, 4);

        assertThat(code.mostErasures()).isEqualTo(4);
        assertThat(code.survives(0, 4)).isEqualTo(1);
        assertThat(code.survives(4, 5)).isZero();
    }

    /**
     * Every pattern of (6 data, 2 global, 2 local): strips 0-3 and 4-7 local groups, 8-9 global.
     */
    @Test
    void localCodesLoseWhatEnumerationOfAllPatternsLoses() {
        StripeCode code = StripeCode.locallyRepairable(6, 2, 2);
        int[] lost = new int[11];
        int[] all = new int[11];
        for (int pattern = 0; pattern < 1 << 10; pattern++) {
            int global = Integer.bitCount(pattern >>> 8);
            int first = Math.max(0, Integer.bitCount(pattern & 0xF) - 1);
            int second = Math.max(0, Integer.bitCount(pattern >>> 4 & 0xF) - 1);
            all[Integer.bitCount(pattern)]++;
            lost[Integer.bitCount(pattern)] += global + first + second > 2 ? 1 : 0;
        }

        assertThat(code.mostErasures()).isEqualTo(4);
        for (int erasures = 0; erasures <= 10; erasures++) {
            assertThat(code.lossGiven(erasures))
                    .isCloseTo((double) lost[erasures] / all[erasures], within(1e-15));
        }
    }

    @Test
    void oneMoreParityShiftsWhatIsSurvived() {
        StripeCode code = StripeCode.reedSolomon(8, 2).withMoreParity();

        assertThat(code.data()).isEqualTo(7);
        assertThat(code.strips()).isEqualTo(10);
        assertThat(code.survives(0, 3)).isEqualTo(1);
        assertThat(code.survives(0, 4)).isZero();
    }

    @Test
    void refusesLocalGroupsThatDoNotDivideTheData() {
        assertThatThrownBy(() -> StripeCode.locallyRepairable(10, 2, 3))
                .hasMessageContaining("local groups (3) must divide the data strips (10)");
    }
}
