package dev.faultline.cluster.report;

import dev.faultline.cluster.result.SweepResult;
import dev.faultline.cluster.result.SweepResult.Measure;
import dev.faultline.cluster.result.SweepResult.Parameter;
import dev.faultline.cluster.result.SweepResult.Row;
import java.util.ArrayList;
import java.util.List;

/** A sweep as a table: a row a combination, and why some are impossible. */
public final class SweepText {

    private static final int MOST_ROWS = 200;
    private static final int LONGEST_PROBLEM = 160;

    private SweepText() {}

    /** The table, ended by a line break. */
    public static String of(SweepResult result, boolean colour) {
        Ink ink = new Ink(colour);
        StringBuilder text = new StringBuilder(ink.bold(result.name())).append('\n');
        text.append("%s, %,d rows%n".formatted(result.subject(), result.rows().size()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(head(result));
        result.rows().stream().limit(MOST_ROWS).forEach(row -> rows.add(cells(result, row, ink)));
        text.append(Columns.align(rows));
        if (result.rows().size() > MOST_ROWS) {
            text.append(
                    "and %,d more: --csv FILE writes them all%n"
                            .formatted(result.rows().size() - MOST_ROWS));
        }
        return text.toString();
    }

    private static List<String> head(SweepResult result) {
        List<String> head = new ArrayList<>();
        result.parameters().stream().map(Parameter::name).forEach(head::add);
        if (!result.seeds().isEmpty()) {
            head.add("seed");
        }
        result.measures().stream().map(Measure::name).forEach(head::add);
        return head;
    }

    private static List<String> cells(SweepResult result, Row row, Ink ink) {
        List<String> cells = new ArrayList<>(row.values());
        if (!result.seeds().isEmpty()) {
            cells.add(String.valueOf(row.seed()));
        }
        for (int i = 0; i < result.measures().size(); i++) {
            cells.add(
                    row.problem() == null
                            ? Amounts.print(result.measures().get(i).unit(), row.figures().get(i))
                            : "-");
        }
        if (row.problem() != null) {
            cells.add(ink.verdict("impossible: " + shortened(row.problem()), false));
        }
        return cells;
    }

    private static String shortened(String problem) {
        return problem.length() <= LONGEST_PROBLEM
                ? problem
                : problem.substring(0, LONGEST_PROBLEM - 3) + "...";
    }
}
