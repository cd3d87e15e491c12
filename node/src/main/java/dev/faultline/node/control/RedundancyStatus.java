package dev.faultline.node.control;

import java.util.List;

/**
 * How many more erasures the stored stripes survive.
 *
 * @param rowsByRedundancy element {@code r} counts the stripes that survive {@code r} more
 *     erasures; the last element is full redundancy
 * @param lostRows stripes with more erasures than parities
 * @param lostBytes what clients can no longer read, all of it
 * @param lostRanges where, in ascending order; the first {@value #LISTED} ranges
 */
public record RedundancyStatus(
        List<Long> rowsByRedundancy, long lostRows, long lostBytes, List<ByteRange> lostRanges) {

    /** How many ranges are listed at most. */
    public static final int LISTED = 1000;

    public RedundancyStatus {
        rowsByRedundancy = List.copyOf(rowsByRedundancy);
        lostRanges = List.copyOf(lostRanges);
    }
}
