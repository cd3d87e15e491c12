package dev.faultline.cluster.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a proposal costs. USD, without taxes. Null stands for unknown: a total is unknown when
 * anything in it is.
 *
 * @param capitalUsd what is bought; 0 for what is all rented
 * @param depreciationUsdPerMonth capital over the months of its life
 * @param runningUsdPerMonth electricity, hosting, support, rented machines
 * @param monthlyUsd both together
 * @param usdPerUsableGigabyteMonth for a GB (1e9 bytes) of usable capacity
 * @param usdPerEffectiveGigabyteMonth for a GB that clients can write, data reduction counted
 * @param usdPerFilledGigabyteMonth for a GB that clients have written when the capacity is filled
 *     to the share that is assumed
 * @param capitalUsdPerReadGigabytePerSecond capital for a GB/s of steady reading
 * @param monthlyUsdPerReadGigabytePerSecond USD a month for a GB/s of steady reading; likewise of
 *     writing
 * @param years of the capital's life
 * @param filledShare share of the usable capacity that is filled
 * @param reduction client bytes for each byte stored
 * @param priceDate of the prices that weigh most: the latest date among those of drives, or of VMs
 * @param items what it is made of, quantity by price
 * @param prices every price used, each once
 * @param unknown what has no price, in words; empty when all is known
 * @param assumptions in sentences
 */
public record CostResult(
        @Nullable Double capitalUsd,
        @Nullable Double depreciationUsdPerMonth,
        @Nullable Double runningUsdPerMonth,
        @Nullable Double monthlyUsd,
        @Nullable Double usdPerUsableGigabyteMonth,
        @Nullable Double usdPerEffectiveGigabyteMonth,
        @Nullable Double usdPerFilledGigabyteMonth,
        @Nullable Double capitalUsdPerReadGigabytePerSecond,
        @Nullable Double monthlyUsdPerReadGigabytePerSecond,
        @Nullable Double monthlyUsdPerWriteGigabytePerSecond,
        double years,
        double filledShare,
        double reduction,
        @Nullable String priceDate,
        List<Item> items,
        List<PriceUsed> prices,
        List<String> unknown,
        List<String> assumptions) {

    /**
     * So much of something at a price.
     *
     * @param what drives, servers, electricity, ...
     * @param kind {@code capital} in USD, or {@code running} in USD a month
     * @param quantity null where it is not known
     * @param unit of the quantity: {@code TB}, {@code servers}, {@code kW}, ...
     * @param priceKey of the price; null where there is none
     */
    public record Item(
            String what,
            String kind,
            @Nullable Double quantity,
            String unit,
            @Nullable Double unitUsd,
            @Nullable Double usd,
            @Nullable String priceKey) {}

    /** A dated price. */
    public record PriceUsed(
            String key,
            String name,
            String price,
            @Nullable String priceDate,
            @Nullable String region,
            String confidence,
            String source) {}
}
