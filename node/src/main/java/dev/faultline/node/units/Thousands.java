package dev.faultline.node.units;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prints an amount in the unit, of those a thousand apart, that leaves the fewest digits. */
final class Thousands {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final int DECIMALS = 2;

    private Thousands() {}

    /** All digits: reads back to the same amount. */
    static String exact(BigDecimal amount, String... symbols) {
        int step = step(amount, symbols.length);
        BigDecimal scaled = amount.movePointLeft(3 * step);
        return digits(scaled) + " " + symbols[step];
    }

    /** At most two decimals; below 0.01 of the smallest unit, two significant digits. */
    static String rounded(BigDecimal amount, String... symbols) {
        int step = step(amount, symbols.length);
        BigDecimal scaled = round(amount.movePointLeft(3 * step));
        if (scaled.compareTo(THOUSAND) >= 0 && step + 1 < symbols.length) {
            step++;
            scaled = round(amount.movePointLeft(3 * step));
        }
        return digits(scaled) + " " + symbols[step];
    }

    /** As {@link #rounded(BigDecimal, String...)}; also for totals that no long can hold. */
    static String rounded(double amount, String... symbols) {
        if (Double.isNaN(amount) || Double.isInfinite(amount)) {
            return amount + " " + symbols[0];
        }
        String sign = amount < 0 ? "-" : "";
        return sign + rounded(BigDecimal.valueOf(Math.abs(amount)), symbols);
    }

    static String digits(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return Math.abs(stripped.scale()) > 15 ? stripped.toString() : stripped.toPlainString();
    }

    static BigDecimal round(BigDecimal value) {
        BigDecimal rounded = value.setScale(DECIMALS, RoundingMode.HALF_UP);
        return rounded.signum() == 0 && value.signum() != 0
                ? value.round(new java.math.MathContext(2, RoundingMode.HALF_UP))
                : rounded;
    }

    private static int step(BigDecimal amount, int count) {
        int step = 0;
        BigDecimal limit = THOUSAND;
        while (step + 1 < count && amount.compareTo(limit) >= 0) {
            limit = limit.multiply(THOUSAND);
            step++;
        }
        return step;
    }
}
