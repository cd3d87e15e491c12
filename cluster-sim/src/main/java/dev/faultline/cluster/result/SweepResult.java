package dev.faultline.cluster.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep found: a row for each combination of its parameters, in the order of its file.
 *
 * @param format raised when a reader of the old one would misread the new
 * @param subject the file that the parameters change, and what it is
 * @param seeds seeds that each combination was run with; empty where chance plays no part
 * @param axes which parameters a heat map puts where
 * @param asked rows of the whole cross product; more than there are when it was interrupted
 * @param command what makes it again
 */
public record SweepResult(
        String format,
        String name,
        @Nullable String description,
        String subject,
        List<Parameter> parameters,
        List<Long> seeds,
        List<Measure> measures,
        Axes axes,
        int asked,
        List<Row> rows,
        String command) {

    public static final String FORMAT = "faultline-sweep/1";

    public SweepResult {
        parameters = List.copyOf(parameters);
        seeds = List.copyOf(seeds);
        measures = List.copyOf(measures);
        rows = List.copyOf(rows);
    }

    /** Whether every row is there. */
    public boolean complete() {
        return rows.size() == asked;
    }

    /** What was varied, and the values in order. */
    public record Parameter(String name, List<String> values) {}

    /** What was looked at. */
    public record Measure(String name, MeasureUnit unit, String meaning) {}

    /**
     * Parameters by name.
     *
     * @param figure the measure shown first
     * @param panels one small map for each combination of these; the first goes across
     */
    public record Axes(String x, String y, List<String> panels, String figure) {}

    /**
     * One combination.
     *
     * @param values of the parameters, in their order
     * @param figures of the measures, in their order: a number in the measure's unit, words, or
     *     null where it is not known; empty where the combination is impossible
     * @param problem why it is impossible; null where it is not
     */
    public record Row(
            List<String> values,
            @Nullable Long seed,
            List<@Nullable Object> figures,
            @Nullable String problem) {}
}
