package dev.faultline.node.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes in a sparse file: it is as long as the last byte written, and its holes take no space. */
public final class FileStore implements BackingStore {

    private final Path path;
    private final FileChannel channel;

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
