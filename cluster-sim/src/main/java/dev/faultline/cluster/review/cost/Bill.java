package dev.faultline.cluster.review.cost;

import dev.faultline.cluster.result.CostResult.Item;
import dev.faultline.cluster.result.CostResult.PriceUsed;
import dev.faultline.node.hardware.PriceRow;
import dev.faultline.node.units.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Quantities by prices, as they are added up; what has no price is remembered by name. */
final class Bill {

    static final String CAPITAL = "capital";
    static final String RUNNING = "running";

    private final List<Item> items = new ArrayList<>();
    private final Map<String, PriceUsed> prices = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();

    /**
     * Adds so much of something.
     *
     * @param kind {@link #CAPITAL} in USD or {@link #RUNNING} in USD a month
     * @param quantity null where it is not known
     * @param unitUsd null where there is no price
     * @param row that the price is from; null where there is none
     */
    void add(
            String what,
            String kind,
            @Nullable Double quantity,
            String unit,
            @Nullable Double unitUsd,
            @Nullable PriceRow row) {
        if (row != null) {
            use(row);
        }
        if (quantity == null) {
            unknown.add("how much of: " + what);
        } else if (unitUsd == null) {
            unknown.add(
                    "the price of: "
                            + what
                            + (row == null ? "" : " (row " + row.key() + " has none)"));
        }
        items.add(
                new Item(
                        what,
                        kind,
                        quantity,
                        unit,
                        unitUsd,
                        quantity == null || unitUsd == null ? null : quantity * unitUsd,
                        row == null ? null : row.key()));
    }

    /** Adds something that follows from the others and has no price of its own. */
    void add(String what, String kind, String unit, @Nullable Double usd) {
        items.add(new Item(what, kind, usd == null ? null : 1.0, unit, usd, usd, null));
    }

    /** Remembers a price that was used. */
    void use(PriceRow row) {
        Quantity price = row.price();
        prices.putIfAbsent(
                row.key(),
                new PriceUsed(
                        row.key(),
                        row.name(),
                        price == null ? "unknown" : price.print(),
                        Listed.dateOf(row),
                        row.region(),
                        row.confidence().name().toLowerCase(Locale.ROOT),
                        row.source()));
    }

    /** Sum of a kind; null when anything in it is not known. */
    @Nullable Double sum(String kind) {
        double sum = 0;
        for (Item item : items) {
            if (item.kind().equals(kind)) {
                if (item.usd() == null) {
                    return null;
                }
                sum += item.usd();
            }
        }
        return sum;
    }

    /**
     * When the price of the dearest item held; null when nothing has a price.
     *
     * @param months over which capital is written off
     */
    @Nullable String dateOfDearest(double months) {
        Item dearest = null;
        double most = 0;
        for (Item item : items) {
            double monthly = item.usd() == null || item.priceKey() == null ? 0 : item.usd();
            monthly /= item.kind().equals(CAPITAL) ? months : 1;
            if (monthly > most) {
                most = monthly;
                dearest = item;
            }
        }
        PriceUsed price = dearest == null ? null : prices.get(dearest.priceKey());
        return price == null ? null : price.priceDate();
    }

    List<Item> items() {
        return List.copyOf(items);
    }

    List<PriceUsed> prices() {
        return List.copyOf(prices.values());
    }

    List<String> unknown() {
        return List.copyOf(unknown);
    }
}
