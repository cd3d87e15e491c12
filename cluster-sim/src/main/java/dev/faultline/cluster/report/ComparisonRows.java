package dev.faultline.cluster.report;

import static dev.faultline.cluster.result.MeasureUnit.BYTES;
import static dev.faultline.cluster.result.MeasureUnit.BYTES_PER_SECOND;
import static dev.faultline.cluster.result.MeasureUnit.COUNT;
import static dev.faultline.cluster.result.MeasureUnit.OPERATIONS_PER_SECOND;
import static dev.faultline.cluster.result.MeasureUnit.SECONDS;
import static dev.faultline.cluster.result.MeasureUnit.SHARE;
import static dev.faultline.cluster.result.MeasureUnit.USD;
import static dev.faultline.cluster.result.MeasureUnit.USD_PER_GIGABYTE_MONTH;
import static dev.faultline.cluster.result.MeasureUnit.USD_PER_RATE;
import static dev.faultline.cluster.result.MeasureUnit.WATTS;
import static dev.faultline.cluster.result.MeasureUnit.WORDS;

import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.ComparisonResult.Durability;
import dev.faultline.cluster.result.ComparisonResult.LossOfOne;
import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.result.ReviewResult.Bottleneck;
import dev.faultline.cluster.result.ReviewResult.PerUnit;
import dev.faultline.cluster.result.ReviewResult.Rates;
import dev.faultline.cluster.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison says of each proposal, one row a figure: the one list that the terminal, the
 * CSV file and the page are made from.
 */
public final class ComparisonRows {

    private static final List<Row> ALL = new ComparisonRows().all();

    private final List<Row> rows = new ArrayList<>();

    /**
     * A figure of every proposal.
     *
     * @param group heading that it stands under
     * @param label for people
     * @param name for the head of a CSV file
     * @param brief whether it belongs into the terminal's table
     */
    public record Row(
            String group,
            String label,
            String name,
            MeasureUnit unit,
            boolean brief,
            Function<Compared, @Nullable Object> value) {

        /** As people write it; "unknown" where it is. */
        public String print(Compared proposal) {
            Object figure = value.apply(proposal);
            return switch (unit) {
                case USD_PER_GIGABYTE_MONTH, USD_PER_RATE -> usd(figure);
                default -> Amounts.print(unit, figure);
            };
        }

        /** The label says for what. */
        private static String usd(@Nullable Object figure) {
            return figure instanceof Double usd && usd < 1
                    ? String.format(Locale.ROOT, "%.4f USD", usd)
                    : Amounts.print(USD, figure);
        }
    }

    private ComparisonRows() {}

    public static List<Row> rows() {
        return ALL;
    }

    private List<Row> all() {
        hardware();
        capacity();
        throughput();
        densities();
        power();
        tolerance();
        cost();
        return List.copyOf(rows);
    }

    private void hardware() {
        String group = "What it is";
        number(group, "nodes", "nodes", COUNT, c -> (double) cluster(c).nodes());
        number(group, "drives", "drives", COUNT, c -> (double) cluster(c).drives());
        number(
                group,
                "failure domains",
                "domains",
                COUNT,
                c -> (double) cluster(c).failureDomains());
        number(group, "racks", "racks", COUNT, c -> count(cluster(c).racks()));
        number(group, "rack units", "rackUnits", COUNT, c -> count(cluster(c).rackUnits()));
        further(
                group,
                "heaviest rack, kg",
                "heaviestRackKilograms",
                COUNT,
                c -> c.review().weight().heaviestRackKilograms());
        number(group, "floor", "floorClass", WORDS, c -> c.review().weight().floorClass());
    }

    private void capacity() {
        String group = "Capacity";
        number(group, "raw", "raw", BYTES, c -> c.review().capacity().rawBytes());
        number(group, "usable", "usable", BYTES, c -> usable(c));
        number(group, "effective", "effective", BYTES, c -> c.review().capacity().effectiveBytes());
        number(
                group,
                "usable of raw",
                "usableShare",
                SHARE,
                c -> usable(c) / c.review().capacity().rawBytes());
        number(group, "code", "code", WORDS, c -> c.review().protection().code());
        number(
                group,
                "code's efficiency",
                "codeEfficiency",
                SHARE,
                c -> c.review().protection().efficiency());
    }

    private void throughput() {
        String group = "Steady throughput";
        bound(group, "read", "read", c -> c.review().read());
        number(
                group,
                "share of line rate",
                "readShareOfLineRate",
                SHARE,
                c -> c.review().throughput().readShareOfLineRate());
        bound(group, "write", "write", c -> c.review().write());
        bound(group, "burst write", "burstWrite", c -> c.review().burstWrite());
        number(
                group,
                "burst lasts",
                "burstSeconds",
                SECONDS,
                c ->
                        c.review().throughput().burstSeconds() == null
                                ? "for ever"
                                : c.review().throughput().burstSeconds());
        number(
                group,
                "4 KiB reads",
                "randomReads",
                OPERATIONS_PER_SECOND,
                c -> c.review().operations().readsPerSecond());
        number(
                group,
                "  bound by",
                "randomReadsBoundBy",
                WORDS,
                c -> c.review().operations().readBottleneck());
        number(
                group,
                "4 KiB writes",
                "randomWrites",
                OPERATIONS_PER_SECOND,
                c -> c.review().operations().writesPerSecond());
        number(
                group,
                "  bound by",
                "randomWritesBoundBy",
                WORDS,
                c -> c.review().operations().writeBottleneck());
    }

    private void bound(
            String group, String load, String name, Function<Compared, Bottleneck> bottleneck) {
        number(group, load, name, BYTES_PER_SECOND, c -> bottleneck.apply(c).bytesPerSecond());
        number(group, "  bound by", name + "BoundBy", WORDS, c -> bottleneck.apply(c).resource());
        number(
                group,
                "  next",
                name + "Next",
                WORDS,
                c ->
                        bottleneck.apply(c).runnerUp() == null
                                ? "none"
                                : bottleneck.apply(c).runnerUp());
        number(
                group,
                "  further away",
                name + "Distance",
                SHARE,
                c -> bottleneck.apply(c).distance());
    }

    private void densities() {
        rates("Throughput of each node", "PerNode", PerUnit::perNode);
        rates("Throughput of each usable PB", "PerUsablePetabyte", PerUnit::perUsablePetabyte);
        rates("Throughput of each rack", "PerRack", PerUnit::perRack);
        rates("Throughput of each MW provisioned", "PerMegawatt", PerUnit::perMegawatt);
        rates("Throughput of each USD a month", "PerMonthlyUsd", PerUnit::perMonthlyUsd);
    }

    private void rates(String group, String name, Function<PerUnit, Rates> of) {
        number(
                group,
                "read",
                "read" + name,
                BYTES_PER_SECOND,
                c -> of.apply(c.review().perUnit()).read());
        number(
                group,
                "write",
                "write" + name,
                BYTES_PER_SECOND,
                c -> of.apply(c.review().perUnit()).write());
        further(
                group,
                "burst write",
                "burstWrite" + name,
                BYTES_PER_SECOND,
                c -> of.apply(c.review().perUnit()).burstWrite());
    }

    private void power() {
        String group = "Power and density";
        number(group, "average", "averageWatts", WATTS, c -> density(c).averageWatts());
        number(group, "provisioned", "provisionedWatts", WATTS, c -> density(c).provisionedWatts());
        number(
                group,
                "usable per MW",
                "usablePerMegawatt",
                BYTES,
                c -> density(c).usableBytesPerMegawatt());
        number(
                group,
                "usable per rack",
                "usablePerRack",
                BYTES,
                c -> density(c).usableBytesPerRack());
    }

    private void tolerance() {
        String group = "Protection";
        number(
                group,
                "survives at once",
                "survives",
                WORDS,
                c -> survives(c.review().protection()));
        number(
                group,
                "and after a rebuild",
                "restoresPromise",
                WORDS,
                c -> c.review().protection().restoresPromise() ? "yes" : "no");
        for (String part : List.of("drive", "node", "domain")) {
            number(
                    group,
                    "rebuild of a " + part,
                    "rebuild" + capital(part),
                    SECONDS,
                    c -> rebuild(loss(c, part)));
        }
        for (String part : List.of("drive", "node", "domain")) {
            further(
                    group,
                    "rebuild of a %s bound by".formatted(part),
                    "rebuild" + capital(part) + "BoundBy",
                    WORDS,
                    c -> of(loss(c, part), LossOfOne::bottleneck));
            number(
                    group,
                    "served, %s gone".formatted(part),
                    "leastServed" + capital(part),
                    SHARE,
                    c -> of(loss(c, part), LossOfOne::leastServedShare));
            further(
                    group,
                    "least read, %s gone".formatted(part),
                    "leastRead" + capital(part),
                    BYTES_PER_SECOND,
                    c -> of(loss(c, part), LossOfOne::leastReadBytesPerSecond));
        }
        number(group, "nines in a year", "nines", WORDS, c -> nines(c.durability()));
    }

    private void cost() {
        String group = "Cost";
        money("capital", "capitalUsd", USD, CostResult::capitalUsd);
        money("running a month", "runningUsdPerMonth", USD, CostResult::runningUsdPerMonth);
        money("in all a month", "monthlyUsd", USD, CostResult::monthlyUsd);
        money(
                "usable GB-month",
                "usdPerUsableGigabyteMonth",
                USD_PER_GIGABYTE_MONTH,
                CostResult::usdPerUsableGigabyteMonth);
        money(
                "effective GB-month",
                "usdPerEffectiveGigabyteMonth",
                USD_PER_GIGABYTE_MONTH,
                CostResult::usdPerEffectiveGigabyteMonth);
        money(
                "filled GB-month",
                "usdPerFilledGigabyteMonth",
                USD_PER_GIGABYTE_MONTH,
                CostResult::usdPerFilledGigabyteMonth);
        money(
                "month for 1 GB/s read",
                "monthlyUsdPerReadGigabytePerSecond",
                USD_PER_RATE,
                CostResult::monthlyUsdPerReadGigabytePerSecond);
        money(
                "month for 1 GB/s write",
                "monthlyUsdPerWriteGigabytePerSecond",
                USD_PER_RATE,
                CostResult::monthlyUsdPerWriteGigabytePerSecond);
        number(
                group,
                "capital for 1 GB/s",
                "capitalUsdPerReadGigabytePerSecond",
                USD_PER_RATE,
                c -> capitalForRate(c.review().cost()));
        number(
                group,
                "prices of",
                "priceDate",
                WORDS,
                c -> c.review().cost() == null ? null : c.review().cost().priceDate());
        number(group, "without a price", "unknownPrices", WORDS, c -> unknown(c.review().cost()));
    }

    private void money(
            String label,
            String name,
            MeasureUnit unit,
            Function<CostResult, @Nullable Double> value) {
        number(
                "Cost",
                label,
                name,
                unit,
                c -> c.review().cost() == null ? null : value.apply(c.review().cost()));
    }

    private void number(
            String group,
            String label,
            String name,
            MeasureUnit unit,
            Function<Compared, @Nullable Object> value) {
        rows.add(new Row(group, label, name, unit, true, value));
    }

    /** For the files alone. */
    private void further(
            String group,
            String label,
            String name,
            MeasureUnit unit,
            Function<Compared, @Nullable Object> value) {
        rows.add(new Row(group, label, name, unit, false, value));
    }

    private static RunResult.ClusterSize cluster(Compared proposal) {
        return proposal.review().cluster();
    }

    private static RunResult.Density density(Compared proposal) {
        return proposal.review().density();
    }

    private static double usable(Compared proposal) {
        return proposal.review().capacity().usableBytes();
    }

    private static @Nullable Double count(@Nullable Integer count) {
        return count == null ? null : (double) count;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String survives(RunResult.Protection protection) {
        return "%d domain%s, %d drive%s"
                .formatted(
                        protection.toleratesDomains(),
                        protection.toleratesDomains() == 1 ? "" : "s",
                        protection.toleratesDrives(),
                        protection.toleratesDrives() == 1 ? "" : "s");
    }

    static @Nullable LossOfOne loss(Compared proposal, String part) {
        return proposal.losses().stream()
                .filter(loss -> loss.what().equals(part))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object of(
            @Nullable LossOfOne loss, Function<LossOfOne, @Nullable Object> figure) {
        return loss == null ? null : figure.apply(loss);
    }

    /** Seconds, or that it never ends. */
    private static @Nullable Object rebuild(@Nullable LossOfOne loss) {
        if (loss == null) {
            return null;
        }
        return loss.rebuildSeconds() == null ? "never" : loss.rebuildSeconds();
    }

    private static @Nullable String nines(@Nullable Durability durability) {
        if (durability == null) {
            return null;
        }
        Double nines = durability.nines();
        if (nines == null) {
            return "no loss seen";
        }
        String shown = String.format(Locale.ROOT, "%.1f", nines);
        return durability.warnings().isEmpty() ? shown : shown + " (uncertain)";
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

    /** What a reader of this proposal must know, in sentences. */
    public static List<String> notes(Compared proposal) {
        List<String> notes =
                new ArrayList<>(proposal.scaled().stream().map(s -> "Scaled: " + s).toList());
        for (LossOfOne loss : proposal.losses()) {
            if (loss.missing() != null) {
                notes.add(
                        "After the loss of a %s not all is re-created: %s."
                                .formatted(loss.what(), loss.missing()));
            }
            if (loss.lostBytes() > 0) {
                notes.add(
                        "The loss of a %s loses %s for good."
                                .formatted(loss.what(), Amounts.print(BYTES, loss.lostBytes())));
            }
        }
        ReviewResult review = proposal.review();
        notes.addAll(review.assumptions());
        if (review.cost() != null) {
            review.cost().unknown().forEach(what -> notes.add("Not known: " + what + "."));
            notes.addAll(review.cost().assumptions());
        }
        Durability durability = proposal.durability();
        if (durability != null && durability.probability() > 0) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "Probability of loss within a year %.2g, 95 %% interval %.2g to %.2g, by %s.",
                            durability.probability(),
                            durability.low(),
                            durability.high(),
                            durability.method()));
        }
        return notes;
    }
}
