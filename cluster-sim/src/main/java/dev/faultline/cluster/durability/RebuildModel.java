package dev.faultline.cluster.durability;

import dev.faultline.node.units.RefusedArgument;

/**
 * How fast redundancy returns.
 *
 * @param convention how failed drives share the rebuild
 * @param detectSeconds from a failure until its rebuild starts
 * @param replacementSeconds further wait for new hardware, when more drives are down than the spare
 *     space or the failure domains left can take over
 * @param restorableDrives drives whose strips the failure domains left may take over without
 *     putting too many strips of a group into one of them
 * @param times the rebuild model's answer
 * @param memoryless whether repair times are drawn from exponential distributions with the given
 *     means (as Markov chains assume) instead of being exactly the given times
 */
public record RebuildModel(
        RepairConvention convention,
        double detectSeconds,
        double replacementSeconds,
        int restorableDrives,
        Times times,
        boolean memoryless) {

    public RebuildModel {
        if (!(detectSeconds >= 0) || !(replacementSeconds >= 0)) {
            throw new RefusedArgument(
                    "detection (%s s) and replacement (%s s) must not be negative"
                            .formatted(detectSeconds, replacementSeconds));
        }
        if (memoryless && convention == RepairConvention.MOST_EXPOSED_FIRST) {
            throw new RefusedArgument(
                    "repair times without memory go with the serial and parallel conventions only");
        }
    }

    /** Every failed drive takes the same time, at once after it fails. */
    public static RebuildModel ofDriveSeconds(
            RepairConvention convention, double driveSeconds, boolean memoryless) {
        if (!(driveSeconds > 0)) {
            throw new RefusedArgument(
                    "repair time (%s s) must be positive".formatted(driveSeconds));
        }
        return new RebuildModel(
                convention,
                0,
                0,
                Integer.MAX_VALUE,
                (_, groups, _) -> driveSeconds * groups,
                memoryless);
    }

    /** Whether it restores group by group, and not drive by drive. */
    public boolean groupWise() {
        return convention == RepairConvention.MOST_EXPOSED_FIRST;
    }

    /** The times of a rebuild that is so many times faster. */
    public Times timesFaster(double factor) {
        return (erasures, groups, failed) -> times.seconds(erasures, groups, failed) / factor;
    }

    public RebuildModel withTimes(Times other) {
        return new RebuildModel(
                convention, detectSeconds, replacementSeconds, restorableDrives, other, memoryless);
    }

    public RebuildModel withReplacementSeconds(double other) {
        return new RebuildModel(
                convention, detectSeconds, other, restorableDrives, times, memoryless);
    }

    public RebuildModel withDetectSeconds(double other) {
        return new RebuildModel(
                convention, other, replacementSeconds, restorableDrives, times, memoryless);
    }

    /** The rebuild model: seconds as a function of what has failed. */
    @FunctionalInterface
    public interface Times {
        /**
         * Seconds to restore all strips of {@code groups} groups that have {@code erasures}
         * erasures each, while {@code failedDrives} of the pool's drives are down. Under the serial
         * and parallel conventions it is asked for one erasure and one group, and answers for one
         * whole drive.
         */
        double seconds(int erasures, double groups, int failedDrives);
    }

    /**
     * Bytes over bandwidth: restoring a group reads {@code readBytes} for its data and writes one
     * strip for each erasure, all of it through the bandwidth of the drives left.
     */
    public static Times moving(
            double readBytesPerGroup,
            double stripBytes,
            int poolDrives,
            double bytesPerSecondPerDrive) {
        return (erasures, groups, failed) ->
                groups
                        * (readBytesPerGroup + erasures * stripBytes)
                        / (Math.max(1, poolDrives - failed) * bytesPerSecondPerDrive);
    }
}
