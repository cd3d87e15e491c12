package dev.faultline.cluster.scenario;

import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files that are shipped, read as the command line does. */
final class Shipped {

    private static final Catalog CATALOG = Catalog.load(home().resolve("topologies/catalog"));

    private Shipped() {}

    static Path home() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("topologies")) ? here : here.resolve("..").normalize();
    }

    /** Names of the files of a folder, without their ending and in order. */
    static List<String> names(String folder) {
        try (Stream<Path> files = Files.list(home().resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scenario scenario(String name, String... settings) {
        Problems problems = new Problems();
        Path file = home().resolve("scenarios/" + name + ".yaml");
        Scenario scenario = new ScenarioReader(CATALOG).read(file, parsed(settings), problems);
        problems.throwIfAny();
        return Objects.requireNonNull(scenario);
    }

    static Proposal topology(String name, String... settings) {
        Problems problems = new Problems();
        Path file = home().resolve("topologies/" + name + ".yaml");
        Proposal proposal = new TopologyReader(CATALOG).read(file, parsed(settings), problems);
        problems.throwIfAny();
        return Objects.requireNonNull(proposal);
    }

    private static List<Setting> parsed(String... settings) {
        return Arrays.stream(settings).map(Setting::parse).toList();
    }
}
