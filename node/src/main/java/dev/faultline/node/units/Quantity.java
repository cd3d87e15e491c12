package dev.faultline.node.units;

/** A number with a unit. Immutable; comparable with quantities of its own type only. */
public interface Quantity {

    /** The amount in the type's base unit: bytes, bytes per second, watts, nanoseconds, USD, ... */
    double baseValue();

    /** For people: the unit that fits, at most two decimals. Rounded, so not for reading back. */
    String print();

    /**
     * Text that the type's {@code parse} reads back to an equal value; never more than 40
     * characters for amounts that occur.
     */
    @Override
    String toString();

    /** Rejects what no quantity here can be, and returns the rest. */
    static double notNegative(double value, String what) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new RefusedArgument(what + " (" + value + ") must be zero or more");
        }
        return value;
    }
}
