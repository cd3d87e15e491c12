package dev.faultline.node.units;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads "number unit" exactly. Numbers are plain decimals, with an exponent if need be; no
 * thousands separators, no sign. Units are case-sensitive, because {@code Gb/s} and {@code GB/s}
 * differ by 8.
 */
final class UnitReader {

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
        refuseLong(text);
        int end = numberEnd(text, 0);
        return amount(text, text.substring(0, end).strip(), text.substring(end).strip());
    }

    /** As {@link #read}, for amounts that may have several parts: "3 h 42 min". */
    BigDecimal readSum(String text) {
        refuseLong(text);
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        do {
            int unit = numberEnd(text, at);
            int next = unit;
            while (next < text.length() && !Character.isDigit(text.charAt(next))) {
                next++;
            }
            String number = text.substring(at, unit).strip();
            sum = sum.add(amount(text, number, text.substring(unit, next).strip()));
            at = next;
        } while (at < text.length());
        return sum;
    }

    private void refuseLong(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw wrong(text.substring(0, 30) + "...", "is too long");
        }
    }

    private BigDecimal amount(String text, String number, String unit) {
        if (number.isEmpty()) {
            throw wrong(text, "does not start with a number");
        }
        if (number.charAt(0) == '-') {
            throw wrong(text, "is negative");
        }
        BigDecimal factor = factors.get(unit);
        if (factor == null) {
            throw wrong(text, unit.isEmpty() ? "has no unit" : unknownUnit(unit));
        }
        return new BigDecimal(number).multiply(factor);
    }

    /**
     * Where a number that starts at the index ends; the index itself where none does. An exponent
     * has at most three digits, so no text can ask for much work.
     */
    private static int numberEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            at++;
        }
        int end = digitsEnd(text, at);
        if (end == at) {
            return from;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            end = digitsEnd(text, end + 1);
        }
        int exponent = end + 1;
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
                exponent++;
            }
            int exponentEnd = digitsEnd(text, exponent);
            if (exponentEnd > exponent && exponentEnd - exponent <= 3) {
                end = exponentEnd;
            }
        }
        return end;
    }

    private static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** As {@link #read}, as the nearest double. */
    double readDouble(String text) {
        double value = read(text).doubleValue();
        if (Double.isInfinite(value)) {
            throw wrong(text, "is too large");
        }
        return value;
    }

    RefusedArgument wrong(String text, String why) {
        return new RefusedArgument(
                "\"" + text + "\" " + why + ": expected " + what + ", such as " + accepted);
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
