package dev.faultline.cluster.cli;

import dev.faultline.node.units.RefusedArgument;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two whole numbers with a sign between them: {@code 40x800}, {@code 8+2}. */
final class IntPair {

    private IntPair() {}

    static int[] parse(String text, String separator, String option, String example) {
        Matcher numbers =
                Pattern.compile(
                                "\\s*([0-9]{1,6})\\s*%s\\s*([0-9]{1,6})\\s*"
                                        .formatted(Pattern.quote(separator)))
                        .matcher(text);
        if (!numbers.matches()) {
            throw new RefusedArgument(
                    "%s %s: accepted is such as %s".formatted(option, text, example));
        }
        return new int[] {Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))};
    }
}
