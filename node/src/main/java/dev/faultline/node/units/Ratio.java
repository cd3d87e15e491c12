package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A share, written in per cent and kept as a fraction (30 % is 0.3). It may exceed one. A bare
 * number is an error even below one: {@code 0.44} could mean 44 % as well as 0.44 %, and data
 * sheets write failure rates the second way.
 */
@Written(
        what = "a share in per cent",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?%$",
        examples = {"30 %", "0.44 %"})
public record Ratio(double fraction) implements Quantity, Comparable<Ratio> {

    public static final Ratio ZERO = new Ratio(0);
    public static final Ratio ONE = new Ratio(1);

    private static final UnitReader READER =
            new UnitReader("a share", "30 % or 0.44 %", Map.of("%", new BigDecimal("0.01")));

    public Ratio {
        Quantity.notNegative(fraction, "share");
    }

    /** Reads "30 %". */
    public static Ratio parse(String text) {
        return new Ratio(READER.readDouble(text));
    }

    @Override
    public double baseValue() {
        return fraction;
    }

    @Override
    public String print() {
        BigDecimal percent = BigDecimal.valueOf(fraction).movePointRight(2);
        return Thousands.digits(Thousands.round(percent)) + " %";
    }

    @Override
    public String toString() {
        return Thousands.digits(BigDecimal.valueOf(fraction).movePointRight(2)) + " %";
    }

    @Override
    public int compareTo(Ratio other) {
        return Double.compare(fraction, other.fraction);
    }
}
