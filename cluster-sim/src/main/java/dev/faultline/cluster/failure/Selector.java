package dev.faultline.cluster.failure;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Words that select parts of a site: {@code rack/17}, {@code rack/3..5}, {@code drive/r3/n4/*},
 * {@code buffer/r3/n4/b0}, {@code nic/r9/n1/0}, {@code random 12 drives}, {@code random 2 nodes in
 * domain/3}, {@code update-domain/2}.
 *
 * <p>Parts are counted from 0; nodes within their rack, drives, write-buffer drives and NICs within
 * their node. A {@code *} stands for all at its place, and for all that follows.
 *
 * @param text as written
 * @param kind what it selects
 * @param path positions accepted, outermost first; a shorter path accepts all further in
 * @param randomCount how many to draw from those that match; 0 for all of them
 * @param within parts that what is selected must belong to
 */
@Written(
        what = "parts of the site",
        pattern =
                "^(random +[0-9]+ +[a-z-]+( +in +.+)?|(domain|update-domain|rack|node|drive|buffer|nic)/.+)$",
        examples = {
            "rack/17",
            "rack/3..5",
            "drive/r3/n4/*",
            "buffer/r3/n4/b0",
            "nic/r9/n1/0",
            "random 12 drives"
        })
public record Selector(
        String text,
        PartKind kind,
        List<Positions> path,
        int randomCount,
        @Nullable Selector within) {

    /** What a selector can look like, for messages. */
    public static final String ACCEPTED =
            "domain/3, update-domain/3, rack/17, rack/3..5, node/r9/n1, drive/r3/n4/d5, drive/r3/n4/*, buffer/r3/n4/b0,"
                    + " nic/r9/n1/0, random 12 drives, random 2 nodes in rack/4";

    private static final Pattern RANDOM =
            Pattern.compile("random\\s+(\\d{1,7})\\s+([a-z-]+?)s?(?:\\s+in\\s+(\\S+))?");
    private static final Pattern STEP =
            Pattern.compile("([a-z]?)(?:\\*|(\\d{1,7})(?:\\.\\.(\\d{1,7}))?)");

    /** An inclusive range of positions. */
    public record Positions(int from, int to) {
        boolean has(int position) {
            return from <= position && position <= to;
        }
    }

    /**
     * Reads a selector.
     *
     * @throws IllegalArgumentException saying what is accepted
     */
    public static Selector parse(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        Matcher random = RANDOM.matcher(words);
        if (random.matches()) {
            int count = Integer.parseInt(random.group(1));
            PartKind kind = kind(random.group(2), words);
            String scope = random.group(3);
            Selector within = scope == null ? null : parse(scope);
            if (count == 0 || (within != null && !within.holds(kind))) {
                throw refused(words);
            }
            return new Selector(words, kind, List.of(), count, within);
        }
        String[] steps = words.split("/", -1);
        PartKind kind = kind(steps[0], words);
        if (steps.length < 2 || steps.length - 1 > letters(kind).length()) {
            throw refused(words);
        }
        List<Positions> path = new ArrayList<>();
        for (int i = 1; i < steps.length; i++) {
            path.add(positions(steps[i], letters(kind).substring(i - 1, i), words));
        }
        boolean openEnded = steps[steps.length - 1].endsWith("*");
        if (path.size() < letters(kind).length() && !openEnded) {
            throw refused(words);
        }
        return new Selector(words, kind, path, 0, null);
    }

    /** The parts it selects, in growing order; none when nothing matches. */
    public Parts select(Cluster cluster, RandomGenerator random) {
        int[] outer = within == null ? null : within.select(cluster, random).indices();
        int[] all =
                IntStream.range(0, PartPath.end(kind, cluster))
                        .filter(index -> PartPath.exists(kind, index, cluster))
                        .filter(index -> matches(PartPath.of(kind, index, cluster)))
                        .filter(index -> isWithin(outer, index, cluster))
                        .toArray();
        return new Parts(kind, randomCount == 0 ? all : draw(all, random));
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean matches(int[] positions) {
        for (int i = 0; i < path.size(); i++) {
            if (!path.get(i).has(positions[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isWithin(int @Nullable [] outer, int index, Cluster cluster) {
        return outer == null
                || within == null
                || Arrays.binarySearch(outer, PartPath.owner(kind, index, within.kind, cluster))
                        >= 0;
    }

    private int[] draw(int[] all, RandomGenerator random) {
        int wanted = Math.min(randomCount, all.length);
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(all.length - i);
            int index = all[i];
            all[i] = all[other];
            all[other] = index;
        }
        return Arrays.stream(all, 0, wanted).sorted().toArray();
    }

    private static Positions positions(String step, String letter, String words) {
        Matcher matcher = STEP.matcher(step);
        if (!matcher.matches()
                || (!matcher.group(1).isEmpty() && !matcher.group(1).equals(letter))) {
            throw refused(words);
        }
        if (matcher.group(2) == null) {
            return new Positions(0, Integer.MAX_VALUE);
        }
        int from = Integer.parseInt(matcher.group(2));
        return new Positions(
                from, matcher.group(3) == null ? from : Integer.parseInt(matcher.group(3)));
    }

    private static PartKind kind(String word, String words) {
        for (PartKind kind : PartKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw refused(words);
    }

    /** What may stand before each position: r3 for a rack. A NIC has its number alone. */
    private static String letters(PartKind kind) {
        return switch (kind) {
            case DOMAIN -> "d";
            case UPDATE_DOMAIN -> "u";
            case RACK -> "r";
            case NODE -> "rn";
            case DRIVE -> "rnd";
            case BUFFER -> "rnb";
            case NIC -> "rn/";
        };
    }

    /** Whether parts of another kind can belong to these. */
    private boolean holds(PartKind inner) {
        if (kind == PartKind.UPDATE_DOMAIN || inner == PartKind.UPDATE_DOMAIN) {
            return kind == PartKind.UPDATE_DOMAIN && inner.compareTo(PartKind.NODE) >= 0;
        }
        return kind.holdsNodes() && kind.compareTo(inner) < 0;
    }

    private static IllegalArgumentException refused(String words) {
        return new RefusedArgument(
                "'%s' selects nothing that exists; accepted: %s".formatted(words, ACCEPTED));
    }
}
