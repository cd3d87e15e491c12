package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.Map;

/** How heavy something is, in kilograms. */
@Written(
        what = "a mass",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?(kg|t)$",
        examples = {"21 kg", "1.2 t"})
public record Mass(double kilograms) implements Quantity, Comparable<Mass> {

    private static final UnitReader READER =
            new UnitReader(
                    "a mass",
                    "21 kg (kg, t)",
                    Map.of("kg", BigDecimal.ONE, "t", new BigDecimal("1e3")));

    public Mass {
        Quantity.notNegative(kilograms, "mass");
    }

    /** Reads "21 kg". */
    public static Mass parse(String text) {
        return new Mass(READER.readDouble(text));
    }

    @Override
    public double baseValue() {
        return kilograms;
    }

    @Override
    public String print() {
        return Thousands.price(kilograms) + " kg";
    }

    @Override
    public String toString() {
        return Thousands.digits(BigDecimal.valueOf(kilograms)) + " kg";
    }

    @Override
    public int compareTo(Mass other) {
        return Double.compare(kilograms, other.kilograms);
    }
}
