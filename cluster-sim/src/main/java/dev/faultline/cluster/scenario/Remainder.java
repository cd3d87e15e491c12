package dev.faultline.cluster.scenario;

import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Written;

/**
 * What is left of a connection: a share of its rate, or a rate.
 *
 * @param share above 0 and at most 1; NaN when a rate was given
 * @param bytesPerSecond NaN when a share was given
 */
@Written(
        what = "a share of the rate, or a rate",
        pattern = "^[0-9.]+ ?(%|[kMGTPE]?(b|B|bit)/s)$",
        examples = {"25 %", "100 Gb/s"})
public record Remainder(double share, double bytesPerSecond) {

    /** Reads {@code 25 %} or {@code 100 Gb/s}. */
    public static Remainder parse(String text) {
        Remainder remainder =
                text.contains("%")
                        ? new Remainder(Ratio.parse(text).fraction(), Double.NaN)
                        : new Remainder(Double.NaN, DataRate.parse(text).bytesPerSecond());
        if (remainder.share <= 0 || remainder.share > 1 || remainder.bytesPerSecond <= 0) {
            throw new RefusedArgument(
                    "'%s': what is left must be above 0 and at most all; to take a part away use"
                                    .formatted(text)
                            + " outage or lose");
        }
        return remainder;
    }

    /** The share of a rate that is left. */
    double of(double fullBytesPerSecond) {
        return Double.isNaN(bytesPerSecond)
                ? share
                : Math.min(1, bytesPerSecond / fullBytesPerSecond);
    }

    @Override
    public String toString() {
        return Double.isNaN(share)
                ? new DataRate(bytesPerSecond).printBits()
                : new Ratio(share).print();
    }
}
