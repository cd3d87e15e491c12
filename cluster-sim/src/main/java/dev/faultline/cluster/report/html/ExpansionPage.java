package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.ExpansionResult;
import java.util.List;

/**
 * A cluster's growth as a page: what clients are served meanwhile, what moves, how long it takes.
 */
public final class ExpansionPage {

    private static final List<String> SCRIPTS = List.of("expansion-charts.js", "expansion.js");

    private ExpansionPage() {}

    /** What the page's script gets. */
    private record Data(ExpansionResult result, String command) {}

    /**
     * The text of the file, to be written as UTF-8.
     *
     * @param command what makes it again
     */
    public static String text(ExpansionResult result, String command) {
        return new HtmlPage(result.name(), SCRIPTS).with(new Data(result, command));
    }
}
