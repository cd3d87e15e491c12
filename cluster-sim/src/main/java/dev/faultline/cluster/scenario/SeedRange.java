package dev.faultline.cluster.scenario;

import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Written;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One seed, or several in a row.
 *
 * @param last not before the first, and at most {@link #MOST} seeds in all
 */
@Written(
        what = "a seed, or several in a row",
        pattern = "^-?[0-9]+(\\.\\.-?[0-9]+)?$",
        examples = {"7", "1..16"})
public record SeedRange(long first, long last) {

    /** Runs that one call makes of a scenario; their results are all held until the end. */
    public static final int MOST = 1000;

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})(?:\\.\\.(-?\\d{1,18}))?");

    public SeedRange {
        if (last < first || last - first >= MOST) {
            throw new RefusedArgument(
                    "%d..%d: the last seed is not before the first, and there are at most %d"
                            .formatted(first, last, MOST));
        }
    }

    /** Reads {@code 7} or {@code 1..16}. */
    public static SeedRange parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new RefusedArgument(
                    "'%s' is no seed: write a whole number such as 7, or a range such as 1..16"
                            .formatted(text));
        }
        long first = Long.parseLong(form.group(1));
        return new SeedRange(first, form.group(2) == null ? first : Long.parseLong(form.group(2)));
    }
}
