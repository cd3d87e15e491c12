package dev.faultline.cluster.report;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.node.config.Place;
import dev.faultline.node.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads results that {@code --json} kept, and says what is wrong with those it cannot use. */
public final class ResultReader {

    /** Far more than any run writes, and little enough to hold. */
    private static final long MOST_BYTES = 1L << 30;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final Place whole;
    private final Problems problems;

    private ResultReader(Place whole, Problems problems) {
        this.whole = whole;
        this.problems = problems;
    }

    /** The results of a file, one or a list of them; those without a problem. */
    public static List<RunResult> read(Path file, Problems problems) {
        ResultReader reader = new ResultReader(Place.of(file.toString()), problems);
        List<RunResult> results = new ArrayList<>();
        JsonNode tree = reader.tree(file);
        if (tree != null && tree.isArray() && !tree.isEmpty()) {
            for (int i = 0; i < tree.size(); i++) {
                reader.read(tree.get(i), "[" + i + "]", results);
            }
        } else if (tree != null) {
            reader.read(tree, "", results);
        }
        return results;
    }

    private @Nullable JsonNode tree(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                problems.add(whole, "", "there is no such file");
            } else if (Files.size(file) > MOST_BYTES) {
                problems.add(whole, "", "is larger than 1 GiB: not a result of a run");
            } else {
                return JSON.readTree(file.toFile());
            }
        } catch (JacksonException e) {
            problems.add(place(e), "", "is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            problems.add(whole, "", "cannot be read: " + e.getMessage());
        }
        return null;
    }

    private void read(JsonNode tree, String path, List<RunResult> results) {
        if (!hasOurFormat(tree, path)) {
            return;
        }
        String missing = MissingParts.firstOf(tree, RunResult.class);
        if (!missing.isEmpty()) {
            problems.add(whole, joined(path, missing), "is missing");
            return;
        }
        try {
            results.add(JSON.treeToValue(tree, RunResult.class));
        } catch (DatabindException e) {
            problems.add(
                    whole,
                    joined(path, MissingParts.dotted(e.getPath())),
                    "is not as a run writes it: " + e.getOriginalMessage());
        }
    }

    private boolean hasOurFormat(JsonNode tree, String path) {
        String format = tree.path("format").asString("");
        if (format.isEmpty()) {
            problems.add(
                    whole,
                    joined(path, "format"),
                    "is missing: not a result that faultline run --json wrote");
        } else if (!format.equals(RunResult.FORMAT)) {
            problems.add(
                    whole,
                    joined(path, "format"),
                    "is %s; this version reads %s: run the scenario again"
                            .formatted(format, RunResult.FORMAT));
        }
        return format.equals(RunResult.FORMAT);
    }

    private Place place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? whole
                : new Place(whole.file(), at.getLineNr(), Math.max(1, at.getColumnNr()));
    }

    private static String joined(String path, String more) {
        return path.isEmpty() || more.isEmpty() ? path + more : path + "." + more;
    }
}
