package dev.faultline.cluster.result;

/** What a figure of a table is measured in: always the base unit. */
public enum MeasureUnit {
    BYTES("B"),
    BYTES_PER_SECOND("B/s"),
    OPERATIONS_PER_SECOND("IOPS"),
    SECONDS("s"),
    WATTS("W"),
    USD("USD"),
    USD_PER_GIGABYTE_MONTH("USD/GB-month"),
    USD_PER_RATE("USD/(GB/s)"),
    /** 0 to 1. */
    SHARE("share"),
    COUNT("count"),
    /** Not a number at all: the name of a code, of what binds. */
    WORDS("words");

    private final String symbol;

    MeasureUnit(String symbol) {
        this.symbol = symbol;
    }

    /** As a table's head names it. */
    public String symbol() {
        return symbol;
    }
}
