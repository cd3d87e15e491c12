package dev.faultline.node.hardware;

import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Written;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a price held: a day, a month, a quarter, a half year or a year. In order of their ends, so
 * that "3Q26" comes after "2026-08-23" and before "2026".
 *
 * @param text as written
 */
@Written(
        what = "when a price held",
        pattern = "^([1-4]Q[0-9]{2}|H[12] [0-9]{4}|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)$",
        examples = {"3Q26", "H1 2026", "2026-08-23", "2026"})
public record PriceDate(String text) implements Comparable<PriceDate> {

    private static final Pattern QUARTER = Pattern.compile("([1-4])Q([0-9]{2})");
    private static final Pattern HALF = Pattern.compile("H([12]) ([0-9]{4})");
    private static final Pattern DAY =
            Pattern.compile("([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?");
    private static final int LAST_MONTH = 12;
    private static final int LAST_DAY = 31;

    public PriceDate {
        order(text);
    }

    /** Reads "3Q26", "H1 2026", "2026-08-23", "2026-08" or "2026". */
    public static PriceDate parse(String text) {
        return new PriceDate(text.strip());
    }

    /** The last day of it as a number in calendar order; months are taken to have 31 days. */
    private static int order(String text) {
        Matcher quarter = QUARTER.matcher(text);
        if (quarter.matches()) {
            int year = 2000 + Integer.parseInt(quarter.group(2));
            return order(year, 3 * Integer.parseInt(quarter.group(1)), LAST_DAY);
        }
        Matcher half = HALF.matcher(text);
        if (half.matches()) {
            int month = 6 * Integer.parseInt(half.group(1));
            return order(Integer.parseInt(half.group(2)), month, LAST_DAY);
        }
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            return order(
                    Integer.parseInt(day.group(1)),
                    day.group(2) == null ? LAST_MONTH : Integer.parseInt(day.group(2)),
                    day.group(3) == null ? LAST_DAY : Integer.parseInt(day.group(3)));
        }
        throw new RefusedArgument(
                "\"%s\" is no time: expected such as 3Q26, H1 2026, 2026-08-23, 2026-08 or 2026"
                        .formatted(text));
    }

    private static int order(int year, int month, int day) {
        return (year * 100 + month) * 100 + day;
    }

    @Override
    public int compareTo(PriceDate other) {
        return Integer.compare(order(text), order(other.text));
    }

    @Override
    public String toString() {
        return text;
    }
}
