package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.preflight.EnvironmentFile;
import dev.faultline.cluster.scenario.ScenarioFile;
import dev.faultline.cluster.sizing.RequirementFile;
import dev.faultline.cluster.sweep.SweepFile;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.node.config.JsonSchema;
import dev.faultline.node.config.Spelling;
import dev.faultline.node.hardware.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code faultline schema KIND}: the JSON Schema of a kind of file, for editors. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of a kind of file, for an editor to complete it by.")
final class SchemaCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description = "What the file holds; without it, the kinds there are.")
    private @Nullable String kind;

    @Option(
            names = "--write",
            paramLabel = "FOLDER",
            description = "Write the schemas of all kinds to this folder, as KIND.json.")
    private @Nullable Path folder;

    @Option(
            names = "--markdown",
            description = "Print the keys of the kind as tables, as in docs/scenarios.md.")
    private boolean markdown;

    /** Kinds of files, and the records they bind to. */
    static Map<String, Class<?>> kinds() {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        kinds.put("topology", TopologyFile.class);
        kinds.put("scenario", ScenarioFile.class);
        kinds.put("requirement", RequirementFile.class);
        kinds.put("sweep", SweepFile.class);
        kinds.put("assumptions", Assumptions.class);
        kinds.put("environment", EnvironmentFile.class);
        kinds.putAll(Catalog.fileTypes());
        return kinds;
    }

    /** The schema of a kind as text, ended by a line break. */
    static String text(Class<?> type) {
        JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(JsonSchema.of(type)).replace("\r\n", "\n") + "\n";
    }

    @Override
    public Integer call() throws IOException {
        if (folder != null) {
            Files.createDirectories(folder);
            for (Map.Entry<String, Class<?>> entry : kinds().entrySet()) {
                Files.writeString(folder.resolve(entry.getKey() + ".json"), text(entry.getValue()));
            }
            return 0;
        }
        spec.commandLine().getOut().print(kind == null ? listed() : described(type(kind)));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String described(Class<?> type) {
        return markdown ? FileReference.of(type) : text(type);
    }

    private static String listed() {
        return String.join("\n", kinds().keySet()) + "\n";
    }

    private Class<?> type(String wanted) {
        Class<?> type = kinds().get(wanted);
        if (type == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    Spelling.unknown("kind of file", wanted, kinds().keySet())
                            + " (there are "
                            + String.join(", ", kinds().keySet())
                            + ")");
        }
        return type;
    }
}
