package dev.faultline.cluster.cli;

import dev.faultline.node.config.JsonSchema;
import dev.faultline.node.hardware.Catalog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Parameters(
            paramLabel = "KIND",
            description = "What the file holds: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Kinds.class)
    private String kind;

    /** Kinds of files and the records they bind to. */
    static Map<String, Class<?>> kinds() {
        return new LinkedHashMap<>(Catalog.fileTypes());
    }

    @Override
    public Integer call() {
        Class<?> type = kinds().get(kind);
        if (type == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "unknown kind of file \""
                            + kind
                            + "\": expected one of "
                            + String.join(", ", kinds().keySet()));
        }
        JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        spec.commandLine().getOut().println(mapper.writeValueAsString(JsonSchema.of(type)));
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** For completion in shells and in help. */
    static final class Kinds implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return kinds().keySet().iterator();
        }
    }
}
