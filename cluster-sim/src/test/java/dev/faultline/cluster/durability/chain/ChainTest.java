package dev.faultline.cluster.durability.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTest {

    /** One level, no parity: loss is the first failure, 1 - exp(-rate t). */
    @Test
    void withoutRedundancyTheFirstFailureIsTheLoss() {
        BirthDeathChain chain = new BirthDeathChain(new double[] {0.3}, new double[] {0});

        assertThat(chain.lossProbability(2)).isCloseTo(-Math.expm1(-0.6), withinPercentage(1e-9));
        assertThat(chain.meanSecondsToLoss()).isCloseTo(1 / 0.3, withinPercentage(1e-9));
    }

    /**
     * Two levels, up 1 and 1, down 2: mean times to get deeper are h0 = 1 and h1 = 1 + 2 h0 = 3, in
     * all 4. The generator [[-1, 1], [2, -3]] has eigenvalues x^2 + 4x + 1 = 0, x = -2 +- sqrt 3;
     * survival from level 0 is (b e^(at) - a e^(bt)) / (b - a) with a + b = -4, a b = 1.
     */
    @Test
    void twoLevelsFollowTheirEigenvalues() {
        BirthDeathChain chain = new BirthDeathChain(new double[] {1, 1}, new double[] {0, 2});
        double slow = -2 + Math.sqrt(3);
        double fast = -2 - Math.sqrt(3);

        double survival = (fast * Math.exp(5 * slow) - slow * Math.exp(5 * fast)) / (fast - slow);

        assertThat(chain.meanSecondsToLoss()).isCloseTo(4, withinPercentage(1e-9));
        assertThat(chain.lossProbability(5)).isCloseTo(1 - survival, withinPercentage(1e-9));
    }

    /** Far beyond double precision's 1 - x: 1e-30 keeps its digits. */
    @Test
    void tinyProbabilitiesKeepTheirDigits() {
        double up = 1e-9;
        BirthDeathChain chain =
                new BirthDeathChain(new double[] {up, up, up, up}, new double[] {0, 1, 1, 1});

        // first order: up^4 / 1^3 x t, all but the last 1e-5 of it reached after t = 1e6
        assertThat(chain.lossProbability(1e6)).isCloseTo(1e-30, withinPercentage(1e-3));
    }

    @ParameterizedTest(name = "{0} parity strips")
    @ValueSource(ints = {1, 2, 3})
    void lumpedChainEqualsTheChainOfAllSubsets(int parity) {
        int drives = 7;
        double failure = 0.02;
        double[] up = new double[parity + 1];
        double[] serial = new double[parity + 1];
        double[] parallel = new double[parity + 1];
        for (int level = 0; level <= parity; level++) {
            up[level] = (drives - level) * failure;
            serial[level] = 1.5;
            parallel[level] = level * 1.5;
        }

        SubsetChain oneByOne =
                new SubsetChain(drives, failure, 1.5, false, set -> Integer.bitCount(set) > parity);
        SubsetChain atOnce =
                new SubsetChain(drives, failure, 1.5, true, set -> Integer.bitCount(set) > parity);

        assertThat(new BirthDeathChain(up, serial).lossProbability(40))
                .isCloseTo(oneByOne.lossProbability(40), withinPercentage(1e-6));
        assertThat(new BirthDeathChain(up, parallel).lossProbability(40))
                .isCloseTo(atOnce.lossProbability(40), withinPercentage(1e-6));
    }

    @Test
    void refusesLevelsWithoutRates() {
        assertThatThrownBy(() -> new BirthDeathChain(new double[] {1, 1}, new double[] {0}))
                .hasMessageContaining("up (2 rates) and down (1)");
    }
}
