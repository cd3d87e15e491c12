package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.Map;

/** What a kilowatt of hosting costs a month, in US dollars. */
@Written(
        what = "a price of hosting",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?USD/kW-month$",
        examples = {"200 USD/kW-month"})
public record PowerPrice(double usdPerKilowattMonth) implements Quantity, Comparable<PowerPrice> {

    private static final UnitReader READER =
            new UnitReader(
                    "a price of hosting",
                    "200 USD/kW-month",
                    Map.of("USD/kW-month", BigDecimal.ONE));

    public PowerPrice {
        Quantity.notNegative(usdPerKilowattMonth, "price");
    }

    /** Reads "200 USD/kW-month". */
    public static PowerPrice parse(String text) {
        return new PowerPrice(READER.readDouble(text));
    }

    @Override
    public double baseValue() {
        return usdPerKilowattMonth;
    }

    @Override
    public String print() {
        return Thousands.digits(Thousands.round(BigDecimal.valueOf(usdPerKilowattMonth)))
                + " USD/kW-month";
    }

    @Override
    public String toString() {
        return Thousands.digits(BigDecimal.valueOf(usdPerKilowattMonth)) + " USD/kW-month";
    }

    @Override
    public int compareTo(PowerPrice other) {
        return Double.compare(usdPerKilowattMonth, other.usdPerKilowattMonth);
    }
}
