package dev.faultline.node.store;

import dev.faultline.node.device.ModelTime;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node's storage is made of.
 *
 * @param data where it is kept; null for in memory
 * @param segmentBytes of one piece of the write buffer
 * @param segments how many pieces it has, at least 3
 * @param memoryBytes that drives may take together when they are in memory
 * @param drives one for each place
 */
public record StorageSettings(
        Geometry geometry,
        @Nullable Path data,
        int segmentBytes,
        int segments,
        long memoryBytes,
        List<DriveKind> drives,
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
        drives = List.copyOf(drives);
        if (drives.size() != geometry.drives()) {
            throw new IllegalArgumentException(
                    "drives (%d) must be %d".formatted(drives.size(), geometry.drives()));
        }
        long smallest = smallestBytes(drives);
        long needed = geometry.blocks() / geometry.blocksPerRow() * 5 / 4 + 64;
        if (needed * geometry.strideBytes() > smallest) {
            throw new IllegalArgumentException(
                    "size (%d bytes) needs %d bytes of each drive, with room to move; the smallest has %d"
                            .formatted(
                                    geometry.sizeBytes(),
                                    needed * geometry.strideBytes(),
                                    smallest));
        }
    }

    int rowLimit() {
        return (int)
                Math.min(Integer.MAX_VALUE >> 1, smallestBytes(drives) / geometry.strideBytes());
    }

    private static long smallestBytes(List<DriveKind> drives) {
        return drives.stream().mapToLong(DriveKind::capacityBytes).min().orElseThrow();
    }
}
