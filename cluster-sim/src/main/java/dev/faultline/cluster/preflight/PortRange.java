package dev.faultline.cluster.preflight;

import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Written;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports from one to another, both of them included. */
@Written(
        what = "a port, or ports from one to another",
        pattern = "^[0-9]{1,5}(-[0-9]{1,5})?$",
        examples = {"10809", "8000-8100"})
public record PortRange(int from, int to) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    public PortRange {
        if (from < 1 || to > 65535 || from > to) {
            throw new RefusedArgument(
                    "ports %d-%d must be within 1-65535, and the first no later than the last"
                            .formatted(from, to));
        }
    }

    /** Reads {@code 8080} or {@code 8000-8100}. */
    public static PortRange parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new RefusedArgument(
                    "'%s' is no port; accepted: such as 8080, or 8000-8100".formatted(text));
        }
        int from = Integer.parseInt(matcher.group(1));
        return new PortRange(
                from, matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2)));
    }

    boolean has(PortRange other) {
        return from <= other.from && other.to <= to;
    }

    @Override
    public String toString() {
        return from == to ? Integer.toString(from) : from + "-" + to;
    }
}
