package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads "number unit" exactly. Numbers are plain decimals, with an exponent if need be; no
 * thousands separators, no sign. Units are case-sensitive, because {@code Gb/s} and {@code GB/s}
 * differ by 8.
 */
final class UnitReader {

    /** The number, and whatever follows it. Exponents are bounded, so no text can ask for work. */
    private static final Pattern AMOUNT =
            Pattern.compile(
                    "\\s*([+-]?[0-9]{1,40}(?:\\.[0-9]{0,40})?(?:[eE][+-]?[0-9]{1,3})?)(.*)");

    private static final int LONGEST_TEXT = 120;

    private final String what;
    private final String accepted;
    private final Map<String, BigDecimal> factors;

    /**
     * @param what "a size", for messages
     * @param accepted example amounts, ended by the list of units, for messages
     */
    UnitReader(String what, String accepted, Map<String, BigDecimal> factors) {
        this.what = what;
        this.accepted = accepted;
        this.factors = new LinkedHashMap<>(factors);
    }

    /** A table of {@code prefix -> power} for one symbol: kB, MB, ... with the given multiplier. */
    static Map<String, BigDecimal> scaled(
            String symbol, BigDecimal each, long base, String... prefixes) {
        Map<String, BigDecimal> table = new LinkedHashMap<>();
        BigDecimal factor = each;
        for (String prefix : prefixes) {
            factor = factor.multiply(BigDecimal.valueOf(base));
            table.put(prefix + symbol, factor);
        }
        return table;
    }

    /** The amount in base units, exactly. */
    BigDecimal read(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw wrong(text.substring(0, 30) + "...", "is too long");
        }
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            throw wrong(text, "does not start with a number");
        }
        String unit = matcher.group(2).strip();
        BigDecimal factor = factors.get(unit);
        if (factor == null) {
            throw wrong(text, unit.isEmpty() ? "has no unit" : unknownUnit(unit));
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        if (number.signum() < 0) {
            throw wrong(text, "is negative");
        }
        return number.multiply(factor);
    }

    /** As {@link #read}, as the nearest double. */
    double readDouble(String text) {
        double value = read(text).doubleValue();
        if (Double.isInfinite(value)) {
            throw wrong(text, "is too large");
        }
        return value;
    }

    IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "\"" + text + "\" " + why + ": expected " + what + ", such as " + accepted);
    }

    Set<String> units() {
        return factors.keySet();
    }

    private String unknownUnit(String unit) {
        for (String known : factors.keySet()) {
            if (known.equalsIgnoreCase(unit)) {
                String bits = known.endsWith("/s") ? " (b is bits, B is bytes)" : "";
                return "has unit " + unit + ", and upper and lower case matter" + bits;
            }
        }
        return "has unknown unit \"" + unit + "\"";
    }
}
