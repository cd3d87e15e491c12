package dev.faultline.cluster.sweep;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.scenario.Figure;
import dev.faultline.cluster.scenario.Progress;
import dev.faultline.cluster.scenario.Run;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioReader;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A scenario that is run. */
record ScenarioSubject(Path file, Catalog catalog) implements Subject<Scenario, RunResult> {

    @Override
    public String kind() {
        return "scenario";
    }

    @Override
    public @Nullable Scenario read(List<Setting> settings, Problems problems) {
        return new ScenarioReader(catalog).read(file, settings, problems);
    }

    @Override
    public Collection<Path> filesOf(Scenario scenario) {
        Set<Path> files = new TreeSet<>();
        InputFiles.addTo(files, ConfigFile.tree(file, new Problems()));
        InputFiles.addTo(files, scenario.proposal().bound().root());
        return files;
    }

    @Override
    public RunResult evaluate(Scenario scenario) {
        return Run.of(scenario, Progress.NONE);
    }

    @Override
    public Optional<Measure<RunResult>> measure(String name) {
        return Figure.named(name)
                .map(figure ->
                        new Measure<>(
                                name,
                                figure.unit(),
                                figure.meaning(),
                                result -> Measure.number(figure.of(result), "not finished")));
    }

    @Override
    public String measures() {
        return Figure.names();
    }

    @Override
    public boolean seeded() {
        return true;
    }
}
