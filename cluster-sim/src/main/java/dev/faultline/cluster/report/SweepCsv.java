package dev.faultline.cluster.report;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.SweepResult;
import dev.faultline.cluster.result.SweepResult.Measure;
import dev.faultline.cluster.result.SweepResult.Parameter;
import dev.faultline.cluster.result.SweepResult.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A sweep as comma-separated values (RFC 4180): a head, and a row a combination. Numbers are in
 * base units, which the head names; what is not known is empty.
 */
public final class SweepCsv {

    private SweepCsv() {}

    public static String text(SweepResult result) {
        StringBuilder text = new StringBuilder(Csv.line(head(result)));
        result.rows().forEach(row -> text.append(Csv.line(cells(result, row))));
        return text.toString();
    }

    private static List<String> head(SweepResult result) {
        List<String> head = new ArrayList<>();
        result.parameters().stream().map(Parameter::name).forEach(head::add);
        if (!result.seeds().isEmpty()) {
            head.add("seed");
        }
        for (Measure measure : result.measures()) {
            head.add(
                    measure.unit() == MeasureUnit.WORDS
                            ? measure.name()
                            : measure.name() + " [" + measure.unit().symbol() + "]");
        }
        head.add("problem");
        return head;
    }

    private static List<String> cells(SweepResult result, Row row) {
        List<String> cells = new ArrayList<>(row.values());
        if (!result.seeds().isEmpty()) {
            cells.add(String.valueOf(row.seed()));
        }
        for (int i = 0; i < result.measures().size(); i++) {
            cells.add(row.problem() == null ? Objects.toString(row.figures().get(i), "") : "");
        }
        cells.add(Objects.requireNonNullElse(row.problem(), ""));
        return cells;
    }
}
