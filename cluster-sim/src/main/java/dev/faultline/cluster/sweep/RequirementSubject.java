package dev.faultline.cluster.sweep;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.sizing.RequirementReader;
import dev.faultline.cluster.sizing.Sizing;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.units.RefusedArgument;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A requirement that is sized; the best of its candidates is what counts. */
record RequirementSubject(Path file, PriceBook prices)
        implements Subject<Sizing, RequirementSubject.Best> {

    private static final Map<String, Measure<Best>> OWN =
            Map.of(
                    "candidate",
                    words("candidate", "the hardware that is best", b -> b.name()),
                    "binding",
                    words("binding", "the requirement that binds", b -> b.answer().binding()),
                    "nodes-per-rack",
                    new Measure<>(
                            "nodes-per-rack",
                            MeasureUnit.COUNT,
                            "storing nodes in a rack",
                            b -> (double) b.answer().configuration().nodesPerRack()),
                    "front-ends-per-rack",
                    new Measure<>(
                            "front-ends-per-rack",
                            MeasureUnit.COUNT,
                            "front ends in a rack",
                            b -> (double) b.answer().configuration().frontEndsPerRack()));

    /** The best candidate's answer. */
    record Best(String name, SizeResult.Answer answer) {}

    @Override
    public String kind() {
        return "requirement";
    }

    @Override
    public @Nullable Sizing read(List<Setting> settings, Problems problems) {
        return RequirementReader.read(file, settings, prices, problems);
    }

    @Override
    public Collection<Path> filesOf(Sizing sizing) {
        Set<Path> files = new TreeSet<>();
        InputFiles.addTo(files, sizing.root());
        return files;
    }

    @Override
    public Best evaluate(Sizing sizing) {
        List<SizeResult.Candidate> sizes = sizing.sizes(Sizing.Each::inTurn);
        int winner = sizing.winner(sizes);
        SizeResult.Answer answer = winner < 0 ? null : sizes.get(winner).answer();
        if (answer == null) {
            throw new RefusedArgument(
                    sizes.stream()
                            .map(size -> size.name() + ": " + reason(size))
                            .collect(Collectors.joining("; ")));
        }
        return new Best(sizes.get(winner).name(), answer);
    }

    @Override
    public Optional<Measure<Best>> measure(String name) {
        Measure<Best> own = OWN.get(name);
        if (own != null) {
            return Optional.of(own);
        }
        return ReviewMeasures.named(name)
                .map(of ->
                        new Measure<>(
                                of.name(),
                                of.unit(),
                                of.meaning(),
                                best -> of.value().apply(best.answer().review())));
    }

    @Override
    public String measures() {
        return String.join(", ", OWN.keySet().stream().sorted().toList())
                + ", "
                + ReviewMeasures.names();
    }

    @Override
    public boolean seeded() {
        return false;
    }

    private static String reason(SizeResult.Candidate size) {
        SizeResult.Shortfall shortfall = size.shortfall();
        return shortfall == null ? "no answer" : shortfall.reason();
    }

    private static Measure<Best> words(
            String name, String meaning, Function<Best, @Nullable Object> value) {
        return new Measure<>(name, MeasureUnit.WORDS, meaning, value);
    }
}
