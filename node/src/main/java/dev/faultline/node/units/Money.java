package dev.faultline.node.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** An amount of US dollars. */
@Written(
        what = "an amount of US dollars",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?[kM]?USD$",
        examples = {"18080 USD", "1.2 MUSD"})
public record Money(double usd) implements Quantity, Comparable<Money> {

    private static final UnitReader READER =
            new UnitReader(
                    "an amount of money",
                    "18080 USD (USD, kUSD, MUSD)",
                    Map.of(
                            "USD", BigDecimal.ONE,
                            "kUSD", new BigDecimal("1e3"),
                            "MUSD", new BigDecimal("1e6")));

    public Money {
        Quantity.notNegative(usd, "amount of money");
    }

    /** Reads "18080 USD". */
    public static Money parse(String text) {
        return new Money(READER.readDouble(text));
    }

    /** Any amount, for people: "18,080 USD"; cents below 100 USD. */
    public static String print(double usd) {
        BigDecimal amount = BigDecimal.valueOf(usd);
        int decimals = Math.abs(usd) < 100 && usd != Math.rint(usd) ? 2 : 0;
        java.text.DecimalFormat format =
                new java.text.DecimalFormat(
                        decimals == 2 ? "#,##0.00" : "#,##0",
                        java.text.DecimalFormatSymbols.getInstance(java.util.Locale.ROOT));
        return format.format(amount.setScale(decimals, RoundingMode.HALF_UP)) + " USD";
    }

    @Override
    public double baseValue() {
        return usd;
    }

    @Override
    public String print() {
        return print(usd);
    }

    @Override
    public String toString() {
        return Thousands.digits(BigDecimal.valueOf(usd)) + " USD";
    }

    @Override
    public int compareTo(Money other) {
        return Double.compare(usd, other.usd);
    }
}
