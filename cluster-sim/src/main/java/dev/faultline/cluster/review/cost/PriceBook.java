package dev.faultline.cluster.review.cost;

import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Spelling;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.Commitment;
import dev.faultline.node.hardware.PriceDate;
import dev.faultline.node.hardware.PriceRow;
import dev.faultline.node.hardware.ServiceTier;
import dev.faultline.node.hardware.SwitchSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's prices with those of a file of one's own laid over them: a row with the key of
 * another replaces it, any other is added, and comes before the catalog's rows of the same thing.
 * Immutable.
 */
public final class PriceBook {

    /** The word for a building that is there, and paid by someone else. */
    public static final String NO_HOSTING = "none";

    private final List<PriceRow> own;
    private final List<PriceRow> rows;
    private final Catalog catalog;

    /**
     * @param own rows of one's own; none for the catalog alone
     */
    public PriceBook(Catalog catalog, List<PriceRow> own) {
        this.catalog = catalog;
        this.own = List.copyOf(own);
        Set<String> replaced = own.stream().map(PriceRow::key).collect(Collectors.toSet());
        List<PriceRow> all = new ArrayList<>(own);
        for (PriceRow row : catalog.prices().rows()) {
            if (!replaced.contains(row.key())) {
                all.add(row);
            }
        }
        this.rows = List.copyOf(all);
    }

    private PriceBook(Catalog catalog, List<PriceRow> own, List<PriceRow> rows) {
        this.catalog = catalog;
        this.own = List.copyOf(own);
        this.rows = List.copyOf(rows);
    }

    /** The catalog's prices alone. */
    public static PriceBook of(Catalog catalog) {
        return new PriceBook(catalog, List.of());
    }

    /** The same rows at other prices. */
    public PriceBook with(UnaryOperator<PriceRow> change) {
        return new PriceBook(
                catalog, own.stream().map(change).toList(), rows.stream().map(change).toList());
    }

    /** What the prices are of. */
    public Catalog catalog() {
        return catalog;
    }

    public Optional<PriceRow> byKey(String key) {
        return rows.stream().filter(row -> row.key().equals(key)).findFirst();
    }

    /** The switch of that key; empty when there is none. */
    Optional<SwitchSpec> device(String key) {
        return catalog.switches().stream().filter(device -> device.key().equals(key)).findFirst();
    }

    /**
     * The row for the first of these things that any row prices; null when none does. Of several
     * rows: one that the cost section names, then one of one's own, then the latest not later than
     * the cost section's date, or where all are later the earliest.
     *
     * @param things catalog keys and words, the most particular first
     */
    @Nullable PriceRow find(TopologyFile.Cost cost, Commitment commitment, List<String> things) {
        for (String thing : things) {
            Optional<PriceRow> best =
                    rows.stream()
                            .filter(row -> row.of().contains(thing))
                            .filter(row -> row.commitment() == commitment)
                            .min(order(cost));
            if (best.isPresent()) {
                return best.get();
            }
        }
        return null;
    }

    @Nullable PriceRow find(TopologyFile.Cost cost, String... things) {
        return find(cost, Commitment.ON_DEMAND, List.of(things));
    }

    /** The price of a service: that of a row for it, or the tier's own. */
    public @Nullable PriceRow ofService(ServiceTier tier) {
        return rows.stream()
                .filter(row -> row.of().contains(tier.key()))
                .min(
                        Comparator.comparing((PriceRow row) -> !own.contains(row))
                                .thenComparing(PriceRow::priceDate, Comparator.reverseOrder()))
                .orElse(null);
    }

    private Comparator<PriceRow> order(TopologyFile.Cost cost) {
        PriceDate latest = cost.priceDate();
        return Comparator.comparing((PriceRow row) -> !cost.prices().contains(row.key()))
                .thenComparing(row -> !own.contains(row))
                .thenComparing(row -> latest != null && row.priceDate().compareTo(latest) > 0)
                .thenComparing((a, b) ->
                        latest != null && a.priceDate().compareTo(latest) > 0
                                ? a.priceDate().compareTo(b.priceDate())
                                : b.priceDate().compareTo(a.priceDate()));
    }

    /** Reports what a topology's cost section names that is not there. */
    public void check(Bound<TopologyFile> bound, Problems problems) {
        check(bound, bound.value().cost(), bound.value().network().switchKey(), problems);
    }

    /** As {@link #check(Bound, Problems)}, for any file with the same sections. */
    public void check(Bound<?> bound, TopologyFile.Cost cost, String device, Problems problems) {
        List<String> keys = rows.stream().map(PriceRow::key).toList();
        for (int i = 0; i < cost.prices().size(); i++) {
            String key = cost.prices().get(i);
            if (byKey(key).isEmpty()) {
                bound.refuse(
                        problems, "cost.prices[" + i + "]", Spelling.unknown("price", key, keys));
            }
        }
        checkHosting(bound, cost.hosting(), problems);
        if (device(device).isEmpty()) {
            List<String> known = catalog.switches().stream().map(SwitchSpec::key).toList();
            bound.refuse(problems, "network.switch", Spelling.unknown("switch", device, known));
        }
    }

    /** A row without a price is a price that is not known; a row of something else is a mistake. */
    private void checkHosting(Bound<?> bound, String key, Problems problems) {
        Optional<PriceRow> row = byKey(key);
        boolean hosts = row.map(r -> r.hosting() != null || r.price() == null).orElse(false);
        if (!key.equals(NO_HOSTING) && !hosts) {
            bound.refuse(
                    problems,
                    "cost.hosting",
                    "\"%s\" is no price of hosting (accepted: %s)"
                            .formatted(
                                    key,
                                    rows.stream()
                                                    .filter(r -> r.hosting() != null)
                                                    .map(PriceRow::key)
                                                    .collect(Collectors.joining(", "))
                                            + ", "
                                            + NO_HOSTING));
        }
    }
}
