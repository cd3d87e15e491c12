package dev.faultline.cluster.report.html;

import dev.faultline.cluster.report.ComparisonNotes;
import dev.faultline.cluster.report.ComparisonRows;
import dev.faultline.cluster.result.ComparisonResult;
import dev.faultline.cluster.result.MeasureUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comparison as a page: throughput against capacity, cost, and every figure. */
public final class ComparisonPage {

    private static final List<String> SCRIPTS =
            List.of("amounts.js", "growth.js", "bars.js", "proposals.js");

    private ComparisonPage() {}

    /** What the page's script gets. */
    private record Data(ComparisonResult result, List<Row> rows, List<List<String>> notes) {}

    /** A figure of every proposal. */
    private record Row(
            String group, String label, MeasureUnit unit, List<@Nullable Object> values) {}

    /** The text of the file, to be written as UTF-8. */
    public static String text(ComparisonResult result) {
        List<Row> rows = new ArrayList<>();
        for (ComparisonRows.Row row : ComparisonRows.rows()) {
            @Nullable Object[] values = new @Nullable Object[result.proposals().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.value().apply(result.proposals().get(i));
            }
            rows.add(new Row(row.group(), row.label().strip(), row.unit(), Arrays.asList(values)));
        }
        List<List<String>> notes = result.proposals().stream().map(ComparisonNotes::of).toList();
        return new HtmlPage("Comparison", SCRIPTS).with(new Data(result, rows, notes));
    }
}
