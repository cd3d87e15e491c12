package dev.faultline.node.device;

import dev.faultline.node.hardware.DriveSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a drive's datasheet says about its speed, in plain numbers.
 *
 * @param readBytesPerSecond sequential read rate
 * @param writeBytesPerSecond sequential write rate
 * @param readsPerSecond random reads of 4 KiB, many at once
 * @param writesPerSecond sustained random writes of one indirection unit, many at once
 * @param readLatencyNanos of a 4 KiB read on an idle drive
 * @param writeLatencyNanos of a write of one indirection unit on an idle drive, until it is
 *     acknowledged
 * @param indirectionUnitBytes the smallest piece of media that a write replaces
 */
public record DriveTiming(
        double readBytesPerSecond,
        double writeBytesPerSecond,
        double readsPerSecond,
        double writesPerSecond,
        double readLatencyNanos,
        double writeLatencyNanos,
        int indirectionUnitBytes) {

    public DriveTiming {
        List<String> problems = new ArrayList<>();
        requirePositive("readBytesPerSecond", readBytesPerSecond, problems);
        requirePositive("writeBytesPerSecond", writeBytesPerSecond, problems);
        requirePositive("readsPerSecond", readsPerSecond, problems);
        requirePositive("writesPerSecond", writesPerSecond, problems);
        requirePositive("readLatencyNanos", readLatencyNanos, problems);
        requirePositive("writeLatencyNanos", writeLatencyNanos, problems);
        requirePositive("indirectionUnitBytes", indirectionUnitBytes, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /**
     * From a row of the catalog; throws {@link dev.faultline.node.hardware.MissingFact} when it
     * does not say what is needed. Data sheets count random writes of a size of their own: each
     * costs the indirection units that it touches.
     */
    public static DriveTiming of(DriveSpec drive) {
        long unitBytes = drive.needed(drive.indirectionUnit(), "indirection-unit").bytes();
        long countedBytes = drive.randomWriteSize().bytes();
        double unitsPerWrite = Math.ceilDiv(countedBytes, unitBytes);
        return new DriveTiming(
                drive.sequentialReadBytesPerSecond(),
                drive.sequentialWriteBytesPerSecond(),
                drive.randomReadsPerSecond(),
                drive.randomWritesPerSecond() * unitsPerWrite,
                drive.readLatencyNanos(),
                drive.writeLatencyNanos(),
                Math.toIntExact(unitBytes));
    }

    /** How many reads the drive serves at once: Little's law at its full rate. */
    public double parallelReads() {
        return readsPerSecond * readLatencyNanos / 1e9;
    }

    private static void requirePositive(String name, double value, List<String> problems) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            problems.add("%s (%s) must be positive".formatted(name, value));
        }
    }
}
