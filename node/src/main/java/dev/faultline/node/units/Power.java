package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.Map;

/** Electrical power in watts. */
@Written(
        what = "electrical power",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?[kMG]?W$",
        examples = {"25 W", "12 kW", "4 MW"})
public record Power(double watts) implements Quantity, Comparable<Power> {

    public static final Power ZERO = new Power(0);

    private static final String[] SYMBOLS = {"W", "kW", "MW", "GW"};
    private static final UnitReader READER =
            new UnitReader(
                    "a power",
                    "25 W, 12 kW, 4 MW (W, kW, MW, GW)",
                    Map.of(
                            "W", BigDecimal.ONE,
                            "kW", new BigDecimal("1e3"),
                            "MW", new BigDecimal("1e6"),
                            "GW", new BigDecimal("1e9")));

    public Power {
        Quantity.notNegative(watts, "power");
    }

    /** Reads "25 W". */
    public static Power parse(String text) {
        return new Power(READER.readDouble(text));
    }

    /** Any number of watts, for people: "3.62 MW". */
    public static String print(double watts) {
        return Thousands.rounded(watts, SYMBOLS);
    }

    @Override
    public double baseValue() {
        return watts;
    }

    @Override
    public String print() {
        return print(watts);
    }

    @Override
    public String toString() {
        return Thousands.exact(BigDecimal.valueOf(watts), SYMBOLS);
    }

    @Override
    public int compareTo(Power other) {
        return Double.compare(watts, other.watts);
    }
}
