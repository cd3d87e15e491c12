package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Power;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What a requirement can ask. */
enum Term {
    USABLE(
            MeasureUnit.BYTES,
            Sense.GROWING_DEMAND,
            Requirement::usableBytes,
            c -> c.reviewed().capacity().usableBytes()),
    READ(
            MeasureUnit.BYTES_PER_SECOND,
            Sense.GROWING_DEMAND,
            Requirement::readBytesPerSecond,
            c -> c.reviewed().throughput().readBytesPerSecond()),
    WRITE(
            MeasureUnit.BYTES_PER_SECOND,
            Sense.GROWING_DEMAND,
            Requirement::writeBytesPerSecond,
            c -> c.reviewed().throughput().writeBytesPerSecond()),
    READ_PER_PETABYTE(
            MeasureUnit.BYTES_PER_SECOND,
            Sense.DEMAND,
            r -> rate(r.file().readPerPetabyte()),
            c ->
                    c.reviewed().throughput().readBytesPerSecond()
                            / (c.reviewed().capacity().usableBytes() / 1e15)),
    POWER(
            MeasureUnit.WATTS,
            Sense.GROWING_LIMIT,
            r -> watts(r.file().site().power()),
            c -> orNaN(c.reviewed().density().provisionedWatts())),
    RACKS(
            MeasureUnit.COUNT,
            Sense.GROWING_LIMIT,
            r -> r.file().racks() == null ? 0 : r.file().racks(),
            c -> c.proposal().cluster().rackCount()),
    RACK_POWER(
            MeasureUnit.WATTS,
            Sense.LIMIT,
            r -> watts(r.file().site().rackPower()),
            c -> c.rack().provisionedWatts()),
    RACK_UNITS(
            MeasureUnit.COUNT,
            Sense.LIMIT,
            r -> r.file().site().rackUnits(),
            c -> c.rack().units()),
    USD_PER_GB_MONTH(
            MeasureUnit.USD_PER_GIGABYTE_MONTH,
            Sense.LIMIT,
            r -> r.file().usdPerGbMonth() == null ? 0 : r.file().usdPerGbMonth(),
            c -> usdPerGigabyteMonth(c.reviewed().cost()));

    /** Numbers that differ by less than this share are equal: they come from sums of doubles. */
    static final double EQUAL = 1e-9;

    private enum Sense {
        /** At least so much, and more of the same gives more. */
        GROWING_DEMAND,
        /** At least so much, and more of the same changes little. */
        DEMAND,
        /** At most so much, and more of the same takes more. */
        GROWING_LIMIT,
        /** At most so much, and more of the same changes little. */
        LIMIT
    }

    private final MeasureUnit unit;
    private final Sense sense;
    private final ToDoubleFunction<Requirement> asked;
    private final ToDoubleFunction<Configuration> actual;

    Term(
            MeasureUnit unit,
            Sense sense,
            ToDoubleFunction<Requirement> asked,
            ToDoubleFunction<Configuration> actual) {
        this.unit = unit;
        this.sense = sense;
        this.asked = asked;
        this.actual = actual;
    }

    /** As files and tables name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    MeasureUnit unit() {
        return unit;
    }

    boolean isDemand() {
        return sense == Sense.GROWING_DEMAND || sense == Sense.DEMAND;
    }

    boolean grows() {
        return sense == Sense.GROWING_DEMAND || sense == Sense.GROWING_LIMIT;
    }

    /** What a machine that is rented has no say in: its provider powers and houses it. */
    private boolean isOfBuilding() {
        return this == POWER || this == RACKS || this == RACK_POWER || this == RACK_UNITS;
    }

    double asked(Requirement requirement) {
        return asked.applyAsDouble(requirement);
    }

    /** NaN where it is not known. */
    double actual(Configuration configuration) {
        return actual.applyAsDouble(configuration);
    }

    /** Whether the requirement asks this of such hardware. */
    boolean applies(Requirement requirement, Configuration configuration) {
        return asked(requirement) > 0 && !(configuration.rented() && isOfBuilding());
    }

    /**
     * How many times more is needed than there is, or taken than there may be: 1 or less is well.
     */
    double strain(Requirement requirement, Configuration configuration) {
        double asked = asked(requirement);
        double actual = actual(configuration);
        double strain = isDemand() ? asked / actual : actual / asked;
        return Double.isNaN(strain) ? Double.POSITIVE_INFINITY : strain;
    }

    boolean met(Requirement requirement, Configuration configuration) {
        return strain(requirement, configuration) <= 1 + EQUAL;
    }

    SizeResult.Check check(Requirement requirement, Configuration configuration) {
        double actual = actual(configuration);
        double strain = strain(requirement, configuration);
        return new SizeResult.Check(
                word(),
                unit,
                isDemand(),
                asked(requirement),
                Double.isNaN(actual) ? null : actual,
                Double.isInfinite(strain) ? null : isDemand() ? 1 / strain - 1 : 1 - strain,
                met(requirement, configuration));
    }

    /** Those that are asked of such hardware. */
    static List<Term> of(Requirement requirement, Configuration configuration) {
        return Arrays.stream(values()).filter(t -> t.applies(requirement, configuration)).toList();
    }

    /** Those that are asked and not met, the most strained first. */
    static List<Term> unmet(Requirement requirement, Configuration configuration) {
        List<Term> unmet = new ArrayList<>(of(requirement, configuration));
        unmet.removeIf(term -> term.met(requirement, configuration));
        unmet.sort((one, other) ->
                Double.compare(
                        other.strain(requirement, configuration),
                        one.strain(requirement, configuration)));
        return unmet;
    }

    private static double usdPerGigabyteMonth(@Nullable CostResult cost) {
        return cost == null ? Double.NaN : orNaN(cost.usdPerUsableGigabyteMonth());
    }

    private static double rate(@Nullable DataRate rate) {
        return rate == null ? 0 : rate.bytesPerSecond();
    }

    private static double watts(@Nullable Power power) {
        return power == null ? 0 : power.watts();
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
