package dev.faultline.cluster.durability.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.faultline.cluster.durability.ClusterLayout;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.Rebuild;
import dev.faultline.cluster.durability.RepairConvention;
import dev.faultline.cluster.durability.StripeCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One-year durability published with the simulator of the multi-level erasure coding study
 * (`gnuplots/durability/exp` of github.com/ucare-uchicago/mlec-sim, 2022): 20 TB drives at 100
 * MB/s, AFR 2 %. There a TB is 2^20 MB, so a drive takes 20 x 1,048,576 / 100 = 209,715.2 s, and
 * drives fail at -ln(1 - AFR) a year.
 */
class PublishedDurabilityTest {
    private static final double THEIR_REPAIR_SECONDS = 20 * 1_048_576 / 100.0;
    private static final Lifetime TWO_PERCENT = Lifetime.ofAnnualFailureRate(0.02);

    @ParameterizedTest(name = "{0}+{1}, {2} pools")
    @CsvSource({"8, 1, 5, 3.009, .005", "8, 2, 5, 5.882, .095", "16, 2, 3, 5.301, .069"})
    void clusteredMeetsPublishedNines(int data, int parity, int pools, double nines, double sigma) {
        StripeCode code = StripeCode.reedSolomon(data, parity);
        ClusterLayout layout = ClusterLayout.pools(pools, data + parity, code, 1, 20e12);
        Rebuild serial =
                Rebuild.ofDriveSeconds(RepairConvention.SERIAL, THEIR_REPAIR_SECONDS, true);

        double loss = PoolChain.lossProbability(layout, TWO_PERCENT, serial, Lifetime.YEAR_SECONDS);

        assertThat(-Math.log10(loss)).isCloseTo(nines, within(2 * sigma));
    }

    /**
     * Declustered: 50 drives, 8+2. Their model does not credit the first failed drive's rebuild
     * with what it has done when the second fails; nor does the chain.
     */
    @Test
    void declusteredMeetsPublishedNines() {
        ClusterLayout layout =
                ClusterLayout.pools(1, 50, StripeCode.reedSolomon(8, 2), 5_000, 20 * 1.048576e12);
        double strip = layout.stripBytes();
        Rebuild mostExposedFirst =
                new Rebuild(
                        RepairConvention.MOST_EXPOSED_FIRST,
                        0,
                        0,
                        50,
                        Rebuild.moving(8 * strip, strip, 50, 100e6),
                        false);

        double loss =
                PoolChain.lossProbability(
                        layout, TWO_PERCENT, mostExposedFirst, Lifetime.YEAR_SECONDS);

        assertThat(-Math.log10(loss)).isCloseTo(6.621, within(2 * .091));
    }

    /** groups * n(n-1)...(n-p) * lambda^(p+1) * T^p with lambda = 0.02 / year and decimal 20 TB. */
    @ParameterizedTest(name = "{0}+{1}, {2} pools: {3}")
    @CsvSource({"8, 1, 5, 3.039", "8, 2, 5, 5.936", "16, 2, 3, 5.326"})
    void closedFormGivesItsPublishedNines(int data, int parity, int pools, double nines) {
        double perYear = 0.02 / Lifetime.YEAR_SECONDS;

        double loss =
                ClosedForm.lossRateSerial(pools, data + parity, parity, perYear, 200_000)
                        * Lifetime.YEAR_SECONDS;

        assertThat(-Math.log10(loss)).isCloseTo(nines, within(0.001));
    }

    /** 10 x 10 x 9 x 8 x 7 x lambda^4 x T^3, lambda = -ln 0.95 / year, T = 200,000 s. */
    @Test
    void closedFormOfSevenPlusThreeGivesItsPublishedNines() {
        double rate = -Math.log1p(-0.05) / Lifetime.YEAR_SECONDS;

        double loss = ClosedForm.lossRateSerial(10, 10, 3, rate, 200_000) * Lifetime.YEAR_SECONDS;

        assertThat(-Math.log10(loss)).isCloseTo(7.05, within(0.005));
    }

    /**
     * Object storage: 17+3 shards, 0.405 % a year, 6.5 days to replace; figures cut, not rounded.
     */
    @Test
    void periodModelMeetsPublishedFigures() {
        assertThat(ClosedForm.lossPerPeriod(20, 3, 0.00405, 6.5))
                .isCloseTo(1.309e-13, withinPercentage(0.1));
        assertThat(ClosedForm.lossPerYear(20, 3, 0.00405, 6.5))
                .isCloseTo(7.354e-12, withinPercentage(0.1));
        assertThat(ClosedForm.lossPerYear(20, 2, 0.00405, 6.5))
                .isCloseTo(2.399e-08, withinPercentage(0.1));
        assertThat(ClosedForm.lossPerYear(20, 1, 0.00405, 6.5))
                .isCloseTo(5.545e-05, withinPercentage(0.1));
    }
}
