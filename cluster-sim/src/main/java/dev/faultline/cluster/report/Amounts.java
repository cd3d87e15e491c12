package dev.faultline.cluster.report;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Iops;
import dev.faultline.node.units.Money;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures of tables as people write them. */
public final class Amounts {

    private Amounts() {}

    /**
     * A number in a unit, or words; null is "unknown".
     *
     * @param figure a Double, a String, or null
     */
    public static String print(MeasureUnit unit, @Nullable Object figure) {
        return switch (figure) {
            case null -> "unknown";
            case Double number -> number(unit, number);
            default -> figure.toString();
        };
    }

    private static String number(MeasureUnit unit, double number) {
        return switch (unit) {
            case BYTES -> DataSize.print(number);
            case BYTES_PER_SECOND -> DataRate.print(number);
            case OPERATIONS_PER_SECOND -> new Iops(number).print();
            case SECONDS -> Span.ofSeconds(number).print();
            case WATTS -> Power.print(number);
            case USD -> Money.print(number);
            case USD_PER_GIGABYTE_MONTH -> String.format(Locale.ROOT, "%.4f USD/GB-month", number);
            case USD_PER_RATE -> Money.print(number) + "/(GB/s)";
            case SHARE -> new Ratio(number).print();
            case COUNT -> String.format(Locale.ROOT, "%,.0f", number);
            case WORDS -> Double.toString(number);
        };
    }
}
