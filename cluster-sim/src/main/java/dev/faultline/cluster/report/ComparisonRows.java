package dev.faultline.cluster.report;

import static dev.faultline.cluster.result.MeasureUnit.USD;
import static dev.faultline.cluster.result.MeasureUnit.USD_PER_GIGABYTE_MONTH;
import static dev.faultline.cluster.result.MeasureUnit.USD_PER_RATE;

import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.MeasureUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison says of each proposal, one row a figure: the one list that the terminal, the
 * CSV file and the page are made from.
 */
public final class ComparisonRows {

    private static final List<Row> ALL =
            Stream.of(
                            HardwareRows.hardware(),
                            HardwareRows.capacity(),
                            ThroughputRows.all(),
                            HardwareRows.power(),
                            ProtectionRows.all(),
                            CostRows.all())
                    .flatMap(List::stream)
                    .toList();

    /**
     * A figure of every proposal.
     *
     * @param group heading that it stands under
     * @param label for people
     * @param name for the head of a CSV file
     * @param brief whether it belongs into the terminal's table
     */
    public record Row(
            String group,
            String label,
            String name,
            MeasureUnit unit,
            boolean brief,
            Function<Compared, @Nullable Object> value) {

        /** As people write it; "unknown" where it is. */
        public String print(Compared proposal) {
            Object figure = value.apply(proposal);
            return switch (unit) {
                case USD_PER_GIGABYTE_MONTH, USD_PER_RATE -> usd(figure);
                default -> Amounts.print(unit, figure);
            };
        }

        /** The label says for what. */
        private static String usd(@Nullable Object figure) {
            return figure instanceof Double usd && usd < 1
                    ? String.format(Locale.ROOT, "%.4f USD", usd)
                    : Amounts.print(USD, figure);
        }
    }

    private ComparisonRows() {}

    public static List<Row> rows() {
        return ALL;
    }
}
