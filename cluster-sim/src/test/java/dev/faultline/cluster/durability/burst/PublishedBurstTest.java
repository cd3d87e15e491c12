package dev.faultline.cluster.durability.burst;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.durability.burst.BurstLayout.LocalPools;
import dev.faultline.cluster.durability.burst.BurstLayout.NetworkClustered;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published burst probabilities of the multi-level erasure coding study (SC'23; the tables are
 * `gnuplots/burst/theory-vs-exp` of github.com/ucare-uchicago/mlec-sim): 40 racks of 8 enclosures
 * of 100 drives, f failures in exactly r racks. Compared after rounding both to ten significant
 * digits: their `1 - survivors / all` in floating point is uncertain by 1.1e-16.
 */
class PublishedBurstTest {
    private static final MathContext TEN_DIGITS = new MathContext(10);
    private static final int RACKS = 40;
    private static final int DRIVES = 800;

    @ParameterizedTest(name = "local RAID 8+2, {0} failures in {1} racks")
    @CsvSource({
        "4, 2, 6.44928543932734e-05",
        "10, 2, 0.0032843235224934",
        "6, 4, 3.471545441624535e-05",
        "20, 4, 0.0077093013761",
    })
    void meetsPublishedLocalClustered(int failures, int racks, BigDecimal published) {
        BurstLayout raid = new LocalPools(RACKS, DRIVES, 10, 2);

        assertThat(tenDigits(raid, failures, racks))
                .isEqualByComparingTo(published.round(TEN_DIGITS));
    }

    @ParameterizedTest(name = "local declustered 8+2, {0} failures in {1} racks")
    @CsvSource({"7, 2, 0.10569499612624", "12, 2, 0.48225920444855"})
    void meetsPublishedLocalDeclustered(int failures, int racks, BigDecimal published) {
        BurstLayout declustered = new LocalPools(RACKS, DRIVES, 100, 2);

        assertThat(tenDigits(declustered, failures, racks))
                .isEqualByComparingTo(published.round(TEN_DIGITS));
    }

    @ParameterizedTest(name = "network 8+2, {0} failures in {1} racks")
    @CsvSource({"4, 4, 3.0358986902179e-07", "8, 8, 4.247241814359e-06"})
    void meetsPublishedNetworkClustered(int failures, int racks, BigDecimal published) {
        BurstLayout network = new NetworkClustered(RACKS, DRIVES, 10, 2);

        assertThat(tenDigits(network, failures, racks))
                .isEqualByComparingTo(published.round(TEN_DIGITS));
    }

    @ParameterizedTest(name = "(3+2) over (3+2) on 5 x 5, {0} failures in {1} racks")
    @CsvSource({
        "9, 3, 0.2010050251",
        "10, 3, 0.5",
        "12, 3, 0.9340659341",
        "10, 4, 0.1157742402",
        "13, 4, 0.9143968872",
    })
    void meetsTheBruteForceGrid(int failures, int racks, BigDecimal published) {
        BurstLayout grid = new NetworkClustered(5, 5, 5, 2, 5, 2);

        assertThat(exact(grid, failures, racks).setScale(10, RoundingMode.HALF_EVEN))
                .isEqualByComparingTo(published);
    }

    @ParameterizedTest(name = "(9+1)/(9+1) clustered over clustered, {0} failures in {1} racks")
    @CsvSource({"4, 2, 1.5696878619131382e-07", "20, 4, 0.00023449938160302608"})
    void meetsPublishedTwoLevelClustered(int failures, int racks, BigDecimal published) {
        BurstLayout twoLevel = new NetworkClustered(RACKS, DRIVES, 10, 1, 10, 1);

        assertThat(tenDigits(twoLevel, failures, racks))
                .isEqualByComparingTo(published.round(TEN_DIGITS));
    }

    @ParameterizedTest(name = "(9+1)/(9+1) {2} drives a pool, {0} failures in {1} racks")
    @CsvSource({
        "4, 2, 10, 5.4415845894273396e-05",
        "20, 4, 10, 0.06693793068784626",
        "4, 2, 100, 0.006584317353213298",
        "20, 4, 100, 0.9592799110033499",
    })
    void meetsPublishedNetworkDeclustered(int failures, int racks, int pool, BigDecimal published) {
        BurstLayout declustered = new BurstLayout.NetworkDeclustered(RACKS, DRIVES, 1, pool, 1);

        assertThat(tenDigits(declustered, failures, racks))
                .isEqualByComparingTo(published.round(TEN_DIGITS));
    }

    @ParameterizedTest(name = "(9+1)/(9+1) clustered over pools of 100, {0} failures in {1} racks")
    @CsvSource({"4, 2, 0.000189932231342671", "20, 2, 0.16353171647046216"})
    void meetsPublishedClusteredOverDeclustered(int failures, int racks, BigDecimal published) {
        BurstLayout twoLevel = new NetworkClustered(RACKS, DRIVES, 10, 1, 100, 1);

        assertThat(tenDigits(twoLevel, failures, racks))
                .isEqualByComparingTo(published.round(TEN_DIGITS));
    }

    private static BigDecimal tenDigits(BurstLayout layout, int failures, int racks) {
        return exact(layout, failures, racks).round(TEN_DIGITS);
    }

    private static BigDecimal exact(BurstLayout layout, int failures, int racks) {
        var cell = (BurstProbability.Exact) BurstTable.single(layout, failures, racks, 0);
        return cell.toDecimal(MathContext.DECIMAL128);
    }
}
