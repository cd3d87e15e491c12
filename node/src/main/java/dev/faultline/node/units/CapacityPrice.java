package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.Map;

/** What a decimal terabyte costs to buy, in US dollars. */
@Written(
        what = "a price of capacity",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?USD/TB$",
        examples = {"603 USD/TB"})
public record CapacityPrice(double usdPerTerabyte) implements Quantity, Comparable<CapacityPrice> {

    private static final UnitReader READER =
            new UnitReader("a price of capacity", "603 USD/TB", Map.of("USD/TB", BigDecimal.ONE));

    public CapacityPrice {
        Quantity.notNegative(usdPerTerabyte, "price");
    }

    /** Reads "603 USD/TB". */
    public static CapacityPrice parse(String text) {
        return new CapacityPrice(READER.readDouble(text));
    }

    @Override
    public double baseValue() {
        return usdPerTerabyte;
    }

    @Override
    public String print() {
        return Thousands.digits(Thousands.round(BigDecimal.valueOf(usdPerTerabyte))) + " USD/TB";
    }

    @Override
    public String toString() {
        return Thousands.digits(BigDecimal.valueOf(usdPerTerabyte)) + " USD/TB";
    }

    @Override
    public int compareTo(CapacityPrice other) {
        return Double.compare(usdPerTerabyte, other.usdPerTerabyte);
    }
}
