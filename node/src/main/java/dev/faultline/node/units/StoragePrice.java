package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.Map;

/** What keeping a GiB for a month costs at a service, in US dollars. */
@Written(
        what = "a price of kept data",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?USD/(GiB|GB)-month$",
        examples = {"0.145 USD/GiB-month"})
public record StoragePrice(double usdPerGibibyteMonth)
        implements Quantity, Comparable<StoragePrice> {

    private static final UnitReader READER =
            new UnitReader(
                    "a price of kept data",
                    "0.145 USD/GiB-month or 0.135 USD/GB-month",
                    Map.of(
                            "USD/GiB-month",
                            BigDecimal.ONE,
                            "USD/GB-month",
                            new BigDecimal("1.073741824")));

    public StoragePrice {
        Quantity.notNegative(usdPerGibibyteMonth, "price");
    }

    /** Reads "0.145 USD/GiB-month". */
    public static StoragePrice parse(String text) {
        return new StoragePrice(READER.readDouble(text));
    }

    @Override
    public double baseValue() {
        return usdPerGibibyteMonth;
    }

    @Override
    public String print() {
        return Thousands.digits(Thousands.round(BigDecimal.valueOf(usdPerGibibyteMonth)))
                + " USD/GiB-month";
    }

    @Override
    public String toString() {
        return Thousands.digits(BigDecimal.valueOf(usdPerGibibyteMonth)) + " USD/GiB-month";
    }

    @Override
    public int compareTo(StoragePrice other) {
        return Double.compare(usdPerGibibyteMonth, other.usdPerGibibyteMonth);
    }
}
