package dev.faultline.node.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An amount of data in whole bytes, at most 2^63 - 1 (9.22 EB): one file's, drive's or node's
 * worth. Totals of a large cluster can exceed that and are doubles; {@link #print(double)} prints
 * both. Decimal units (kB, MB, ... EB) are powers of 1000, binary ones (KiB, ... EiB) powers of
 * 1024.
 */
@Written(
        what = "a size in bytes; TB is 10^12 bytes, TiB is 2^40",
        pattern = "^[0-9.]+([eE][+-]?[0-9]+)? ?([kKMGTPE]B|[KMGTPE]iB|B)$",
        examples = {"122.88 TB", "1.35 EB", "4 KiB", "512 B"})
public record DataSize(long bytes) implements Quantity, Comparable<DataSize> {

    public static final DataSize ZERO = new DataSize(0);

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String[] SYMBOLS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] BINARY_SYMBOLS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final UnitReader READER =
            new UnitReader(
                    "a size",
                    "4 KiB, 1.6 TB, 1.35 EB (B, kB, MB, GB, TB, PB, EB; KiB, MiB, GiB, TiB, PiB,"
                            + " EiB)",
                    units());

    public DataSize {
        if (bytes < 0) {
            throw new RefusedArgument("size (" + bytes + " B) must be zero or more");
        }
    }

    /** Reads "122.88 TB". Fractions of a byte are rounded; a size that rounds to nothing is not. */
    public static DataSize parse(String text) {
        BigDecimal exact = READER.read(text);
        BigDecimal whole = exact.setScale(0, RoundingMode.HALF_UP);
        if (whole.signum() == 0 && exact.signum() != 0) {
            throw READER.wrong(text, "is less than a byte");
        }
        if (whole.compareTo(LARGEST) > 0) {
            throw READER.wrong(text, "is more than the largest size, 9.22 EB");
        }
        return new DataSize(whole.longValueExact());
    }

    /** Any number of bytes, for people: "14.75 EB". */
    public static String print(double bytes) {
        return Thousands.rounded(bytes, SYMBOLS);
    }

    /** In binary units, as block sizes are known: "16 KiB". */
    public String printBinary() {
        int step = 0;
        double scaled = bytes;
        while (scaled >= 1024 && step + 1 < BINARY_SYMBOLS.length) {
            scaled /= 1024;
            step++;
        }
        BigDecimal rounded = Thousands.round(BigDecimal.valueOf(scaled));
        return Thousands.digits(rounded) + " " + BINARY_SYMBOLS[step];
    }

    @Override
    public double baseValue() {
        return bytes;
    }

    @Override
    public String print() {
        return Thousands.rounded(BigDecimal.valueOf(bytes), SYMBOLS);
    }

    @Override
    public String toString() {
        return Thousands.exact(BigDecimal.valueOf(bytes), SYMBOLS);
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    private static Map<String, BigDecimal> units() {
        Map<String, BigDecimal> units = new LinkedHashMap<>();
        units.put("B", BigDecimal.ONE);
        units.put("KB", BigDecimal.valueOf(1000));
        units.putAll(UnitReader.scaled("B", BigDecimal.ONE, 1000, "k", "M", "G", "T", "P", "E"));
        units.putAll(UnitReader.scaled("iB", BigDecimal.ONE, 1024, "K", "M", "G", "T", "P", "E"));
        return units;
    }
}
