package dev.faultline.node.erasure;

import java.util.Locale;

/** What no code can do, whatever its construction. */
public final class CodeBounds {
    private CodeBounds() {}

    /**
     * The largest distance of a code of {@code strips} strips, {@code data} of them data, of which
     * any data strip is repaired from {@code repairStrips} others: {@code n - k - ceil(k/r) + 2}
     * (Gopalan, Huang, Simitci, Yekhanin: On the Locality of Codeword Symbols, 2012). A code of
     * distance d survives every set of d - 1 losses.
     */
    public static int maxDistance(int strips, int data, int repairStrips) {
        return strips - data - Math.ceilDiv(data, repairStrips) + 2;
    }

    /**
     * The fewest bytes, in strips, that repair of one strip reads, if any {@code data} of the
     * {@code strips} are enough to decode: {@code (n-1)/(n-k)}, a part of every other strip
     * (Dimakis and others: Network Coding for Distributed Storage Systems, 2010). 37.25 for 146+4.
     */
    public static double minRepairReadStrips(int strips, int data) {
        return (strips - 1.0) / (strips - data);
    }

    /** Refuses a code whose strips are said to be repaired from few others, and to survive many. */
    public static void checkLocality(int strips, int data, int repairStrips, int survives) {
        int distance = maxDistance(strips, data, repairStrips);
        if (survives >= distance) {
            throw new IllegalArgumentException(
                    "no code of %d data strips in %d that repairs one from %d others survives any %d losses: the distance n - k - ceil(k/r) + 2 is at most %d, so any %d"
                            .formatted(
                                    data, strips, repairStrips, survives, distance, distance - 1));
        }
    }

    /** Refuses a fraction of the data below what the repair of one strip must read. */
    public static void checkRepairReads(int data, int parities, double fraction) {
        double least = minRepairReadStrips(data + parities, data);
        if (!(fraction * data >= least && fraction <= 1)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "repair reads (%.2f %%) of %d+%d must be %.2f %% to 100 %%: no repair reads less than (n-1)/(n-k) = %.2f strips of %d",
                            100 * fraction,
                            data,
                            parities,
                            100 * least / data,
                            least,
                            data));
        }
    }
}
