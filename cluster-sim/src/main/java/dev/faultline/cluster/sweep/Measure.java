package dev.faultline.cluster.sweep;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.SweepResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A figure that a subject's outcome has.
 *
 * @param value a number in the unit, words, or null where it is not known
 * @param <R> the outcome
 */
record Measure<R>(
        String name, MeasureUnit unit, String meaning, Function<R, @Nullable Object> value) {

    /** Numbers that are none: NaN is not known, and endless is said in words. */
    static @Nullable Object number(double value, String endless) {
        if (Double.isNaN(value)) {
            return null;
        }
        return Double.isInfinite(value) ? endless : (Object) value;
    }

    SweepResult.Measure described() {
        return new SweepResult.Measure(name, unit, meaning);
    }
}
