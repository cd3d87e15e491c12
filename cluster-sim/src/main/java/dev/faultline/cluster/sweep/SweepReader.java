package dev.faultline.cluster.sweep;

import dev.faultline.cluster.result.SweepResult;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.sweep.SweepFile.Choices;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads sweep files, and reports everything that is wrong with one. */
public final class SweepReader {

    /** Rows are all held until the end, and each costs a run. */
    static final int MOST_ROWS = 100_000;

    private final PriceBook prices;
    private final Problems problems;
    private final Bound<SweepFile> bound;
    private final SweepFile file;
    private final Path path;

    private SweepReader(Path path, Bound<SweepFile> bound, PriceBook prices, Problems problems) {
        this.path = path;
        this.bound = bound;
        this.file = bound.value();
        this.prices = prices;
        this.problems = problems;
    }

    /**
     * The sweep in a file, its costs by these prices; null when anything is wrong with it, and all
     * is then reported.
     */
    public static @Nullable Sweep<?, ?> read(Path path, PriceBook prices, Problems problems) {
        Bound<SweepFile> bound = ConfigFile.read(path, SweepFile.class, List.of(), problems);
        return bound == null ? null : new SweepReader(path, bound, prices, problems).sweep();
    }

    private @Nullable Sweep<?, ?> sweep() {
        Subject<?, ?> subject = subject();
        List<Parameter> parameters = new ArrayList<>();
        file.parameters().forEach((name, choices) -> parameters.add(parameter(name, choices)));
        checkRows(parameters);
        SweepResult.Axes axes = axes(parameters);
        return subject == null ? null : sweep(subject, parameters, axes);
    }

    private <I, R> @Nullable Sweep<I, R> sweep(
            Subject<I, R> subject, List<Parameter> parameters, SweepResult.Axes axes) {
        if (file.seeds() != null && !subject.seeded()) {
            bound.refuse(
                    problems,
                    "seeds",
                    "a %s has no seed: only scenarios play with chance".formatted(subject.kind()));
        }
        List<Measure<R>> measures = new ArrayList<>();
        for (int i = 0; i < file.show().size(); i++) {
            Optional<Measure<R>> measure = subject.measure(file.show().get(i));
            if (measure.isPresent()) {
                measures.add(measure.get());
            } else {
                bound.refuse(
                        problems,
                        "show[" + i + "]",
                        "a %s has no figure \"%s\"; accepted: %s"
                                .formatted(subject.kind(), file.show().get(i), subject.measures()));
            }
        }
        return problems.isEmpty()
                ? new Sweep<>(file, path.toString(), subject, parameters, measures, axes)
                : null;
    }

    private @Nullable Subject<?, ?> subject() {
        List<String> said = new ArrayList<>();
        Subject<?, ?> subject = null;
        if (file.scenario() != null) {
            said.add("scenario");
            subject = new ScenarioSubject(beside("scenario", file.scenario()), prices.catalog());
        }
        if (file.topology() != null) {
            said.add("topology");
            subject = new TopologySubject(beside("topology", file.topology()), prices);
        }
        if (file.requirement() != null) {
            said.add("requirement");
            subject = new RequirementSubject(beside("requirement", file.requirement()), prices);
        }
        if (said.size() != 1) {
            bound.refuse(
                    problems,
                    "",
                    "needs exactly one of scenario, topology and requirement%s"
                            .formatted(said.isEmpty() ? "" : ", and has " + said));
        }
        return subject;
    }

    private Path beside(String key, String written) {
        Path file = bound.place(key).resolve(written);
        if (!Files.isRegularFile(file)) {
            bound.refuse(problems, key, "there is no file %s".formatted(file));
        }
        return file;
    }

    private Parameter parameter(String name, Choices choices) {
        String at = "parameters." + name;
        List<Parameter.Choice> all = new ArrayList<>();
        switch (choices) {
            case Choices.Values(List<Located> values) -> {
                for (Located value : values) {
                    all.add(choice(value.flowText(), Map.of(name, value)));
                }
            }
            case Choices.Named(Map<String, Map<String, Located>> named) ->
                    named.forEach((label, sets) -> all.add(choice(label, sets)));
        }
        if (all.isEmpty()) {
            bound.refuse(problems, at, "has no values: there would be no row");
        }
        Set<String> labels = new HashSet<>();
        for (Parameter.Choice choice : all) {
            if (!labels.add(choice.label())) {
                bound.refuse(problems, at, "has %s twice".formatted(choice.label()));
            }
        }
        return new Parameter(name, all);
    }

    private Parameter.Choice choice(String label, Map<String, Located> sets) {
        List<Setting> settings = new ArrayList<>();
        sets.forEach((path, value) -> {
            try {
                settings.add(Setting.of(path, value));
            } catch (IllegalArgumentException e) {
                problems.add(value.place(), "parameters." + path, String.valueOf(e.getMessage()));
            }
        });
        return new Parameter.Choice(label, settings);
    }

    private void checkRows(List<Parameter> parameters) {
        double rows = 1;
        for (Parameter parameter : parameters) {
            rows *= parameter.choices().size();
        }
        if (file.seeds() != null) {
            rows *= file.seeds().last() - file.seeds().first() + 1;
        }
        if (rows > MOST_ROWS) {
            bound.refuse(
                    problems,
                    "parameters",
                    "make %,.0f rows; %,d are accepted".formatted(rows, MOST_ROWS));
        }
        if (parameters.isEmpty()) {
            bound.refuse(problems, "parameters", "is empty: a sweep varies something");
        }
        if (file.show().isEmpty()) {
            bound.refuse(problems, "show", "is empty: name at least one figure");
        }
    }

    /** The last two parameters with more than one value, unless the file says otherwise. */
    private SweepResult.Axes axes(List<Parameter> parameters) {
        SweepFile.HeatMap map = file.heatMap();
        List<String> names = parameters.stream().map(Parameter::name).toList();
        if (map != null) {
            check("heat-map.x", map.x(), names);
            check("heat-map.y", map.y(), names);
            for (int i = 0; i < map.panels().size(); i++) {
                check("heat-map.panels[" + i + "]", map.panels().get(i), names);
            }
            String figure = map.figure();
            if (figure != null) {
                check("heat-map.figure", figure, file.show());
            }
            if (map.x().equals(map.y())) {
                bound.refuse(problems, "heat-map.y", "is the same as x");
            }
        }
        List<String> varied =
                parameters.stream()
                        .filter(p -> p.choices().size() > 1)
                        .map(Parameter::name)
                        .toList();
        int last = varied.size();
        String x = map != null ? map.x() : last > 0 ? varied.get(last - 1) : "";
        String y = map != null ? map.y() : last > 1 ? varied.get(last - 2) : "";
        List<String> given = map == null ? List.of() : map.panels();
        List<String> panels =
                Stream.concat(given.stream(), varied.stream())
                        .filter(name -> !name.equals(x) && !name.equals(y))
                        .distinct()
                        .toList();
        String first = file.show().isEmpty() ? "" : file.show().getFirst();
        String figure = map == null || map.figure() == null ? first : map.figure();
        return new SweepResult.Axes(x, y, panels, figure);
    }

    private void check(String path, String name, List<String> accepted) {
        if (!accepted.contains(name)) {
            bound.refuse(
                    problems,
                    path,
                    "\"%s\" is none of %s".formatted(name, String.join(", ", accepted)));
        }
    }
}
