package dev.faultline.node.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How words are written in files and messages, and which known word a misspelt one was meant to be.
 */
public final class Spelling {

    private static final int LONGEST_SHOWN = 60;

    private Spelling() {}

    /** "unknown drive "x": did you mean "y"?", or without a guess where nothing is near. */
    public static String unknown(String what, String word, Collection<String> known) {
        return "unknown " + what + " \"" + shortened(word) + "\"" + didYouMean(word, known);
    }

    static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
    }

    /** {@code failureDomains} or {@code FAILURE_DOMAINS} as files write it: failure-domains. */
    public static String kebab(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                kebab.append('-').append(Character.toLowerCase(c));
            } else {
                kebab.append(c);
            }
        }
        return kebab.toString();
    }

    /** " - did you mean x?" when some known word is near, and otherwise nothing. */
    static String didYouMean(String word, Collection<String> known) {
        String nearest = nearest(word, known);
        return nearest == null ? "" : ": did you mean \"" + nearest + "\"?";
    }

    /** The known word with the fewest edits, at most a third of its letters (but always one). */
    static @Nullable String nearest(String word, Collection<String> known) {
        String folded = folded(word);
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            String other = folded(candidate);
            int allowed = Math.max(1, Math.max(other.length(), folded.length()) / 3);
            if (Math.abs(other.length() - folded.length()) > allowed || word.length() > 100) {
                continue;
            }
            int edits = edits(folded, other);
            if (edits <= allowed && edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Insertions, deletions, replacements, and swaps of neighbours that turn one into the other.
     */
    static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= to.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                int replace = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                least = Math.min(least, cost[i - 1][j - 1] + replace);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    least = Math.min(least, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = least;
            }
        }
        return cost[from.length()][to.length()];
    }
}
