package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.DurabilityResult;
import java.util.List;
import java.util.Map;

/** How likely data is lost, as a page. */
public final class DurabilityPage {

    private static final List<String> SCRIPTS = List.of("durability.js", "durability-page.js");

    private DurabilityPage() {}

    /**
     * The text of the file, to be written as UTF-8.
     *
     * @param command that repeats it
     */
    public static String text(DurabilityResult result, String command) {
        return new HtmlPage("Durability of " + result.subject().name(), SCRIPTS)
                .with(Map.of("result", result, "command", command));
    }
}
