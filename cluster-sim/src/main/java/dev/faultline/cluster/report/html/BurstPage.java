package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.BurstResult;
import java.util.List;
import java.util.Map;

/** Bursts as a page: a heat map over failed drives and the racks they lie in. */
public final class BurstPage {

    private static final List<String> SCRIPTS = List.of("burst.js");

    private BurstPage() {}

    /**
     * The text of the file, to be written as UTF-8.
     *
     * @param command that repeats it
     */
    public static String text(BurstResult result, String command) {
        String name = result.name();
        return new HtmlPage("Bursts on " + (name == null ? result.layout() : name), SCRIPTS)
                .with(Map.of("result", result, "command", command));
    }
}
