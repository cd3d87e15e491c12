package dev.faultline.cluster.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.faultline.cluster.protection.Code;
import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.hardware.Catalog;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PredictionTest {

    private static final DriveTiming DRIVE =
            new DriveTiming(7e9, 3e9, 900_000, 19_000, 110_000, 40_000, 32 * 1024);

    /** Ten drives behind 80 GB/s, 1 us each way. */
    private static final NodeHardware NODE =
            new NodeHardware(Collections.nCopies(10, DRIVE), code(8, 2), 80e9, 1_000);

    private static final long KIB = 1024;
    private static final long GIB = KIB * KIB * KIB;

    @Test
    void aReadAloneTakesTheTimesOfItsWayTogether() {
        Prediction prediction = Prediction.of(job(Pattern.RANDREAD, 4 * KIB, 1), NODE, 1);

        // 28 B / 80 GB/s + 1 us, 110 us, (28 + 4,096) B / 80 GB/s + 1 us = 112.05 us
        assertThat(prediction.reads().p50Seconds()).isCloseTo(112.05e-6, withinPercentage(0.2));
        assertThat(prediction.reads().maximumSeconds()).isCloseTo(112.05e-6, withinPercentage(0.2));
        assertThat(prediction.requestsPerSecond()).isCloseTo(1 / 112.05e-6, withinPercentage(0.1));
        assertThat(prediction.bottleneck()).isEqualTo(Prediction.LATENCY);
        assertThat(prediction.writes().count()).isZero();
    }

    @ParameterizedTest(name = "depth {0}")
    @ValueSource(ints = {1, 8, 32, 128, 1024})
    void littlesLawClosesOverTheWholeNode(int depth) {
        Prediction prediction = Prediction.of(job(Pattern.RANDREAD, 4 * KIB, depth), NODE, 7);

        assertThat(prediction.requestsPerSecond() * prediction.reads().meanSeconds())
                .isCloseTo(depth, withinPercentage(0.5));
    }

    @Test
    void deepReadsAreBoundByTheDrives() {
        Prediction prediction = Prediction.of(job(Pattern.RANDREAD, 128 * KIB, 4096), NODE, 1);

        // ten drives of 7 GB/s; counting starts and ends within requests
        assertThat(prediction.bytesPerSecond()).isCloseTo(70e9, withinPercentage(2));
        assertThat(prediction.bytesPerSecond()).isLessThan(70e9 * 1.0001);
        assertThat(prediction.bottleneck()).isEqualTo("drives");
    }

    @Test
    void deepReadsAreBoundByANarrowLink() {
        NodeHardware narrow =
                new NodeHardware(Collections.nCopies(10, DRIVE), code(8, 2), 1.25e9, 1_000);

        Prediction prediction = Prediction.of(job(Pattern.RANDREAD, 4 * KIB, 128), narrow, 1);

        // 1.25 GB/s carries 4,096 B of data in every 4,124 B
        assertThat(prediction.bytesPerSecond())
                .isCloseTo(1.25e9 * 4096 / 4124, withinPercentage(0.1));
        assertThat(prediction.bottleneck()).isEqualTo("NIC send");
    }

    @ParameterizedTest(name = "{0}+{1}, {2} KiB")
    @CsvSource({"8, 2, 4", "8, 2, 128", "4, 1, 64", "6, 4, 4"})
    void sustainedWritesPayForTheBufferAndForTheStripes(int data, int parities, long kib) {
        NodeHardware node =
                new NodeHardware(Collections.nCopies(10, DRIVE), code(data, parities), 80e9, 0);

        Prediction prediction = Prediction.of(job(Pattern.WRITE, kib * KIB, 512), node, 1);

        // each byte goes to m + 1 copies of the buffer and as (k + m) / k strips to ten drives; a
        // strip's header takes 64 bytes, and for each of 32 blocks of every strip 20 or 4, in pages
        double header = 4096 * Math.ceil((64 + 32 * (20.0 * data + 4 * parities)) / 4096);
        double strips = (double) (data + parities) / data * (1 + header / (128 * KIB));
        double cost = parities + 1 + strips;
        assertThat(prediction.bytesPerSecond()).isCloseTo(10 * 3e9 / cost, withinPercentage(2));
        assertThat(prediction.bottleneck()).isEqualTo("drives");
    }

    @Test
    void aBurstPaysForTheBufferOnly() {
        Prediction prediction = Prediction.of(job(Pattern.RANDWRITE, 4 * KIB, 512), NODE, 1, true);

        // three copies on ten drives of 3 GB/s
        assertThat(prediction.bytesPerSecond()).isCloseTo(10 * 3e9 / 3, withinPercentage(2));
    }

    @Test
    void aMixKeepsItsShareAndTheMediasInequality() {
        FioJob job = new FioJob(Pattern.RANDRW, 0.7, 4 * KIB, 512, 1, 64 * GIB);

        Prediction prediction = Prediction.of(job, NODE, 1);

        double reads = prediction.reads().count();
        double writes = prediction.writes().count();
        assertThat(reads / (reads + writes)).isCloseTo(0.7, withinPercentage(1));
        double readRate = 0.7 * prediction.requestsPerSecond() / 10;
        double written = 0.3 * prediction.bytesPerSecond() / 10 * (3 + 10.0 / 8 * 136 / 128);
        assertThat(readRate / 900_000 + written / 3e9).isBetween(0.9, 1.001);
    }

    @Test
    void theSameSeedGivesTheSameAnswer() {
        FioJob job = new FioJob(Pattern.RANDRW, 0.5, 4 * KIB, 64, 2, 64 * GIB);

        assertThat(Prediction.of(job, NODE, 5)).isEqualTo(Prediction.of(job, NODE, 5));
        assertThat(Prediction.of(job, NODE, 5)).isNotEqualTo(Prediction.of(job, NODE, 6));
    }

    @Test
    void addingDrivesMakesDeepReadsFaster() {
        double before = 0;
        for (int drives : new int[] {10, 13, 17, 24}) {
            NodeHardware node =
                    new NodeHardware(Collections.nCopies(drives, DRIVE), code(8, 2), 200e9, 1_000);
            double now =
                    Prediction.of(job(Pattern.RANDREAD, 4 * KIB, 4096), node, 1)
                            .requestsPerSecond();
            assertThat(now).as("%d drives", drives).isGreaterThan(before);
            before = now;
        }
    }

    @Test
    void stripsLieOnDistinctDrivesAndTurn() {
        StripMap map = new StripMap(8, 10, 128 * KIB);

        // row 0 begins on drive 0, row 1 (from 1 MiB on) on drive 1
        assertThat(map.driveOf(0)).isZero();
        assertThat(map.driveOf(128 * KIB - 1)).isZero();
        assertThat(map.driveOf(128 * KIB)).isEqualTo(1);
        assertThat(map.driveOf(1024 * KIB)).isEqualTo(1);
        assertThat(map.driveOffset(1024 * KIB + 5)).isEqualTo(128 * KIB + 5);
        int[] blocks = new int[10];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100_000; i++) {
            blocks[map.driveOf(random.nextLong(1L << 45))]++;
        }
        // 10,000 each, a standard deviation of 95
        assertThat(IntStream.of(blocks)).allMatch(count -> count > 9_500 && count < 10_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ebox-1u-10x122", "dbox-1u-22x122"})
    void theCatalogSaysWhatIsNeeded(String server) {
        Catalog catalog = Catalog.load(Path.of("../topologies/catalog"));

        NodeHardware node = NodeHardware.of(catalog.servers().get(server), catalog, code(8, 2));

        assertThat(node.drives()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(node.linkBytesPerSecond()).isGreaterThan(10e9);
    }

    @Test
    void saysWhatAJobMayBe() {
        assertThatThrownBy(() -> job(Pattern.READ, 4 * KIB, 0)).hasMessageContaining("iodepth");
        assertThatThrownBy(() -> job(Pattern.READ, 0, 1)).hasMessageContaining("bs must be");
        assertThatThrownBy(() -> new FioJob(Pattern.RW, 1.5, 4096, 1, 1, GIB))
                .hasMessageContaining("rwmixread");
        assertThatThrownBy(() -> new FioJob(Pattern.RW, 0.5, 4096, 1, 1, 512))
                .hasMessageContaining("size");
        assertThatThrownBy(
                        () -> new NodeHardware(Collections.nCopies(4, DRIVE), code(8, 2), 1e9, 0))
                .hasMessageContaining("needs 10 drives; the server has 4");
    }

    private static FioJob job(Pattern pattern, long blockBytes, int depth) {
        return new FioJob(pattern, pattern.readShare(), blockBytes, depth, 1, 64 * GIB);
    }

    private static Code code(int data, int parities) {
        return Code.reedSolomon(data, parities);
    }
}
