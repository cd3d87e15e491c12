package dev.faultline.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left when power is lost: pages of our files that nobody forced are as they were before.
 * Here they are put back by hand.
 */
class PowerLossTest {

    private static final int PIECE = BlockWriter.MOST_BYTES;

    @TempDir Path data;

    @Test
    void servesWhatWasFlushedWhereALaterWriteDidNotReachTheDisk() throws IOException {
        TestStorage storage = TestStorage.open(data, 1);
        storage.write(0, PIECE);
        storage.writer().promise();
        byte[] flushed = read(storage, 0, PIECE);
        int from = logEnd(storage);
        storage.write(0, PIECE);
        int to = logEnd(storage);
        storage.write(PIECE, PIECE);
        storage.kill();

        neverWritten(data.resolve("log/segment-000"), from, to);
        storage.open();

        assertThat(read(storage, 0, PIECE)).isEqualTo(flushed);
        assertThat(storage.storage().reports())
                .singleElement()
                .asString()
                .contains("had not been flushed, and what was before it stands");
        storage.stop();
    }

    @Test
    void answersWithAnErrorWhereAFlushedWriteIsDamaged() throws IOException {
        TestStorage storage = TestStorage.open(data, 2);
        int from = logEnd(storage);
        storage.write(0, PIECE);
        int to = logEnd(storage);
        storage.write(PIECE, PIECE);
        storage.writer().promise();
        storage.kill();

        neverWritten(data.resolve("log/segment-000"), from, to);
        storage.open();

        assertThat(storage.unreadableBlocks()).hasSize(PIECE / Blocks.BYTES);
        storage.stop();
    }

    private static int logEnd(TestStorage storage) {
        return storage.storage().blocks().log().active().end();
    }

    private static byte[] read(TestStorage storage, long offset, int length) {
        ByteBuffer target = ByteBuffer.allocateDirect(length);
        try (BlockReader reader = storage.storage().blocks().newReader()) {
            assertThat(reader.read(offset, target, 0)).isTrue();
        }
        byte[] bytes = new byte[length];
        target.get(0, bytes);
        return bytes;
    }

    private static void neverWritten(Path file, int from, int to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(to - from), from);
        }
    }
}
