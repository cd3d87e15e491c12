package dev.faultline.cluster.review.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.review.Reviews;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs worked out step by step with round prices, and which price is taken. */
final class CostByHandTest {

    private static final String ROUND =
            """
            prices:
              - {key: d, name: d, of: [lab-1t], each: 500 USD, price-date: "2026", source: s, confidence: assumed}
              - {key: b, name: b, of: [lab-buffer-100g], per-terabyte: 1000 USD/TB, price-date: "2026", source: s, confidence: assumed}
              - {key: s, name: s, of: [lab-1u-4x1t], each: 2000 USD, price-date: "2026", source: s, confidence: assumed}
              - {key: c, name: c, of: [lab-cpu], each: 300 USD, price-date: "2026", source: s, confidence: assumed}
              - {key: m, name: m, of: [memory], per-terabyte: 1000 USD/TB, price-date: "2026", source: s, confidence: assumed}
              - {key: n, name: n, of: [lab-16g], each: 100 USD, price-date: "2026", source: s, confidence: assumed}
              - {key: w, name: w, of: [sn5600], each: 10000 USD, price-date: "2026", source: s, confidence: assumed}
              - {key: k, name: k, of: [cable], each: 50 USD, price-date: "2026", source: s, confidence: assumed}
              - {key: o, name: o, of: [optics], each: 200 USD, price-date: "2026", source: s, confidence: assumed}
              - {key: r, name: r, of: [rack], each: 1000 USD, price-date: "2026", source: s, confidence: assumed}
              - {key: h, name: h, hosting: 100 USD/kW-month, hosting-up-to: 300 USD/kW-month, price-date: "2026", source: s, confidence: assumed}
            """;

    private static final String[] TERMS = {
        "cost={years: 4, filled: 50 %, support: 12 %, hosting: h, average-reads: 0 %, average-writes: 0 %}",
        "data-path={write-buffer: {mirrors: 2}, reduction: 2.0}"
    };

    @TempDir private Path folder;

    /**
     * Twelve lab servers in six racks.
     *
     * <pre>
     * drives     12 x 4 x 500 USD                                 24,000
     * buffers    12 x 0.1 TB x 1,000 USD/TB                        1,200
     * chassis    12 x 2,000                                       24,000
     * CPUs       12 x 300                                          3,600
     * memory     12 x 64 GiB = 0.824633720832 TB x 1,000             824.633720832
     * NICs       12 x 100                                          1,200
     * switches   2 servers x 16 Gb/s take one port of 800 Gb/s down and one up:
     *            6 leaves; 6 uplinks take 1 spine; 7 x 10,000     70,000
     * cables     6 x 50                                              300
     * optics     6 x 2 x 200                                       2,400
     *                                                  together  127,524.633720832
     * support    a month 12 % / 12 of it                           1,275.24633720832
     * racks      6 x 1,000                                         6,000
     * capital                                                    133,524.633720832
     * power      idle 105 W x 12 = 1.26 kW x 730 h x 0.10 USD         91.98
     * hosting    peak 210 W x 12 = 2.52 kW x (100 + 300) / 2         504
     * running    1,275.24633720832 + 91.98 + 504                   1,871.22633720832
     * monthly    133,524.633720832 / 48 + running                  4,652.98953972565
     * </pre>
     *
     * 30 TB usable are 30,000 GB, and with data reduction 2 hold 60,000 GB, of which half is
     * filled.
     */
    @Test
    void addsUpWhatServersCost() {
        ReviewResult review =
                Reviews.review(Reviews.shipped("lab", TERMS), Reviews.prices(folder, ROUND));

        CostResult cost = cost(review);
        assertThat(cost.unknown()).isEmpty();
        assertThat(cost.capitalUsd()).isCloseTo(133_524.633720832, within(1e-6));
        assertThat(cost.runningUsdPerMonth()).isCloseTo(1_871.22633720832, within(1e-6));
        assertThat(cost.monthlyUsd()).isCloseTo(4_652.98953972565, within(1e-6));
        assertThat(cost.usdPerUsableGigabyteMonth())
                .isCloseTo(4_652.98953972565 / 30_000, within(1e-9));
        assertThat(cost.usdPerEffectiveGigabyteMonth())
                .isCloseTo(4_652.98953972565 / 60_000, within(1e-9));
        assertThat(cost.usdPerFilledGigabyteMonth())
                .isCloseTo(4_652.98953972565 / 30_000, within(1e-9));
        double gigabytesPerSecond = review.throughput().readBytesPerSecond() / 1e9;
        assertThat(cost.capitalUsdPerReadGigabytePerSecond())
                .isCloseTo(133_524.633720832 / gigabytesPerSecond, within(1e-6));
        // 7 switches x 940 W x PUE 1
        assertThat(cost.assumptions())
                .anySatisfy(line -> assertThat(line).contains("7 x 940 W", "6.58 kW more"));
    }

    /**
     * 64 machines at 10 USD/h less 30 %, and 0.5 USD/h for the faster network: 64 x 730 h x 7.5 USD
     * = 350,400 USD a month; 1,872,492 GB usable make it 0.18713 USD. Nothing is bought.
     */
    @Test
    void addsUpWhatMachinesCost() {
        String prices =
                """
                prices:
                  - {key: z, name: z, of: [z3-highmem-88-highlssd], per-hour: 10 USD/h, price-date: "2026", source: s, confidence: assumed}
                  - {key: y, name: y, of: [gcp], discount: 30 %, commitment: one-year, price-date: "2026", source: s, confidence: assumed}
                  - {key: t, name: t, of: [gcp-tier1], per-hour: 0.5 USD/h, price-date: "2026", source: s, confidence: assumed}
                """;

        CostResult cost =
                cost(
                        Reviews.review(
                                Reviews.shipped("gcp-z3-8-domains", "cost.commitment=one-year"),
                                Reviews.prices(folder, prices)));

        assertThat(cost.capitalUsd()).isZero();
        assertThat(cost.monthlyUsd()).isCloseTo(64 * 730 * 7.5, within(1e-6));
        assertThat(cost.usdPerUsableGigabyteMonth()).isCloseTo(350_400 / 1_872_492.0, within(1e-6));
        assertThat(cost.capitalUsdPerReadGigabytePerSecond()).isNull();
        assertThat(cost.prices()).extracting(CostResult.PriceUsed::key).contains("z", "y", "t");
    }

    @Test
    void doesNotKnowWhatACommitmentSavesWithoutARow() {
        CostResult cost =
                cost(
                        Reviews.review(
                                Reviews.shipped("gcp-z3-8-domains", "cost.commitment=spot"),
                                new PriceBook(Reviews.CATALOG, List.of())));

        assertThat(cost.monthlyUsd()).isNull();
        assertThat(cost.usdPerUsableGigabyteMonth()).isNull();
        assertThat(cost.unknown()).singleElement().asString().contains("z3-highmem-88", "spot");
    }

    /** A row without a price says that it is not known: no other row steps in, and nothing is 0. */
    @Test
    void aBlankPriceIsUnknownAndNotZero() {
        String blank =
                """
                prices:
                  - {key: qlc-30t-3q26, name: none, of: [qlc], per-terabyte: , price-date: 3Q26, source: s, confidence: assumed}
                """;

        CostResult cost =
                cost(
                        Reviews.review(
                                Reviews.shipped("mai-130pb-ebox"), Reviews.prices(folder, blank)));

        assertThat(cost.capitalUsd()).isNull();
        assertThat(cost.monthlyUsd()).isNull();
        assertThat(cost.runningUsdPerMonth()).as("support is a share of it").isNull();
        assertThat(cost.unknown())
                .singleElement()
                .asString()
                .contains("1400 drives d5-p5336-122t", "qlc-30t-3q26");
        assertThat(cost.items())
                .filteredOn(item -> item.usd() == null)
                .extracting(CostResult.Item::what)
                .containsExactly(
                        "1400 drives d5-p5336-122t",
                        "support, 5 % of servers, drives and network a year");
    }

    /** 1,400 drives of 122.88 TB are 172,032 TB; 3Q25: 92, 1Q26: 504, 3Q26: 603 USD/TB. */
    @Test
    void takesTheLatestPriceThatIsNotLaterThanAsked() {
        assertThat(drives()).isCloseTo(172_032 * 603.0, within(1e-3));
        assertThat(drives("cost.price-date=2Q26")).isCloseTo(172_032 * 504.0, within(1e-3));
        assertThat(drives("cost.price-date=3Q25")).isCloseTo(172_032 * 92.0, within(1e-3));
        assertThat(drives("cost.price-date=1Q25")).isCloseTo(172_032 * 92.0, within(1e-3));
        assertThat(drives("cost.prices=[qlc-30t-1q26]")).isCloseTo(172_032 * 504.0, within(1e-3));
    }

    private static @Nullable Double drives(String... settings) {
        CostResult cost =
                cost(
                        Reviews.review(
                                Reviews.shipped("mai-130pb-ebox", settings),
                                new PriceBook(Reviews.CATALOG, List.of())));
        return cost.items().getFirst().usd();
    }

    private static CostResult cost(ReviewResult review) {
        return Objects.requireNonNull(review.cost());
    }
}
