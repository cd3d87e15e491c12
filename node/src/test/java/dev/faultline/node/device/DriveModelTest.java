package dev.faultline.node.device;

import static dev.faultline.node.device.Operation.READ;
import static dev.faultline.node.device.Operation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import dev.faultline.node.device.ClosedLoop.Measured;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DriveModelTest {

    /** Round numbers near a 122.88 TB QLC drive's: 900,000 x 110 us = 99 reads at once. */
    private static final DriveTiming QLC =
            new DriveTiming(7e9, 3e9, 900_000, 19_000, 110_000, 40_000, 32 * 1024);

    private static final Percentage PERMILLE = withinPercentage(0.1);

    private static final int KIB = 1024;
    private static final int UNIT = 32 * KIB;

    @Test
    void anIdleDriveTakesTheDatasheetsLatency() {
        DriveModel drive = new DriveModel(QLC);

        long read = drive.complete(5_000_000, READ, 0, 4 * KIB);
        long write = drive.complete(7_000_000, WRITE, 0, UNIT);

        assertThat(read).isEqualTo(5_110_000);
        assertThat(write).isEqualTo(7_040_000);
    }

    @Test
    void aLongRequestAddsItsTransferTime() {
        DriveModel drive = new DriveModel(QLC);

        long read = drive.complete(0, READ, 0, 1024 * KIB);

        // 110 us + (1,048,576 - 4,096) / 7 GB/s = 110 us + 149.211 us
        assertThat(read).isEqualTo(259_211);
    }

    @Test
    void littlesLawClosesAtEveryQueueDepth() {
        for (int depth = 1; depth <= 256; depth++) {
            Measured measured = randomReads(new DriveModel(QLC), depth, 4 * KIB);

            // below c = 99 each takes 110 us; above, the drive is at its limit
            double expected = Math.min(depth / 110e-6, 900_000);
            assertThat(measured.perSecond()).as("depth %d", depth).isCloseTo(expected, PERMILLE);
            assertThat(measured.perSecond() * measured.meanLatencySeconds())
                    .as("depth %d", depth)
                    .isCloseTo(measured.meanOutstanding(), PERMILLE);
            assertThat(measured.meanOutstanding()).isCloseTo((double) depth, PERMILLE);
        }
    }

    @ParameterizedTest(name = "reads of {0} KiB: {1} bytes per second")
    @CsvSource({"4, 3.6864e9", "8, 7e9", "16, 7e9", "128, 7e9", "1024, 7e9"})
    void deepReadsReachTheLimitThatBinds(int kib, double bytesPerSecond) {
        // 900,000 x 4,096 B = 3.69 GB/s; from 8 KiB on 7 GB/s is less than 900,000 x length
        Measured measured = randomReads(new DriveModel(QLC), 256, kib * KIB);

        assertThat(measured.perSecond() * kib * KIB).isCloseTo(bytesPerSecond, PERMILLE);
    }

    @ParameterizedTest(name = "random writes of {0} KiB: {1} per second")
    @CsvSource({"4, 19000", "16, 19000", "32, 19000", "64, 9500", "1024, 593.75"})
    void randomWritesCostWholeIndirectionUnits(int kib, double perSecond) {
        // up to 32 KiB one unit, 64 KiB two, 1 MiB 32: 19,000 / units
        DriveModel drive = new DriveModel(QLC);
        SplittableRandom random = new SplittableRandom(7);

        Measured measured =
                ClosedLoop.run(
                        64,
                        1_000,
                        20_000,
                        now -> {
                            long at = random.nextLong(1L << 40) / (1024 * KIB) * (1024 * KIB);
                            return drive.complete(now, WRITE, at, kib * KIB);
                        });

        assertThat(measured.perSecond()).isCloseTo(perSecond, PERMILLE);
    }

    @Test
    void aWriteAcrossAUnitsEdgeCostsBoth() {
        DriveModel drive = new DriveModel(QLC);

        drive.complete(0, WRITE, 5 * UNIT - 2 * KIB, 4 * KIB);

        // two units of 1 / 19,000 s each
        assertThat(drive.mediaNanos()).isCloseTo(2e9 / 19_000, within(1e-6));
    }

    @ParameterizedTest(name = "{0} streams")
    @ValueSource(ints = {1, 2, 8})
    void writesThatContinueAStreamRunAtTheSequentialRate(int streams) {
        DriveModel drive = new DriveModel(QLC);
        long[] ends = new long[streams];
        int[] turn = {0};

        Measured measured =
                ClosedLoop.run(
                        32,
                        1_000,
                        200_000,
                        now -> {
                            int stream = turn[0]++ % streams;
                            long at = stream * (1L << 40) + ends[stream];
                            ends[stream] += 4 * KIB;
                            return drive.complete(now, WRITE, at, 4 * KIB);
                        });

        assertThat(measured.perSecond() * 4 * KIB).isCloseTo(3e9, PERMILLE);
    }

    @Test
    void writesThatSkipALittleStaySequentialAndThoseThatGoBackDoNot() {
        DriveModel drive = new DriveModel(QLC);
        drive.complete(0, WRITE, 1L << 40, UNIT);
        double before = drive.mediaNanos();

        drive.complete(0, WRITE, (1L << 40) + UNIT + (4 << 20), UNIT);
        double skipped = drive.mediaNanos() - before;
        drive.complete(0, WRITE, 1L << 40, UNIT);
        double back = drive.mediaNanos() - before - skipped;

        // 32 KiB at 3 GB/s, and one unit of 1 / 19,000 s
        assertThat(skipped).isCloseTo(UNIT / 3.0, within(1e-6));
        assertThat(back).isCloseTo(1e9 / 19_000, within(1e-6));
    }

    @ParameterizedTest(name = "{0} % reads")
    @ValueSource(ints = {0, 10, 50, 90, 97, 100})
    void readsAndWritesShareTheMedia(int readPercent) {
        DriveModel drive = new DriveModel(QLC);
        SplittableRandom random = new SplittableRandom(11);
        long[] counts = new long[2];

        long[] last = {0};
        ClosedLoop.run(
                256,
                0,
                100_000,
                now -> {
                    last[0] = now;
                    Operation operation = random.nextInt(100) < readPercent ? READ : WRITE;
                    counts[operation.ordinal()]++;
                    long at = random.nextLong(1L << 30) * UNIT;
                    return drive.complete(now, operation, at, 4 * KIB);
                });

        // what was accepted and is not done yet does not count: at most 256 requests' work
        double seconds = (last[0] + drive.backlogNanos(last[0])) / 1e9;
        double share = counts[0] / seconds / 900_000 + counts[1] / seconds / 19_000;
        assertThat(share).isLessThanOrEqualTo(1 + 1e-9).isGreaterThan(0.999);
    }

    @Test
    void aReadWaitsForTheMediaThatWritesKeepBusy() {
        DriveModel drive = new DriveModel(QLC);
        for (int i = 0; i < 20; i++) {
            drive.complete(0, WRITE, (long) i << 30, UNIT);
        }

        long read = drive.complete(0, READ, 0, 4 * KIB);

        // 20 writes of 1e9 / 19,000 ns ahead, its own 1,111 ns, less the window of 110 us; + 110 us
        double expected = 20e9 / 19_000 + 1e9 / 900_000 - 110_000 + 110_000;
        assertThat((double) read).isCloseTo(expected, within(2.0));
    }

    @Test
    void aSlowDriveIsSlowerByItsFactorAndRecovers() {
        DriveModel drive = new DriveModel(QLC);

        drive.slowBy(4);
        Measured slow = randomReads(drive, 256, 4 * KIB);
        Measured slowAlone = randomReads(slowed(4), 1, 4 * KIB);
        drive.slowBy(1);
        long later = drive.complete(1L << 50, READ, 0, 4 * KIB) - (1L << 50);

        assertThat(slow.perSecond()).isCloseTo(225_000.0, PERMILLE);
        assertThat(slowAlone.meanLatencySeconds()).isCloseTo(440e-6, PERMILLE);
        assertThat(later).isEqualTo(110_000);
    }

    @Test
    void namesEveryNumberThatMakesNoSense() {
        assertThatThrownBy(() -> new DriveTiming(0, 1, Double.NaN, 1, 1, -3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("readBytesPerSecond (0.0) must be positive")
                .hasMessageContaining("readsPerSecond (NaN) must be positive")
                .hasMessageContaining("writeLatencyNanos (-3.0) must be positive")
                .hasMessageContaining("indirectionUnitBytes (0.0) must be positive");
        assertThatThrownBy(() -> slowed(0)).hasMessageContaining("factor (0.0) must be positive");
    }

    @Test
    void allocatesNothingPerRequest() {
        DriveModel drive = new DriveModel(QLC);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        for (int i = 0; i < 100; i++) {
            drive.complete(i, READ, 0, 4 * KIB);
        }

        long before = threads.getThreadAllocatedBytes(thread);
        long sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += drive.complete(i, (i & 1) == 0 ? READ : WRITE, i * 4096L, 4 * KIB);
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        // a single object per request would be at least 1.6 MB
        assertThat(sum).isPositive();
        assertThat(allocated).isLessThan(100_000);
    }

    private static DriveModel slowed(double factor) {
        DriveModel drive = new DriveModel(QLC);
        drive.slowBy(factor);
        return drive;
    }

    private static Measured randomReads(DriveModel drive, int depth, int length) {
        SplittableRandom random = new SplittableRandom(depth);
        return ClosedLoop.run(
                depth,
                150 * depth,
                100 * depth,
                now -> drive.complete(now, READ, random.nextLong(1L << 40), length));
    }
}
