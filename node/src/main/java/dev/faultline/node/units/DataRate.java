package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Data per time, in bytes per second. Drives and clients are written in bytes ({@code 14.5 GB/s}),
 * links in bits ({@code 400 Gb/s}, which is 50 GB/s); the case of the b decides.
 */
@Written(
        what =
                "a data rate: bytes per second (14.5 GB/s) or, for links, bits per second (400 Gb/s)",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?([kKMGTPE]?B|[KMGTPE]iB|[kMGTP]?b|[kMGTP]?bit)/s$",
        examples = {"14.5 GB/s", "20 TB/s", "400 Gb/s", "136 MiB/s"})
public record DataRate(double bytesPerSecond) implements Quantity, Comparable<DataRate> {

    public static final DataRate ZERO = new DataRate(0);

    private static final String[] SYMBOLS = {"B/s", "kB/s", "MB/s", "GB/s", "TB/s", "PB/s", "EB/s"};
    private static final String[] BIT_SYMBOLS = {"b/s", "kb/s", "Mb/s", "Gb/s", "Tb/s", "Pb/s"};
    private static final BigDecimal BIT = new BigDecimal("0.125");
    private static final UnitReader READER =
            new UnitReader(
                    "a data rate",
                    "2 GB/s in bytes or 400 Gb/s in bits (B/s, kB/s, MB/s, GB/s, TB/s, PB/s, EB/s;"
                            + " KiB/s ... EiB/s; b/s, kb/s, Mb/s, Gb/s, Tb/s, Pb/s)",
                    units());

    public DataRate {
        Quantity.notNegative(bytesPerSecond, "data rate");
    }

    /** Reads "14.5 GB/s" or "400 Gb/s". */
    public static DataRate parse(String text) {
        return new DataRate(READER.readDouble(text));
    }

    public static DataRate ofBitsPerSecond(double bitsPerSecond) {
        return new DataRate(bitsPerSecond / 8);
    }

    /** Any number of bytes per second, for people: "20.5 TB/s". */
    public static String print(double bytesPerSecond) {
        return Thousands.rounded(bytesPerSecond, SYMBOLS);
    }

    public double bitsPerSecond() {
        return bytesPerSecond * 8;
    }

    @Override
    public double baseValue() {
        return bytesPerSecond;
    }

    @Override
    public String print() {
        return print(bytesPerSecond);
    }

    /** As links are named: "400 Gb/s". */
    public String printBits() {
        return Thousands.rounded(bitsPerSecond(), BIT_SYMBOLS);
    }

    @Override
    public String toString() {
        return Thousands.exact(BigDecimal.valueOf(bytesPerSecond), SYMBOLS);
    }

    @Override
    public int compareTo(DataRate other) {
        return Double.compare(bytesPerSecond, other.bytesPerSecond);
    }

    private static Map<String, BigDecimal> units() {
        Map<String, BigDecimal> units = new LinkedHashMap<>();
        units.put("B/s", BigDecimal.ONE);
        units.put("KB/s", BigDecimal.valueOf(1000));
        units.putAll(UnitReader.scaled("B/s", BigDecimal.ONE, 1000, "k", "M", "G", "T", "P", "E"));
        units.putAll(UnitReader.scaled("iB/s", BigDecimal.ONE, 1024, "K", "M", "G", "T", "P", "E"));
        units.put("b/s", BIT);
        units.putAll(UnitReader.scaled("b/s", BIT, 1000, "k", "M", "G", "T", "P"));
        units.putAll(UnitReader.scaled("bit/s", BIT, 1000, "k", "M", "G", "T", "P"));
        return units;
    }
}
