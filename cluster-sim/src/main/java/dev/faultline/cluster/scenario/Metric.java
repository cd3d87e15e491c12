package dev.faultline.cluster.scenario;

import dev.faultline.cluster.result.Maintenance;
import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Span;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A figure of a result that an expectation can be about. */
enum Metric {
    DATA_LOST(Unit.SIZE, "users' data lost for good", r -> r.loss().bytes()),
    GROUPS_LOST(Unit.COUNT, "placement groups that lost data", r -> r.loss().groups()),
    METADATA_LOST(Unit.SIZE, "metadata lost for good", r -> r.loss().metadataBytes()),
    DATA_UNAVAILABLE(
            Unit.SIZE,
            "most users' data that could not be read at one time, but came back",
            r -> r.loss().unavailableBytes()),
    UNAVAILABLE_TIME(
            Unit.TIME,
            "time during which some data could not be read, but came back",
            r -> r.loss().unavailableSeconds()),
    REBUILD_TIME(
            Unit.TIME,
            "time during which a rebuild was under way; endless when it does not finish",
            r -> r.rebuild().finished() ? r.rebuild().seconds() : Double.POSITIVE_INFINITY),
    REBUILD_BYTES(Unit.SIZE, "bytes re-created", r -> r.rebuild().bytes()),
    UNRESTORED(
            Unit.SIZE,
            "bytes that could not be re-created for want of room",
            r -> r.rebuild().unrestoredBytes()),
    REDUNDANCY_MINIMUM(
            Unit.COUNT,
            "fewest further erasures that any stripe survived",
            r -> r.redundancy().minimum()),
    MAINTENANCE_REDUNDANCY_MINIMUM(
            Unit.COUNT,
            "fewest further erasures that any stripe survived while maintenance had a node away;"
                    + " more than any number when it never had",
            ofMaintenance(m -> m.minimum() == null ? Double.POSITIVE_INFINITY : m.minimum())),
    MAINTENANCE_BELOW_RULE(
            Unit.TIME,
            "time below keep-redundancy while maintenance had a node away",
            ofMaintenance(Maintenance::belowRuleSeconds)),
    MAINTENANCE_WINDOWS_MISSED(
            Unit.COUNT,
            "announced visits for which the platform's time came before the policy was done",
            ofMaintenance(Maintenance::windowsMissed)),
    MAINTENANCE_UNFINISHED(
            Unit.COUNT,
            "visits not over when the run ended",
            ofMaintenance(Maintenance::unfinished)),
    MAINTENANCE_BYTES_MOVED(
            Unit.SIZE,
            "bytes copied to new VMs or re-created",
            ofMaintenance(Maintenance::movedBytes)),
    MAINTENANCE_FOREGROUND_MIN(
            Unit.SHARE,
            "least share of what any load asked that it was served while maintenance was under way",
            ofMaintenance(m ->
                    m.foreground().stream()
                            .mapToDouble(each -> orNaN(each.leastShare()))
                            .filter(share -> !Double.isNaN(share))
                            .min()
                            .orElse(Double.NaN))),
    MAINTENANCE_VM_TIME(
            Unit.TIME,
            "time for which VMs existed beyond those of the cluster, summed over them",
            ofMaintenance(m -> m.extraVms().hours() * 3600)),
    USABLE(Unit.SIZE, "usable capacity", r -> r.capacity().usableBytes()),
    READ(Unit.RATE, "steady read throughput", r -> r.throughput().readBytesPerSecond()),
    WRITE(Unit.RATE, "steady write throughput", r -> r.throughput().writeBytesPerSecond()),
    AVERAGE_POWER(Unit.POWER, "mean power at the meter", r -> orNaN(r.density().averageWatts())),
    PROVISIONED_POWER(
            Unit.POWER,
            "power at the meter with everything busy",
            r -> orNaN(r.density().provisionedWatts()));

    /** How a metric's values are written. */
    enum Unit {
        SIZE(MeasureUnit.BYTES, text -> DataSize.parse(text).bytes(), DataSize::print),
        RATE(
                MeasureUnit.BYTES_PER_SECOND,
                text -> DataRate.parse(text).bytesPerSecond(),
                DataRate::print),
        TIME(MeasureUnit.SECONDS, text -> Span.parse(text).seconds(), Unit::printTime),
        POWER(MeasureUnit.WATTS, text -> Power.parse(text).watts(), Power::print),
        SHARE(
                MeasureUnit.SHARE,
                text -> Ratio.parse(text).fraction(),
                share -> new Ratio(share).print()),
        COUNT(MeasureUnit.COUNT, Unit::whole, Unit::printCount);

        private final MeasureUnit measured;
        private final ToDoubleFunction<String> parse;
        private final DoubleFunction<String> print;

        Unit(MeasureUnit measured, ToDoubleFunction<String> parse, DoubleFunction<String> print) {
            this.measured = measured;
            this.parse = parse;
            this.print = print;
        }

        MeasureUnit measured() {
            return measured;
        }

        double parse(String text) {
            return parse.applyAsDouble(text);
        }

        String print(double value) {
            return Double.isNaN(value) ? "unknown" : print.apply(value);
        }

        private static String printTime(double seconds) {
            return Double.isInfinite(seconds) ? "not finished" : Span.ofSeconds(seconds).print();
        }

        private static String printCount(double count) {
            return Double.isInfinite(count) ? "none" : Long.toString((long) count);
        }

        private static double whole(String text) {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException e) {
                throw new RefusedArgument("'%s' is not a whole number".formatted(text), e);
            }
        }
    }

    private final Unit unit;
    private final String meaning;
    private final ToDoubleFunction<RunResult> value;

    Metric(Unit unit, String meaning, ToDoubleFunction<RunResult> value) {
        this.unit = unit;
        this.meaning = meaning;
        this.value = value;
    }

    static Optional<Metric> named(String word) {
        return Arrays.stream(values()).filter(metric -> metric.word().equals(word)).findFirst();
    }

    String word() {
        String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return word.replace("redundancy-minimum", "redundancy.minimum")
                .replace("maintenance-", "maintenance.");
    }

    String meaning() {
        return meaning;
    }

    Unit unit() {
        return unit;
    }

    double of(RunResult result) {
        return value.applyAsDouble(result);
    }

    /** Unknown where a scenario has no maintenance. */
    private static ToDoubleFunction<RunResult> ofMaintenance(ToDoubleFunction<Maintenance> value) {
        return result -> {
            Maintenance maintenance = result.maintenance();
            return maintenance == null ? Double.NaN : value.applyAsDouble(maintenance);
        };
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
