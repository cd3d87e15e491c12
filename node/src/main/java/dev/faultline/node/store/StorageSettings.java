package dev.faultline.node.store;

import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.device.ModelTime;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a node's storage is made of.
 *
 * @param data where it is kept; null for in memory
 * @param segmentBytes of one piece of the write buffer
 * @param segments how many pieces it has, at least 3
 * @param memoryBytes that drives may take together when they are in memory
 * @param driveModel the name of its row in the catalog
 */
public record StorageSettings(
        Geometry geometry,
        @Nullable Path data,
        int segmentBytes,
        int segments,
        long memoryBytes,
        String driveModel,
        long driveCapacityBytes,
        DriveTiming driveTiming,
        ModelTime time) {

    /** A record of the longest write must fit many times. */
    private static final int LEAST_SEGMENT_BYTES = 1 << 20;

    public StorageSettings {
        if (segmentBytes < LEAST_SEGMENT_BYTES || segmentBytes % Blocks.BYTES != 0) {
            throw new IllegalArgumentException(
                    "segment (%d bytes) must be a multiple of %d bytes, at least %d"
                            .formatted(segmentBytes, Blocks.BYTES, LEAST_SEGMENT_BYTES));
        }
        if (segments < 3) {
            throw new IllegalArgumentException(
                    "segments (%d) must be at least 3".formatted(segments));
        }
        long needed = geometry.blocks() / geometry.blocksPerRow() * 5 / 4 + 64;
        if (needed * geometry.strideBytes() > driveCapacityBytes) {
            throw new IllegalArgumentException(
                    "size (%d bytes) needs %d bytes of each drive, with room to move; a %s has %d"
                            .formatted(
                                    geometry.sizeBytes(),
                                    needed * geometry.strideBytes(),
                                    driveModel,
                                    driveCapacityBytes));
        }
    }

    int rowLimit() {
        return (int)
                Math.min(Integer.MAX_VALUE >> 1, driveCapacityBytes / geometry.strideBytes());
    }
}
