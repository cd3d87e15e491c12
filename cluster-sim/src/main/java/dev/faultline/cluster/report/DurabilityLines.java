package dev.faultline.cluster.report;

import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.node.units.Ratio;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How likely loss is, in the summary of a run: of the layout, whatever happens in the scenario. */
final class DurabilityLines {

    private DurabilityLines() {}

    /**
     * @param line takes each line's label and words
     */
    static void write(@Nullable DurabilityResult found, BiConsumer<String, String> line) {
        if (found == null) {
            return;
        }
        line.accept(
                "durability", DurabilityText.lossInShort(found) + ", by " + found.loss().method());
        if (!found.contributions().isEmpty()) {
            line.accept(
                    "mostly from",
                    found.contributions().stream()
                            .limit(3)
                            .map(c -> "%s (%s)".formatted(c.causes(), new Ratio(c.share()).print()))
                            .collect(Collectors.joining(", ")));
        }
        line.accept("unreadable", DurabilityText.unreadableInShort(found));
        if (!found.improvements().isEmpty()) {
            line.accept("helps most", DurabilityText.bestInShort(found));
        }
        line.accept("assumes", DurabilityText.assumedInShort(found));
        found.loss().warnings().forEach(warning -> line.accept("warning", warning));
    }
}
