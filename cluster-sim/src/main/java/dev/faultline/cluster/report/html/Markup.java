package dev.faultline.cluster.report.html;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text made safe for markup, and templates with gaps to fill. */
final class Markup {

    private static final Pattern GAP = Pattern.compile("\\{\\{([a-z-]+)}}");

    private Markup() {}

    /** As the content of an element: characters with a meaning in markup stand for themselves. */
    static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * A template with each {@code {{name}}} replaced by the part of that name. Gaps within a part
     * are not filled.
     */
    static String fill(String template, Map<String, String> parts) {
        return GAP.matcher(template).replaceAll(gap -> part(parts, gap));
    }

    private static String part(Map<String, String> parts, MatchResult gap) {
        String part = parts.get(gap.group(1));
        if (part == null) {
            throw new IllegalArgumentException(
                    "the template has a gap for no part: " + gap.group());
        }
        return Matcher.quoteReplacement(part);
    }
}
