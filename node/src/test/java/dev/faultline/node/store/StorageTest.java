package dev.faultline.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {

    @TempDir Path data;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsWhatWasWrittenWhileAllOfItMovesToTheDrives(long seed) throws IOException {
        try (TestStorage storage = TestStorage.open(null, seed)) {
            for (int round = 0; round < 4; round++) {
                storage.writeSome(400);
                storage.trimSome(10);
                storage.verify();
            }
            storage.storage().background().destageAll();

            storage.verify();
            assertThat(storage.storage().background().redundancy().rowsByRedundancy().getLast())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesStopsAndCrashesInTurn(long seed) throws IOException {
        try (TestStorage storage = TestStorage.open(data, seed)) {
            for (int round = 0; round < 3; round++) {
                storage.writeSome(200);
                storage.trimSome(20);
                storage.crash();
                storage.verify();
                storage.writeSome(200);
                storage.trimSome(20);
                storage.reopen();
                storage.verify();
                assertThat(storage.storage().reports()).isEmpty();
            }
        }
    }

    @Test
    void trimmedBlocksStayTrimmedWhenTheWriteBufferHasForgotten() throws IOException {
        try (TestStorage storage = TestStorage.open(data, 7)) {
            storage.fill();
            storage.trim(100, 3000);
            storage.fillOver(4000, 2000);
            storage.storage().background().destageAll();

            storage.crash();

            storage.verify();
        }
    }

    @Test
    void makesAMissingIndexAgain() throws IOException {
        try (TestStorage storage = TestStorage.open(data, 4)) {
            storage.writeSome(500);
            storage.stop();
            Files.delete(data.resolve("index.map"));

            storage.open();

            storage.verify();
            assertThat(storage.storage().reports())
                    .singleElement()
                    .asString()
                    .contains("the index is missing");
        }
    }

    @Test
    void makesADamagedIndexAgain() throws IOException {
        try (TestStorage storage = TestStorage.open(data, 5)) {
            storage.writeSome(500);
            storage.stop();
            byte[] index = Files.readAllBytes(data.resolve("index.map"));
            index[index.length / 2] ^= 4;
            Files.write(data.resolve("index.map"), index);

            storage.open();

            storage.verify();
            assertThat(storage.storage().reports())
                    .singleElement()
                    .asString()
                    .contains("the index is damaged");
        }
    }

    @Test
    void spaceStaysBoundedUnderOverwrites() throws IOException {
        try (TestStorage storage = TestStorage.open(null, 6)) {
            for (int round = 0; round < 6; round++) {
                storage.fill();
            }
            storage.storage().background().destageAll();
            storage.await(
                    "compaction",
                    () -> {
                        // 24 MiB in rows of 4 x 128 KiB are 48 rows; a quarter more or 32 rows of
                        // slack may be out of date, and 16 may be on their way.
                        return storage.heldRows() <= 48 + 32 + 16;
                    });
            storage.verify();
        }
    }

    @Test
    void compactsWhileClientsWrite() throws IOException {
        try (TestStorage storage = TestStorage.open(null, 7)) {
            storage.fill();
            for (int round = 0; round < 40; round++) {
                storage.writeSome(200);

                // As many rows may be out of date as are needed, with some on their way; the
                // background may be behind at this instant, but never for long.
                storage.await("compaction", () -> storage.heldRows() <= 2 * 48 + 32 + 16);
            }
            assertThat(storage.storage().background().trouble()).isNull();
            storage.verify();
        }
    }
}
