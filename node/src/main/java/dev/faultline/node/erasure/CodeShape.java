package dev.faultline.node.erasure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strips of a code: {@code data}, then {@code globalParities} over all of the data, then one
 * local parity for each of {@code localGroups} groups of the data (0: Reed-Solomon). The data is
 * dealt to the groups in order, in runs whose lengths differ by at most one.
 *
 * <p>Written {@code 28+4} or {@code 28+4/local 4}; the latter has 28 + 4 + 4 = 36 strips.
 *
 * <p>Limits: 1 to 8 global parities; a group has at least two data strips; and GF(2^8) has 256
 * points, of which a Reed-Solomon code uses one for each strip, and a locally repairable one {@code
 * data + globalParities + 1}.
 */
public record CodeShape(int data, int globalParities, int localGroups) {
    public static final int MAX_GLOBAL_PARITIES = 8;

    private static final Pattern SYNTAX =
            Pattern.compile(
                    "\\s*(\\d{1,3})\\s*\\+\\s*(\\d{1,3})\\s*(?:/\\s*local\\s+(\\d{1,3})\\s*)?");

    public CodeShape {
        require(data >= 1, "data strips", data, "at least 1");
        require(
                globalParities >= 1 && globalParities <= MAX_GLOBAL_PARITIES,
                "global parities",
                globalParities,
                "1 to " + MAX_GLOBAL_PARITIES);
        require(
                localGroups >= 0 && 2 * localGroups <= data,
                "local groups",
                localGroups,
                "0 (none) to " + data / 2 + ", two data strips in each");
        int points = data + globalParities + (localGroups > 0 ? 1 : 0);
        require(
                points <= GaloisField.SIZE && data + globalParities + localGroups <= StripSet.LIMIT,
                "strips",
                data + globalParities + localGroups,
                "few enough for the 256 points of GF(2^8)");
    }

    /** Reads {@code 28+4} or {@code 28+4/local 4}. */
    public static CodeShape parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "code (" + text + ") must read like '28+4' or '28+4/local 4'");
        }
        String groups = matcher.group(3);
        return new CodeShape(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                groups == null ? 0 : Integer.parseInt(groups));
    }

    public int strips() {
        return data + globalParities + localGroups;
    }

    public int parities() {
        return globalParities + localGroups;
    }

    /** The group of a data strip or a local parity; -1 for a global parity, or without groups. */
    public int groupOf(int strip) {
        if (strip >= data + globalParities) {
            return strip - data - globalParities;
        }
        return localGroups > 0 && strip < data ? ((strip + 1) * localGroups - 1) / data : -1;
    }

    /**
     * Data strips in the largest group, which is what its local repair reads; all without groups.
     */
    public int repairStrips() {
        return localGroups == 0 ? data : (data + localGroups - 1) / localGroups;
    }

    /**
     * The fewest erasures of which some set is beyond recovery: {@code globalParities + 1}, and one
     * more with local groups.
     */
    public int distance() {
        return globalParities + (localGroups > 0 ? 2 : 1);
    }

    /**
     * Whether any code of this shape can recover these lost strips: a local parity makes up for one
     * strip of its group, a global one for any. That is, the sum over the groups of {@code max(0,
     * lost - 1)}, and the global parities lost, are at most the global parities.
     */
    public boolean recoverableInPrinciple(StripSet lost) {
        int[] lostOfGroup = new int[Math.max(1, localGroups)];
        int needed = 0;
        for (int strip : lost.toArray()) {
            int group = groupOf(strip);
            needed += group < 0 || lostOfGroup[group]++ > 0 ? 1 : 0;
        }
        return needed <= globalParities;
    }

    /** {@code data 3}, {@code global 0} or {@code local 2}. */
    public String stripName(int strip) {
        if (strip < data) {
            return "data " + strip;
        }
        return strip < data + globalParities
                ? "global " + (strip - data)
                : "local " + groupOf(strip);
    }

    @Override
    public String toString() {
        String code = data + "+" + globalParities;
        return localGroups == 0 ? code : code + "/local " + localGroups;
    }

    private static void require(boolean holds, String what, int value, String accepted) {
        if (!holds) {
            throw new IllegalArgumentException(what + " (" + value + ") must be " + accepted);
        }
    }
}
