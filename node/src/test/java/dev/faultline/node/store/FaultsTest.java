package dev.faultline.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.node.control.RedundancyStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of 4+2 and of 8+2 over drives that fail, lie and come back. */
class FaultsTest {

    private static final double ALMOST_NOTHING = 1;

    @TempDir Path data;

    /** With a drive that rows leave out, with none (rows become narrower), and at the edge. */
    @ParameterizedTest
    @CsvSource({"4+2, 7", "4+2, 6", "8+2, 10", "1+2, 3"})
    void staysReadableWithDrivesFailedAndRestoresFullRedundancy(String code, int drives)
            throws IOException {
        try (TestStorage storage = TestStorage.open(null, code, drives, 1)) {
            storage.fill();
            storage.storage().background().destageAll();

            storage.storage().fail(2);
            storage.verify();
            storage.storage().fail(0);
            storage.verify();
            storage.awaitRebuilt();

            storage.verify();
            RedundancyStatus redundancy = storage.storage().background().redundancy();
            assertThat(redundancy.lostBytes()).isZero();
            int answering = drives - 2;
            boolean restorable = answering > 2;
            List<Long> counts = redundancy.rowsByRedundancy();
            assertThat(counts.getLast() > 0).isEqualTo(restorable);
            assertThat(counts.getFirst() > 0).isEqualTo(!restorable);
        }
    }

    @Test
    void servesWritesWhileDrivesAreMissing() throws IOException {
        try (TestStorage storage = TestStorage.open(null, "4+2", 6, 2)) {
            storage.fill();
            storage.storage().fail(1);
            storage.writeSome(300);
            storage.storage().fail(4);
            storage.writeSome(300);
            storage.trimSome(10);

            storage.verify();
        }
    }

    @Test
    void oneFailureMoreThanParitiesLosesOnlyWhatWasOnThoseDrivesAndSaysWhat() throws IOException {
        try (TestStorage storage = TestStorage.open(null, "4+2", 6, 3)) {
            storage.fill();
            storage.storage().background().destageAll();
            storage.storage().background().rebuildAt(ALMOST_NOTHING);
            storage.storage().fail(0);
            storage.storage().fail(1);
            storage.verify();

            storage.storage().fail(2);
            List<Integer> lost = storage.unreadableBlocks();
            storage.storage().background().rebuildAt(1e9);
            storage.awaitRebuilt();

            assertThat(storage.unreadableBlocks()).isEqualTo(lost);
            assertThat(lost).isNotEmpty().hasSizeLessThan(TestStorage.BLOCKS);
            RedundancyStatus redundancy = storage.storage().background().redundancy();
            assertThat(redundancy.lostBytes()).isEqualTo((long) lost.size() * Blocks.BYTES);
            assertThat(redundancy.lostRanges().getFirst().offset())
                    .isEqualTo((long) lost.getFirst());
        }
    }

    @Test
    void lostBlocksStayLostAcrossRestartsUntilTheyAreWrittenAgain() throws IOException {
        try (TestStorage storage = TestStorage.open(data, "4+2", 6, 4)) {
            storage.fill();
            storage.fill();
            storage.storage().background().destageAll();
            storage.storage().background().rebuildAt(ALMOST_NOTHING);
            storage.storage().fail(3);
            storage.storage().fail(4);
            storage.storage().fail(5);
            List<Integer> lost = storage.unreadableBlocks();
            storage.storage().background().rebuildAt(1e9);
            storage.awaitRebuilt();

            storage.crash();
            assertThat(storage.unreadableBlocks()).isEqualTo(lost);

            storage.storage().replace(3);
            storage.fill();
            storage.verify();
            assertThat(storage.storage().background().redundancy().lostBytes()).isZero();
        }
    }

    @Test
    void aReplacedDriveTakesItsStripsBack() throws IOException {
        try (TestStorage storage = TestStorage.open(data, "4+2", 6, 5)) {
            storage.fill();
            storage.storage().background().destageAll();
            storage.storage().background().rebuildAt(ALMOST_NOTHING);
            storage.storage().fail(5);
            storage.storage().replace(5);
            storage.storage().background().rebuildAt(1e9);
            storage.awaitRebuilt();

            storage.storage().fail(0);
            storage.storage().fail(1);

            storage.verify();
            assertThat(storage.storage().blocks().drives().get(5).incarnation()).isEqualTo(1);
        }
    }

    @Test
    void failedDrivesAreRememberedAcrossRestarts() throws IOException {
        try (TestStorage storage = TestStorage.open(data, 6)) {
            storage.fill();
            storage.storage().background().destageAll();
            storage.storage().fail(3);
            storage.crash();

            storage.verify();
            storage.awaitRebuilt();
            assertThat(storage.storage().blocks().drives().get(3).failed()).isTrue();
            storage.verify();
        }
    }

    @Test
    void neverServesACorruptBlockAndTheScrubberMendsAll() throws IOException {
        try (TestStorage storage = TestStorage.open(null, 7)) {
            storage.fill();
            storage.storage().background().destageAll();
            int flipped = storage.storage().corrupt(1, 40, 99);
            flipped += storage.storage().corrupt(4, 40, 98);
            storage.verify();

            storage.storage().background().scrub();
            storage.await(
                    "a pass of the scrubber",
                    () -> storage.storage().background().scrubStatus().passes() > 0);

            assertThat(flipped).isEqualTo(80);
            assertThat(storage.storage().background().scrubStatus().stripsMended()).isPositive();
            assertThat(storage.storage().background().scrubStatus().stripsMended())
                    .isEqualTo(storage.storage().background().scrubStatus().stripsFound());
            storage.storage().background().rebuildAt(ALMOST_NOTHING);
            storage.storage().fail(0);
            storage.storage().fail(2);
            storage.verify();
        }
    }

    @Test
    void aTornWriteIsFoundAndMended() throws IOException {
        try (TestStorage storage = TestStorage.open(null, 8)) {
            storage.storage().tear(2);
            storage.fill();
            storage.storage().background().destageAll();

            storage.verify();
            storage.storage().background().scrub();
            storage.await(
                    "a pass of the scrubber",
                    () -> storage.storage().background().scrubStatus().passes() > 0);
            storage.storage().background().rebuildAt(ALMOST_NOTHING);
            storage.storage().fail(0);
            storage.storage().fail(5);
            storage.verify();
        }
    }

    @Test
    void requestsThatMakeNoSenseAreRefusedWithWhatIsAccepted() throws IOException {
        try (TestStorage storage = TestStorage.open(null, 9)) {
            storage.storage().fail(1);

            assertThatThrownBy(() -> storage.storage().fail(7))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("drive (7) must be in 0..6");
            assertThatThrownBy(() -> storage.storage().fail(1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("drive 1 has failed before");
            assertThatThrownBy(() -> storage.storage().replace(2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("drive 2 has not failed");
        }
    }

    @Test
    void lendsNothingThatIsNotWhatWasWritten() throws IOException {
        try (TestStorage storage = TestStorage.open(null, "4+2", 6, 9)) {
            storage.fill();
            storage.storage().background().destageAll();
            int all = TestStorage.BLOCKS;
            assertThat(lentBlocks(storage)).isEqualTo(all);

            int changed = storage.storage().corrupt(1, 20, 5);

            assertThat(lentBlocks(storage)).isBetween(all - changed, all - 1);
            storage.verify();
        }
    }

    private static int lentBlocks(TestStorage storage) {
        int count = 0;
        int[] bytes = new int[1];
        try (BlockReader reader = storage.storage().blocks().newReader()) {
            for (int block = 0; block < TestStorage.BLOCKS; block++) {
                bytes[0] = 0;
                boolean lent =
                        reader.lend(
                                (long) block * Blocks.BYTES,
                                Blocks.BYTES,
                                (memory, at, length) -> {
                                    bytes[0] += length;
                                    return true;
                                },
                                () -> assertThat(bytes[0]).isEqualTo(Blocks.BYTES));
                count += lent ? 1 : 0;
            }
        }
        return count;
    }
}
