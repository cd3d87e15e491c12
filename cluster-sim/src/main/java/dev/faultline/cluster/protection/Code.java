package dev.faultline.cluster.protection;

import dev.faultline.node.units.RefusedArgument;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An erasure code, as far as placement, traffic and survival are concerned.
 *
 * <p>A stripe has {@code dataStrips + globalParities + localGroups} strips, in this order. With
 * local groups, data strip {@code i} belongs to group {@code i / (dataStrips / localGroups)}, and
 * each group has one parity of its own. Such a code is taken as maximally recoverable: a pattern
 * with {@code e_j} erasures in group j and {@code e_g} among the global parities is recoverable
 * exactly when {@code e_g + sum(max(0, e_j - 1)) <= globalParities} (Gopalan et al., "Explicit
 * Maximally Recoverable Codes with Locality", 2014).
 *
 * @param dataStrips k
 * @param globalParities parities that depend on all data
 * @param localGroups local groups, each with one parity; 0 for Reed-Solomon
 * @param repairReads share of k strips' bytes that re-creating one strip reads; 1 for Reed-Solomon.
 *     Below 1 for a regenerating code, whose bound is {@code (n-1)/(n-k)} strips (Dimakis et al.,
 *     "Network Coding for Distributed Storage Systems", 2010).
 */
public record Code(int dataStrips, int globalParities, int localGroups, double repairReads) {

    /** Widest stripe that the modelled and the byte-moving codes support. */
    public static final int MAX_WIDTH = 150;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\s*\\+\\s*(\\d{1,4})");

    public Code {
        if (dataStrips < 1 || globalParities < 0 || localGroups < 0) {
            throw new RefusedArgument("a code has at least one data strip");
        }
        int width = dataStrips + globalParities + localGroups;
        if (width > MAX_WIDTH) {
            throw new RefusedArgument(
                    "%d strips are more than the %d that a stripe can have"
                            .formatted(width, MAX_WIDTH));
        }
        if (localGroups > 0 && dataStrips % localGroups != 0) {
            throw new RefusedArgument(
                    "%d data strips do not divide into %d local groups of one size"
                            .formatted(dataStrips, localGroups));
        }
        double bound = leastRepairReads(dataStrips, globalParities);
        if (repairReads > 1 || (repairReads < 1 && repairReads < bound)) {
            throw new RefusedArgument(
                    ("repair-reads %.4f: a code with %d data strips and %d parities reads at least"
                                    + " (n-1)/(n-k) = %.2f strips, which is %.4f of k, and at most 1")
                            .formatted(
                                    repairReads,
                                    dataStrips,
                                    globalParities,
                                    bound * dataStrips,
                                    bound));
        }
    }

    public static Code reedSolomon(int dataStrips, int parities) {
        return new Code(dataStrips, parities, 0, 1);
    }

    /** Copies: one data strip and the others of it. */
    public static Code mirror(int copies) {
        return new Code(1, copies - 1, 0, 1);
    }

    /** Reads {@code 28+4}. */
    public static Code parse(String text, int localGroups, double repairReads) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new RefusedArgument(
                    "'%s' is not a code: write data strips + parities, as in 28+4".formatted(text));
        }
        return new Code(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                localGroups,
                repairReads);
    }

    /** The regenerating-code bound as a share of k strips: (n-1) / ((n-k) k). */
    public static double leastRepairReads(int dataStrips, int parities) {
        return parities == 0 ? 1 : (dataStrips + parities - 1.0) / parities / dataStrips;
    }

    /** n: strips of a stripe. */
    public int width() {
        return dataStrips + parityStrips();
    }

    /** m: strips that are not data. */
    public int parityStrips() {
        return globalParities + localGroups;
    }

    public double efficiency() {
        return (double) dataStrips / width();
    }

    /** Erasures that a stripe survives wherever they fall: distance - 1. */
    public int tolerance() {
        return localGroups == 0 ? globalParities : globalParities + 1;
    }

    /** The local group of a strip; -1 for a global parity and for codes without local groups. */
    public int localGroupOf(int position) {
        if (localGroups == 0) {
            return -1;
        }
        if (position < dataStrips) {
            return position / (dataStrips / localGroups);
        }
        return position < dataStrips + globalParities ? -1 : position - dataStrips - globalParities;
    }

    /** Strips of one local group, its parity included; 0 for codes without local groups. */
    public int localGroupWidth() {
        return localGroups == 0 ? 0 : dataStrips / localGroups + 1;
    }

    @Override
    public String toString() {
        String text = dataStrips + "+" + globalParities;
        if (localGroups > 0) {
            text += "/local " + localGroups;
        }
        return repairReads < 1 ? text + " reading %.4g %%".formatted(100 * repairReads) : text;
    }
}
