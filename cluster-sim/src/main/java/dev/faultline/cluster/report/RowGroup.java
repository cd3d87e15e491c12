package dev.faultline.cluster.report;

import dev.faultline.cluster.report.ComparisonRows.Row;
import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.MeasureUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows under one heading, as they are put together. */
final class RowGroup {

    private final String heading;
    private final List<Row> rows = new ArrayList<>();

    RowGroup(String heading) {
        this.heading = heading;
    }

    void number(
            String label,
            String name,
            MeasureUnit unit,
            Function<Compared, @Nullable Object> value) {
        rows.add(new Row(heading, label, name, unit, true, value));
    }

    /** For the files alone. */
    void further(
            String label,
            String name,
            MeasureUnit unit,
            Function<Compared, @Nullable Object> value) {
        rows.add(new Row(heading, label, name, unit, false, value));
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }
}
