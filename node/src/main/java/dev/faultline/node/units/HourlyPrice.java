package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.Map;

/** What something rented costs an hour, in US dollars. */
@Written(
        what = "a price per hour",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?USD/h$",
        examples = {"13.0 USD/h"})
public record HourlyPrice(double usdPerHour) implements Quantity, Comparable<HourlyPrice> {

    private static final UnitReader READER =
            new UnitReader("a price per hour", "13.0 USD/h", Map.of("USD/h", BigDecimal.ONE));

    public HourlyPrice {
        Quantity.notNegative(usdPerHour, "price");
    }

    /** Reads "13.0 USD/h". */
    public static HourlyPrice parse(String text) {
        return new HourlyPrice(READER.readDouble(text));
    }

    @Override
    public double baseValue() {
        return usdPerHour;
    }

    @Override
    public String print() {
        return Thousands.digits(Thousands.round(BigDecimal.valueOf(usdPerHour))) + " USD/h";
    }

    @Override
    public String toString() {
        return Thousands.digits(BigDecimal.valueOf(usdPerHour)) + " USD/h";
    }

    @Override
    public int compareTo(HourlyPrice other) {
        return Double.compare(usdPerHour, other.usdPerHour);
    }
}
