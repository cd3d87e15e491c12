package dev.faultline.cluster.scenario;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.RunResult;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;

/**
 * A figure of a run's result by the name that expectations use for it.
 *
 * @param value NaN where it is not known; infinite where it has no end
 */
public record Figure(
        String name, MeasureUnit unit, String meaning, ToDoubleFunction<RunResult> value) {

    /** The figure of that name; {@code foreground.NAME.min} and {@code .mean} among them. */
    public static Optional<Figure> named(String name) {
        Matcher load = Expectation.FOREGROUND.matcher(name);
        if (load.matches()) {
            return Optional.of(served(name, load.group(1), load.group(2).equals("mean")));
        }
        return Metric.named(name)
                .map(metric ->
                        new Figure(name, metric.unit().measured(), metric.meaning(), metric::of));
    }

    public double of(RunResult result) {
        return value.applyAsDouble(result);
    }

    /** All names, for messages. */
    public static String names() {
        return Expectation.metrics();
    }

    private static Figure served(String name, String load, boolean ofMean) {
        String what = ofMean ? "mean" : "least";
        return new Figure(
                name,
                MeasureUnit.BYTES_PER_SECOND,
                "%s that %s was served while it asked".formatted(what, load),
                result ->
                        result.foreground().stream()
                                .filter(each -> each.name().equals(load))
                                .mapToDouble(each -> ofMean ? each.mean() : each.minimum())
                                .findFirst()
                                .orElse(Double.NaN));
    }
}
