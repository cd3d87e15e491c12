package dev.faultline.node.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

    private static final int WINDOW = 4 << 20;

    @TempDir Path folder;

    @Test
    void lendsWhatIsInWholeWindowsAndWhatIsWrittenThereLater() throws IOException {
        byte[] written = new byte[2 * WINDOW + 100];
        new Random(3).nextBytes(written);
        try (FileStore store = new FileStore(folder.resolve("drive"))) {
            store.write(0, ByteBuffer.wrap(written));

            assertThat(lent(store, WINDOW - 5000, 10_000))
                    .isEqualTo(part(written, WINDOW - 5000, 10_000));

            written[WINDOW] ^= 1;
            store.write(WINDOW, ByteBuffer.wrap(written, WINDOW, 1));
            assertThat(lent(store, WINDOW, 1)).isEqualTo(part(written, WINDOW, 1));
        }
    }

    @Test
    void lendsNothingWhereTheFileMayStillGrow() throws IOException {
        try (FileStore store = new FileStore(folder.resolve("drive"))) {
            assertThat(lent(store, 0, 1)).isNull();

            store.write(WINDOW, ByteBuffer.wrap(new byte[] {7}));
            assertThat(lent(store, 0, 1)).isEqualTo(List.of((byte) 0));
            assertThat(lent(store, WINDOW, 1)).isNull();

            store.write(2 * WINDOW - 1, ByteBuffer.wrap(new byte[] {8}));
            assertThat(lent(store, WINDOW, 1)).isEqualTo(List.of((byte) 7));
        }
    }

    private static List<Byte> part(byte[] bytes, int from, int length) {
        List<Byte> part = new ArrayList<>();
        for (int i = from; i < from + length; i++) {
            part.add(bytes[i]);
        }
        return part;
    }

    /** What is lent; null when nothing is. */
    private static @Nullable List<Byte> lent(FileStore store, long offset, int length) {
        List<Byte> all = new ArrayList<>();
        boolean lent =
                store.lend(
                        offset,
                        length,
                        (memory, at, count) -> {
                            for (int i = at; i < at + count; i++) {
                                all.add(memory.get(i));
                            }
                            return true;
                        });
        return lent ? all : null;
    }
}
