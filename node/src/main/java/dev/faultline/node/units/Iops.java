package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.Map;

/** Operations per second; what size an operation has, the place where it is used says. */
@Written(
        what = "operations per second",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?[kM]?IOPS$",
        examples = {"900 kIOPS", "1.5 MIOPS", "300 IOPS"})
public record Iops(double perSecond) implements Quantity, Comparable<Iops> {

    private static final String[] SYMBOLS = {"IOPS", "kIOPS", "MIOPS"};
    private static final UnitReader READER =
            new UnitReader(
                    "a rate of operations",
                    "300 IOPS, 900 kIOPS, 1.5 MIOPS",
                    Map.of(
                            "IOPS", BigDecimal.ONE,
                            "kIOPS", new BigDecimal("1e3"),
                            "MIOPS", new BigDecimal("1e6")));

    public Iops {
        Quantity.notNegative(perSecond, "operations per second");
    }

    /** Reads "900 kIOPS". */
    public static Iops parse(String text) {
        return new Iops(READER.readDouble(text));
    }

    @Override
    public double baseValue() {
        return perSecond;
    }

    @Override
    public String print() {
        return Thousands.rounded(perSecond, SYMBOLS);
    }

    @Override
    public String toString() {
        return Thousands.exact(BigDecimal.valueOf(perSecond), SYMBOLS);
    }

    @Override
    public int compareTo(Iops other) {
        return Double.compare(perSecond, other.perSecond);
    }
}
