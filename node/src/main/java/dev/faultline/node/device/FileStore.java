package dev.faultline.node.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in a sparse file: it is as long as the last byte written, and its holes take no space.
 *
 * <p>The file is written through its channel only. It is lent from read-only mappings of whole
 * windows, which are made when they are first asked for and the file reaches past them; it never
 * becomes shorter, so what is mapped is there. A disk of this machine that cannot read a mapped
 * page ends the process, where a read by the channel would be an error of its own: what was
 * acknowledged is there after a restart.
 */
public final class FileStore implements BackingStore {

    private static final int WINDOW_BYTES = 4 << 20;

    /** The operating system bounds how many mappings a process may have: 65,530 on Linux. */
    private static final int MOST_WINDOWS = 2048;

    private final Path path;
    private final FileChannel channel;
    private final AtomicReferenceArray<@Nullable ByteBuffer> windows =
            new AtomicReferenceArray<>(MOST_WINDOWS);

    /** Opens the file, and creates it when there is none. */
    public FileStore(Path path) throws IOException {
        this.path = path;
        channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            int count = channel.read(target, offset);
            if (count < 0) {
                zero(target);
                return;
            }
            offset += count;
        }
    }

    @Override
    public boolean lend(long offset, int length, Lent to) {
        while (length > 0) {
            ByteBuffer window = window(offset / WINDOW_BYTES);
            int within = (int) (offset % WINDOW_BYTES);
            int piece = Math.min(length, WINDOW_BYTES - within);
            if (window == null || !to.piece(window, within, piece)) {
                return false;
            }
            offset += piece;
            length -= piece;
        }
        return true;
    }

    /** Null where the file does not reach past the window, or no more are to be mapped. */
    private @Nullable ByteBuffer window(long index) {
        if (index >= MOST_WINDOWS) {
            return null;
        }
        ByteBuffer window = windows.get((int) index);
        if (window == null) {
            window = map(index * WINDOW_BYTES);
            windows.set((int) index, window);
        }
        return window;
    }

    private @Nullable ByteBuffer map(long start) {
        try {
            return channel.size() < start + WINDOW_BYTES
                    ? null
                    : channel.map(FileChannel.MapMode.READ_ONLY, start, WINDOW_BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            return null; // reading in the ordinary way says what is wrong
        }
    }

    @Override
    public void write(long offset, ByteBuffer source) throws IOException {
        try {
            while (source.hasRemaining()) {
                offset += channel.write(source, offset);
            }
        } catch (IOException e) {
            throw outOfSpace(e) ? new OutOfSpace("no space left for " + path, e) : e;
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public long endBytes() throws IOException {
        return channel.size();
    }

    /** At most so much: Java does not tell how much of a file is holes. */
    @Override
    public long usedBytes() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Java has no own exception for a full disk; the operating system's words are all there is. */
    static boolean outOfSpace(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left")
                || message.contains("quota exceeded")
                || message.contains("File too large");
    }

    private static void zero(ByteBuffer target) {
        while (target.remaining() >= Long.BYTES) {
            target.putLong(0);
        }
        while (target.hasRemaining()) {
            target.put((byte) 0);
        }
    }
}
