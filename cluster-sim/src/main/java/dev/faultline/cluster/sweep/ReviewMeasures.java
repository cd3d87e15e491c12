package dev.faultline.cluster.sweep;

import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.ReviewResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures of a review by name: those that runs have as well are called as there. */
final class ReviewMeasures {

    private static final Map<String, Measure<ReviewResult>> ALL = new LinkedHashMap<>();

    static {
        add("usable", MeasureUnit.BYTES, "usable capacity", r -> r.capacity().usableBytes());
        add(
                "effective",
                MeasureUnit.BYTES,
                "usable capacity with data reduction",
                r -> r.capacity().effectiveBytes());
        add("raw", MeasureUnit.BYTES, "capacity of all drives", r -> r.capacity().rawBytes());
        add("code", MeasureUnit.WORDS, "code of users' data", r -> r.protection().code());
        add(
                "efficiency",
                MeasureUnit.SHARE,
                "data strips of all strips",
                r -> r.protection().efficiency());
        throughput();
        add("nodes", MeasureUnit.COUNT, "nodes", r -> (double) r.cluster().nodes());
        add("drives", MeasureUnit.COUNT, "drives", r -> (double) r.cluster().drives());
        add("racks", MeasureUnit.COUNT, "racks", r -> number(r.cluster().racks()));
        add("rack-units", MeasureUnit.COUNT, "rack units", r -> number(r.cluster().rackUnits()));
        add(
                "failure-domains",
                MeasureUnit.COUNT,
                "failure domains",
                r -> (double) r.cluster().failureDomains());
        add(
                "average-power",
                MeasureUnit.WATTS,
                "mean power at the meter, at the load that the cost section names",
                r -> r.density().averageWatts());
        add(
                "provisioned-power",
                MeasureUnit.WATTS,
                "power at the meter with everything busy",
                r -> r.density().provisionedWatts());
        add(
                "usable-per-megawatt",
                MeasureUnit.BYTES,
                "usable capacity for each MW of provisioned power",
                r -> r.density().usableBytesPerMegawatt());
        add(
                "usable-per-rack",
                MeasureUnit.BYTES,
                "usable capacity of a rack",
                r -> r.density().usableBytesPerRack());
        cost();
    }

    private ReviewMeasures() {}

    static Optional<Measure<ReviewResult>> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static String names() {
        return String.join(", ", ALL.keySet());
    }

    private static void throughput() {
        add(
                "read",
                MeasureUnit.BYTES_PER_SECOND,
                "steady read throughput",
                r -> r.throughput().readBytesPerSecond());
        add(
                "write",
                MeasureUnit.BYTES_PER_SECOND,
                "steady write throughput",
                r -> r.throughput().writeBytesPerSecond());
        add(
                "burst-write",
                MeasureUnit.BYTES_PER_SECOND,
                "writing into the write buffer alone",
                r -> r.throughput().burstWriteBytesPerSecond());
        add(
                "read-bottleneck",
                MeasureUnit.WORDS,
                "what binds reading",
                r -> r.throughput().readBottleneck());
        add(
                "write-bottleneck",
                MeasureUnit.WORDS,
                "what binds writing",
                r -> r.throughput().writeBottleneck());
        add(
                "read-per-petabyte",
                MeasureUnit.BYTES_PER_SECOND,
                "steady reading for each usable PB",
                r -> r.perUnit().perUsablePetabyte().read());
    }

    private static void cost() {
        add(
                "monthly-cost",
                MeasureUnit.USD,
                "everything that it costs in a month",
                of(CostResult::monthlyUsd));
        add("capital-cost", MeasureUnit.USD, "what is bought", of(CostResult::capitalUsd));
        add(
                "usd-per-gb-month",
                MeasureUnit.USD_PER_GIGABYTE_MONTH,
                "cost of a usable GB and month",
                of(CostResult::usdPerUsableGigabyteMonth));
    }

    private static Function<ReviewResult, @Nullable Object> of(
            Function<CostResult, @Nullable Double> figure) {
        return r -> r.cost() == null ? null : figure.apply(r.cost());
    }

    private static void add(
            String name,
            MeasureUnit unit,
            String meaning,
            Function<ReviewResult, @Nullable Object> value) {
        ALL.put(name, new Measure<>(name, unit, meaning, value));
    }

    private static @Nullable Object number(@Nullable Integer value) {
        return value == null ? null : (Object) (double) value;
    }
}
