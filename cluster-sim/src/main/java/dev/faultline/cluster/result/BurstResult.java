package dev.faultline.cluster.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How likely data is lost when many drives fail at one moment, for numbers of drives and of racks
 * that they lie in. What {@code burst --json} writes.
 *
 * @param layout in a sentence
 * @param cells one for each burst that was asked and can be
 * @param name of the topology; null for a grid
 * @param place that drives lie in, in words: rack, or failure domain
 * @param rackCount racks of the layout, or a topology's failure domains
 * @param drivesPerRack of the layout
 * @param asked failures and racks that the map goes up to; racks null where every number was asked
 * @param complete whether every cell that was asked is there: not so when it was interrupted
 */
public record BurstResult(
        String format,
        String layout,
        List<Cell> cells,
        @Nullable String name,
        String place,
        int rackCount,
        int drivesPerRack,
        Asked asked,
        boolean complete) {

    /** Raised when a reader of the old one would misread the new. */
    public static final String FORMAT = "faultline-burst/1";

    public BurstResult {
        cells = List.copyOf(cells);
    }

    /** The same with only these cells. */
    public BurstResult with(List<Cell> some) {
        return new BurstResult(
                format, layout, some, name, place, rackCount, drivesPerRack, asked, complete);
    }

    /**
     * @param failures drives that fail at once
     * @param racks that they lie in; null for every number of racks
     */
    public record Asked(int failures, @Nullable Integer racks) {}

    /**
     * One burst.
     *
     * @param low lower end of the 95 % interval; equal to the probability where it is no sample
     * @param samples bursts drawn; 0 where it is no sample
     * @param how {@code exact} (counted in integers), {@code computed} (in floating point) or
     *     {@code sampled}
     */
    public record Cell(
            int failures,
            int racks,
            double probability,
            double low,
            double high,
            long samples,
            String how) {}
}
