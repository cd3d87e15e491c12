package dev.faultline.cluster.scenario;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Written;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that must hold of a result: {@code rebuild-time <= 12 h}, {@code
 * foreground.training.min >= 80 %}.
 *
 * @param text as written
 * @param metric what it is about; null for a foreground load
 * @param load the load it is about; null for a metric
 * @param ofMean about a load's mean, not its minimum
 * @param asShare the limit is a share of what the load asks
 */
@Written(
        what = "a metric, a comparison and a value",
        pattern = "^[a-z][^ ]* *(<=|>=|!=|<|>|=) *[^ ].*$",
        examples = {"data-lost = 0 B", "rebuild-time <= 12 h", "foreground.training.min >= 80 %"})
public record Expectation(
        String text,
        @Nullable Metric metric,
        @Nullable String load,
        boolean ofMean,
        boolean asShare,
        String comparison,
        double limit) {

    private static final Pattern FORM =
            Pattern.compile("([a-z][^\\s<>=!]*)\\s*(<=|>=|!=|<|>|==?)\\s*(\\S.*)");
    static final Pattern FOREGROUND = Pattern.compile("foreground\\.(.+)\\.(min|mean)");

    /** Numbers that differ by less than this share are equal: they come from sums of doubles. */
    private static final double EQUAL = 1e-9;

    /**
     * Reads an expectation.
     *
     * @throws IllegalArgumentException saying which metrics and values are accepted
     */
    public static Expectation parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new RefusedArgument(
                    "'%s' is not of the form metric <= value, such as data-lost = 0 B"
                            .formatted(text));
        }
        String comparison = form.group(2).equals("==") ? "=" : form.group(2);
        String value = form.group(3).strip();
        Matcher foreground = FOREGROUND.matcher(form.group(1));
        if (foreground.matches()) {
            boolean share = value.endsWith("%");
            double limit =
                    share ? Ratio.parse(value).fraction() : DataRate.parse(value).bytesPerSecond();
            boolean mean = foreground.group(2).equals("mean");
            return new Expectation(
                    text.strip(), null, foreground.group(1), mean, share, comparison, limit);
        }
        Metric metric =
                Metric.named(form.group(1))
                        .orElseThrow(() ->
                                new RefusedArgument(
                                        "there is no metric '%s'; accepted: %s"
                                                .formatted(form.group(1), metrics())));
        return new Expectation(
                text.strip(), metric, null, false, false, comparison, metric.unit().parse(value));
    }

    /** What became of it. */
    RunResult.Expectation of(RunResult result) {
        if (metric != null) {
            double actual = metric.of(result);
            return new RunResult.Expectation(text, metric.unit().print(actual), holds(actual));
        }
        for (RunResult.Foreground foreground : result.foreground()) {
            if (foreground.name().equals(load)) {
                double served = ofMean ? foreground.mean() : foreground.minimum();
                double share = served / foreground.offered();
                String actual = new Ratio(share).print() + ", " + DataRate.print(served);
                return new RunResult.Expectation(text, actual, holds(asShare ? share : served));
            }
        }
        return new RunResult.Expectation(text, "no such load", false);
    }

    /** What each metric means, by its name, in the order of the reference. */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            meanings.put(metric.word(), metric.meaning());
        }
        meanings.put("foreground.NAME.min", "least that a load was served while it asked");
        meanings.put("foreground.NAME.mean", "mean that a load was served while it asked");
        return meanings;
    }

    /** Metrics by name. */
    static String metrics() {
        return Arrays.stream(Metric.values()).map(Metric::word).collect(Collectors.joining(", "))
                + ", foreground.NAME.min, foreground.NAME.mean";
    }

    private boolean holds(double actual) {
        boolean equal = actual == limit || Math.abs(actual - limit) <= EQUAL * Math.abs(limit);
        return switch (comparison) {
            case "=" -> equal;
            case "!=" -> !equal && !Double.isNaN(actual);
            case "<=" -> equal || actual < limit;
            case ">=" -> equal || actual > limit;
            case "<" -> !equal && actual < limit;
            case ">" -> !equal && actual > limit;
            default -> throw new IllegalStateException(comparison);
        };
    }
}
