package dev.faultline.node.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A length of time in whole nanoseconds, at most 2^63 - 1 (292 years). A day has 24 hours and a
 * year 365 days. Written with one unit ({@code 110 us}) or several, largest first ({@code 3 h 42
 * min}).
 */
@Written(
        what = "a length of time; y is 365 days",
        pattern = "^([0-9.]+([eE][+-]?[0-9]+)? ?(ns|us|µs|ms|s|min|h|d|y) ?)+$",
        examples = {"110 us", "30 s", "20 min", "4 h", "7 d", "5 y", "3 h 42 min"})
public record Span(long nanos) implements Quantity, Comparable<Span> {

    public static final Span ZERO = new Span(0);

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;
    private static final long[] LARGE = {YEAR, DAY, HOUR, MINUTE};
    private static final String[] LARGE_SYMBOLS = {"y", "d", "h", "min"};
    private static final String[] SMALL_SYMBOLS = {"ns", "us", "ms", "s"};
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final UnitReader READER =
            new UnitReader(
                    "a length of time",
                    "110 us, 30 s, 20 min, 4 h, 3 h 42 min, 7 d, 5 y (ns, us, ms, s, min, h, d, y)",
                    units());

    public Span {
        if (nanos < 0) {
            throw new RefusedArgument("time (" + nanos + " ns) must be zero or more");
        }
    }

    /** Reads "30 s" or "3 h 42 min". */
    public static Span parse(String text) {
        BigDecimal exact = READER.readSum(text);
        BigDecimal whole = exact.setScale(0, RoundingMode.HALF_UP);
        if (whole.signum() == 0 && exact.signum() != 0) {
            throw READER.wrong(text, "is less than a nanosecond");
        }
        if (whole.compareTo(LARGEST) > 0) {
            throw READER.wrong(text, "is longer than the longest time, 292 y");
        }
        return new Span(whole.longValueExact());
    }

    public static Span ofSeconds(double seconds) {
        double nanos = Quantity.notNegative(seconds, "time") * SECOND;
        if (nanos >= Long.MAX_VALUE) {
            throw new RefusedArgument("time (" + seconds + " s) is longer than 292 y");
        }
        return new Span(Math.round(nanos));
    }

    public double seconds() {
        return nanos / (double) SECOND;
    }

    @Override
    public double baseValue() {
        return nanos;
    }

    /** The two largest units: "3 h 42 min", "2 y 40 d"; below a minute one unit: "12.5 s". */
    @Override
    public String print() {
        for (int i = 0; i < LARGE.length; i++) {
            if (nanos >= LARGE[i]) {
                long part = i + 1 < LARGE.length ? LARGE[i + 1] : SECOND;
                String partSymbol = i + 1 < LARGE.length ? LARGE_SYMBOLS[i + 1] : "s";
                long parts = nanos / part + (nanos % part * 2 >= part ? 1 : 0);
                long each = LARGE[i] / part;
                String rest = parts % each == 0 ? "" : " " + parts % each + " " + partSymbol;
                return parts / each + " " + LARGE_SYMBOLS[i] + rest;
            }
        }
        return Thousands.rounded(BigDecimal.valueOf(nanos), SMALL_SYMBOLS);
    }

    @Override
    public String toString() {
        if (nanos == 0) {
            return "0 s";
        }
        StringBuilder text = new StringBuilder();
        long rest = nanos;
        for (int i = 0; i < LARGE.length; i++) {
            if (rest >= LARGE[i]) {
                text.append(rest / LARGE[i]).append(' ').append(LARGE_SYMBOLS[i]).append(' ');
                rest %= LARGE[i];
            }
        }
        if (rest > 0) {
            text.append(Thousands.exact(BigDecimal.valueOf(rest), SMALL_SYMBOLS));
        }
        return text.toString().strip();
    }

    @Override
    public int compareTo(Span other) {
        return Long.compare(nanos, other.nanos);
    }

    private static Map<String, BigDecimal> units() {
        Map<String, BigDecimal> units = new LinkedHashMap<>();
        units.put("ns", BigDecimal.ONE);
        units.put("us", BigDecimal.valueOf(1_000));
        units.put("µs", BigDecimal.valueOf(1_000));
        units.put("ms", BigDecimal.valueOf(1_000_000));
        units.put("s", BigDecimal.valueOf(SECOND));
        units.put("min", BigDecimal.valueOf(MINUTE));
        units.put("h", BigDecimal.valueOf(HOUR));
        units.put("d", BigDecimal.valueOf(DAY));
        units.put("y", BigDecimal.valueOf(YEAR));
        return units;
    }
}
