package dev.faultline.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as we left it is told in words; what can be served is served. */
class DamageTest {

    @TempDir Path data;

    @Test
    void refusesAnotherSizeAndChangesNothing() throws Exception {
        written(1);
        Map<String, Long> before = sizes();

        assertThatThrownBy(() -> Storage.open(TestStorage.settings(data, "4+2", 7, 8 << 20)))
                .isInstanceOf(StoreProblem.class)
                .hasMessageContaining(
                        "its size is 25165824 bytes, and 8388608 bytes was asked for");
        assertThatThrownBy(() -> Storage.open(TestStorage.settings(data, "3+2", 7, 24 << 20)))
                .hasMessageContaining("its code is 4+2, and 3+2 was asked for");
        assertThat(sizes()).isEqualTo(before);
    }

    @Test
    void refusesAnotherVersion() throws Exception {
        written(1);
        for (String name : List.of("node.state", "node.state.copy")) {
            String text = Files.readString(data.resolve(name));
            String body = text.substring(0, text.lastIndexOf("crc32c"));
            String next = body.replace("faultline-node-format 1", "faultline-node-format 9");
            java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
            crc.update(next.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Files.writeString(
                    data.resolve(name), next + "crc32c %08x\n".formatted((int) crc.getValue()));
        }

        assertThatThrownBy(() -> TestStorage.open(data, 1))
                .isInstanceOf(StoreProblem.class)
                .hasMessageContaining("was written in format 9; this version reads format 1");
    }

    @Test
    void refusesADirectoryOfOthers() throws IOException {
        Files.writeString(data.resolve("holiday.jpg"), "x");

        assertThatThrownBy(() -> TestStorage.open(data, 1))
                .isInstanceOf(StoreProblem.class)
                .hasMessageContaining("is not empty and holds no node (it has holiday.jpg)");
        assertThat(Files.list(data)).hasSize(1);
    }

    @Test
    void refusesADirectoryInUse() throws IOException {
        try (TestStorage first = TestStorage.open(data, 1)) {
            assertThat(first.heldRows()).isZero();
            assertThatThrownBy(() -> TestStorage.open(data, 1))
                    .isInstanceOf(StoreProblem.class)
                    .hasMessageContaining("is in use by another node");
        }
    }

    @Test
    void saysWhyADirectoryCannotBeUsed() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "x");

        assertThatThrownBy(() -> TestStorage.open(file.resolve("node"), 1))
                .isInstanceOf(StoreProblem.class)
                .hasMessageStartingWith("cannot use the data directory " + file.resolve("node"));
        assertThatThrownBy(() -> TestStorage.open(Path.of("/proc/faultline"), 1))
                .isInstanceOf(StoreProblem.class)
                .hasMessageStartingWith("cannot use the data directory /proc/faultline: ");
    }

    @Test
    void aDamagedStateFileIsReadFromItsCopy() throws IOException {
        TestStorage storage = written(2);
        flip(data.resolve("node.state"), 30);

        storage.open();

        storage.verify();
        storage.stop();
    }

    @Test
    void withBothStateFilesDamagedItRefusesAndChangesNothing() throws Exception {
        written(2);
        flip(data.resolve("node.state"), 30);
        flip(data.resolve("node.state.copy"), 31);
        Map<String, Long> before = sizes();

        assertThatThrownBy(() -> TestStorage.open(data, 1))
                .isInstanceOf(StoreProblem.class)
                .hasMessageContaining("are both damaged; nothing was changed");
        assertThat(sizes()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void servesNoCorruptBlockFromDamagedDriveFiles(long seed) throws IOException {
        TestStorage storage = crashed(seed);
        Random random = new Random(seed);
        for (int drive : new int[] {1, 5}) {
            Path file = data.resolve("drives/drive-%02d.0".formatted(drive));
            for (int i = 0; i < 50; i++) {
                flip(file, random.nextLong(Files.size(file)));
            }
        }

        storage.open();

        storage.verify();
        storage.stop();
    }

    @Test
    void truncatedAndMissingDriveFilesAreRebuilt() throws IOException {
        TestStorage storage = crashed(5);
        truncate(data.resolve("drives/drive-02.0"), 1_000_000);
        Files.delete(data.resolve("drives/drive-04.0"));

        storage.open();

        storage.verify();
        storage.awaitRebuilt();
        storage.verify();
        assertThat(storage.storage().reports())
                .contains("drive 4: its file is missing; it counts as failed");
        storage.stop();
    }

    /**
     * One record of the write buffer is damaged: its blocks may be unreadable, all others are as
     * written, and nothing reads as anything else.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void servesNoCorruptBlockFromADamagedWriteBuffer(long seed) throws IOException {
        TestStorage storage = crashed(seed);
        Random random = new Random(seed);
        Path segment = data.resolve("log/segment-%03d".formatted(random.nextInt(6)));
        flip(segment, random.nextLong(Files.size(segment)));

        storage.open();

        assertThat(storage.unreadableBlocks().size())
                .isLessThanOrEqualTo(BlockWriter.MOST_BYTES / Blocks.BYTES);
        storage.stop();
    }

    @Test
    void aTruncatedWriteBufferIsReportedAndTheRestServed() throws IOException {
        TestStorage storage = crashed(7);
        truncate(data.resolve("log/segment-001"), 500_000);

        storage.open();

        assertThat(storage.storage().reports())
                .contains(
                        "write buffer segment 1 has 500000 of its 1048576 bytes: what was beyond is lost");
        assertThat(storage.wrongBlocks().size()).isLessThan((1 << 20) / Blocks.BYTES);
        storage.stop();
    }

    @Test
    void aFullDiskRefusesWritesAndServesTheRest() throws Exception {
        Path mount = Files.createDirectory(data.resolve("small"));
        Process process =
                new ProcessBuilder(
                                "mount", "-t", "tmpfs", "-o", "size=24m", "none", mount.toString())
                        .redirectErrorStream(true)
                        .start();
        Assumptions.assumeTrue(
                process.waitFor() == 0, "needs permission to mount a small file system");
        try {
            TestStorage storage = TestStorage.open(mount, 8);
            assertThatThrownBy(storage::fill)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no space");
            storage.verify();
            storage.crash();
            storage.verify();
            storage.kill();
        } finally {
            new ProcessBuilder("umount", "-l", mount.toString()).start().waitFor();
        }
    }

    private TestStorage written(long seed) throws IOException {
        TestStorage storage = TestStorage.open(data, seed);
        storage.writeSome(300);
        storage.stop();
        return storage;
    }

    /** Some of it on the drives, some in the write buffer, flushed, stopped as if killed. */
    private TestStorage crashed(long seed) throws IOException {
        TestStorage storage = TestStorage.open(data, seed);
        storage.fill();
        storage.writeSome(100);
        storage.writer().promise();
        storage.kill();
        return storage;
    }

    private Map<String, Long> sizes() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(
                        data.relativize(file).toString(),
                        Files.size(file) + Files.getLastModifiedTime(file).toMillis());
            }
        }
        return sizes;
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            int value = bytes.read();
            bytes.seek(offset);
            bytes.write(value ^ 1);
        }
    }

    private static void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(length);
        }
    }
}
