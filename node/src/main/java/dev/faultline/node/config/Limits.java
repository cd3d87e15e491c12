package dev.faultline.node.config;

import dev.faultline.node.config.Shape.Part;
import dev.faultline.node.units.Quantity;
import org.jspecify.annotations.Nullable;

/** Checks a value against {@link Min}, {@link Max} and {@link Positive}. */
final class Limits {

    private Limits() {}

    /** What is wrong with the value, or null. */
    static @Nullable String wrong(Object value, Part part) {
        if (part.positive() && number(value) <= 0) {
            return value + " must be greater than zero";
        }
        if (part.min() != null && number(value) < limit(part.min(), value)) {
            return value + " must be at least " + part.min();
        }
        if (part.max() != null && number(value) > limit(part.max(), value)) {
            return value + " must be at most " + part.max();
        }
        return null;
    }

    private static double limit(String text, Object like) {
        return number(ScalarTypes.of(like.getClass()).orElseThrow().apply(text));
    }

    private static double number(Object value) {
        return switch (value) {
            case Quantity quantity -> quantity.baseValue();
            case Number number -> number.doubleValue();
            default -> throw new IllegalStateException("no limits for " + value.getClass());
        };
    }
}
