package dev.faultline.cluster.sweep;

import dev.faultline.cluster.result.SweepResult;
import dev.faultline.node.config.Problem;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.units.RefusedArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sweep with everything looked up. Each row is a function of the files and its combination alone,
 * so rows can be made in any order, on any thread, and some of them another day.
 *
 * @param <I> what the subject's file is read as
 * @param <R> what the model makes of it
 */
public final class Sweep<I, R> {

    private final SweepFile file;
    private final String fileName;
    private final Subject<I, R> subject;
    private final List<Parameter> parameters;
    private final List<Measure<R>> measures;
    private final SweepResult.Axes axes;
    private final List<Combination> combinations;

    Sweep(
            SweepFile file,
            String fileName,
            Subject<I, R> subject,
            List<Parameter> parameters,
            List<Measure<R>> measures,
            SweepResult.Axes axes) {
        this.file = file;
        this.fileName = fileName;
        this.subject = subject;
        this.parameters = parameters;
        this.measures = measures;
        this.axes = axes;
        this.combinations = Combination.all(parameters, seeds());
    }

    public String name() {
        return file.name();
    }

    /** Rows of the whole cross product. */
    public int rowCount() {
        return combinations.size();
    }

    /**
     * Makes one row, or takes it from the journal.
     *
     * @param index of the row, from 0
     */
    public SweepResult.Row row(int index, InputFiles inputs, Journal journal) {
        Combination combination = combinations.get(index);
        Problems problems = new Problems();
        I input = subject.read(combination.settings(), problems);
        if (input == null || !problems.isEmpty()) {
            return impossible(combination, said(problems));
        }
        String key = inputs.digest(subject.filesOf(input), words(combination));
        SweepResult.Row known = journal.find(key, combination);
        if (known != null) {
            return known;
        }
        SweepResult.Row row = evaluated(combination, input);
        journal.append(key, row);
        return row;
    }

    /**
     * What came of it.
     *
     * @param rows those that are there, in order
     * @throws dev.faultline.node.config.InvalidInput when no combination is possible: then it is
     *     the sweep that is wrong, not a combination
     */
    public SweepResult result(List<SweepResult.Row> rows, String command) {
        if (rows.size() == rowCount()
                && rows.stream()
                        .allMatch(row -> row.problem() != null && row.figures().isEmpty())) {
            refuseAll();
        }
        return new SweepResult(
                SweepResult.FORMAT,
                file.name(),
                file.description(),
                subject.kind() + " " + subject.file(),
                parameters.stream()
                        .map(p -> new SweepResult.Parameter(p.name(), p.labels()))
                        .toList(),
                seeds(),
                measures.stream().map(Measure::described).toList(),
                axes,
                rowCount(),
                rows,
                command);
    }

    /** One row after another on this thread, until told to stop; what tests and small uses need. */
    public List<SweepResult.Row> rows(InputFiles inputs, Journal journal, BooleanSupplier stop) {
        List<SweepResult.Row> rows = new ArrayList<>();
        for (int index = 0; index < rowCount() && !stop.getAsBoolean(); index++) {
            rows.add(row(index, inputs, journal));
        }
        return rows;
    }

    private SweepResult.Row evaluated(Combination combination, I input) {
        try {
            R outcome = subject.evaluate(input);
            List<@Nullable Object> figures = new ArrayList<>();
            for (Measure<R> measure : measures) {
                figures.add(measure.value().apply(outcome));
            }
            return new SweepResult.Row(combination.labels(), combination.seed(), figures, null);
        } catch (IllegalArgumentException e) {
            return impossible(combination, String.valueOf(e.getMessage()));
        }
    }

    private static SweepResult.Row impossible(Combination combination, String why) {
        return new SweepResult.Row(combination.labels(), combination.seed(), List.of(), why);
    }

    private static String said(Problems problems) {
        return problems.sorted().stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Everything that a row's figures depend on besides files. */
    private List<String> words(Combination combination) {
        List<String> words = new ArrayList<>();
        words.add(subject.kind());
        combination.settings().stream().map(Setting::origin).forEach(words::add);
        measures.forEach(measure -> words.add(measure.name()));
        return words;
    }

    private void refuseAll() {
        Problems all = new Problems();
        combinations.forEach(combination -> {
            Problems problems = new Problems();
            subject.read(combination.settings(), problems);
            problems.sorted().forEach(problem -> addOnce(all, problem));
        });
        all.throwIfAny();
        throw new RefusedArgument(fileName + ": no combination of these parameters is possible");
    }

    private static void addOnce(Problems all, Problem problem) {
        if (!all.sorted().contains(problem)) {
            all.add(problem.place(), problem.path(), problem.message());
        }
    }

    private List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        if (file.seeds() != null) {
            for (long seed = file.seeds().first(); seed <= file.seeds().last(); seed++) {
                seeds.add(seed);
            }
        }
        return seeds;
    }
}
