package dev.faultline.cluster.report;

import static dev.faultline.cluster.result.MeasureUnit.USD;
import static dev.faultline.cluster.result.MeasureUnit.USD_PER_GIGABYTE_MONTH;
import static dev.faultline.cluster.result.MeasureUnit.USD_PER_RATE;
import static dev.faultline.cluster.result.MeasureUnit.WORDS;

import dev.faultline.cluster.report.ComparisonRows.Row;
import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.MeasureUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a proposal costs. */
final class CostRows {

    private CostRows() {}

    static List<Row> all() {
        RowGroup rows = new RowGroup("Cost");
        money(rows, "capital", "capitalUsd", USD, CostResult::capitalUsd);
        money(rows, "running a month", "runningUsdPerMonth", USD, CostResult::runningUsdPerMonth);
        money(rows, "in all a month", "monthlyUsd", USD, CostResult::monthlyUsd);
        money(
                rows,
                "usable GB-month",
                "usdPerUsableGigabyteMonth",
                USD_PER_GIGABYTE_MONTH,
                CostResult::usdPerUsableGigabyteMonth);
        money(
                rows,
                "effective GB-month",
                "usdPerEffectiveGigabyteMonth",
                USD_PER_GIGABYTE_MONTH,
                CostResult::usdPerEffectiveGigabyteMonth);
        money(
                rows,
                "filled GB-month",
                "usdPerFilledGigabyteMonth",
                USD_PER_GIGABYTE_MONTH,
                CostResult::usdPerFilledGigabyteMonth);
        money(
                rows,
                "month for 1 GB/s read",
                "monthlyUsdPerReadGigabytePerSecond",
                USD_PER_RATE,
                CostResult::monthlyUsdPerReadGigabytePerSecond);
        money(
                rows,
                "month for 1 GB/s write",
                "monthlyUsdPerWriteGigabytePerSecond",
                USD_PER_RATE,
                CostResult::monthlyUsdPerWriteGigabytePerSecond);
        rows.number(
                "capital for 1 GB/s",
                "capitalUsdPerReadGigabytePerSecond",
                USD_PER_RATE,
                c -> capitalForRate(c.review().cost()));
        rows.number(
                "prices of",
                "priceDate",
                WORDS,
                c -> c.review().cost() == null ? null : c.review().cost().priceDate());
        rows.number("without a price", "unknownPrices", WORDS, c -> unknown(c.review().cost()));
        return rows.rows();
    }

    private static void money(
            RowGroup rows,
            String label,
            String name,
            MeasureUnit unit,
            Function<CostResult, @Nullable Double> value) {
        rows.number(
                label,
                name,
                unit,
                c -> c.review().cost() == null ? null : value.apply(c.review().cost()));
    }

    private static @Nullable Object capitalForRate(@Nullable CostResult cost) {
        if (cost == null || cost.capitalUsd() == null) {
            return null;
        }
        return cost.capitalUsd() == 0
                ? "nothing bought"
                : cost.capitalUsdPerReadGigabytePerSecond();
    }

    private static @Nullable String unknown(@Nullable CostResult cost) {
        if (cost == null) {
            return null;
        }
        return cost.unknown().isEmpty() ? "nothing" : cost.unknown().size() + " items";
    }
}
