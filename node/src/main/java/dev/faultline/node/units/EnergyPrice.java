package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.Map;

/** What a kilowatt-hour costs at the meter, in US dollars. */
@Written(
        what = "a price of energy",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?USD/kWh$",
        examples = {"0.08 USD/kWh"})
public record EnergyPrice(double usdPerKilowattHour) implements Quantity, Comparable<EnergyPrice> {

    private static final UnitReader READER =
            new UnitReader("a price of energy", "0.08 USD/kWh", Map.of("USD/kWh", BigDecimal.ONE));

    public EnergyPrice {
        Quantity.notNegative(usdPerKilowattHour, "price");
    }

    /** Reads "0.08 USD/kWh". */
    public static EnergyPrice parse(String text) {
        return new EnergyPrice(READER.readDouble(text));
    }

    @Override
    public double baseValue() {
        return usdPerKilowattHour;
    }

    @Override
    public String print() {
        return Thousands.digits(Thousands.round(BigDecimal.valueOf(usdPerKilowattHour)))
                + " USD/kWh";
    }

    @Override
    public String toString() {
        return Thousands.digits(BigDecimal.valueOf(usdPerKilowattHour)) + " USD/kWh";
    }

    @Override
    public int compareTo(EnergyPrice other) {
        return Double.compare(usdPerKilowattHour, other.usdPerKilowattHour);
    }
}
