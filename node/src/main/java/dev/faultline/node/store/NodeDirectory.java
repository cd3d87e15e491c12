package dev.faultline.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The directory that keeps a node from one run to the next:
 *
 * <pre>
 *   node.state, node.state.copy   what it is; written again on every change, never in place
 *   lock                          held while a process runs it
 *   index.map                     the index, which can be made again from the rest
 *   log/segment-N                 the write buffer
 *   drives/drive-N.I              drive N, in its incarnation I
 * </pre>
 *
 * Nothing of it is changed before it is known that it is ours, of this version, for the same
 * device.
 */
final class NodeDirectory implements AutoCloseable {

    private static final String STATE = "node.state";
    private static final String COPY = "node.state.copy";

    private final Path directory;
    private final FileChannel lockChannel;

    private NodeDirectory(Path directory, FileChannel lockChannel) {
        this.directory = directory;
        this.lockChannel = lockChannel;
    }

    /** Makes the directory if need be, and keeps all other processes out of it. */
    static NodeDirectory lock(Path directory) throws StoreProblem {
        try {
            Files.createDirectories(directory);
            refuseStrangers(directory);
            return new NodeDirectory(directory, takeLock(directory));
        } catch (StoreProblem e) {
            throw e;
        } catch (IOException e) {
            throw new StoreProblem(
                    "cannot use the data directory %s: %s".formatted(directory, explain(e)), e);
        }
    }

    /** What the file system said, in a sentence. */
    static String explain(IOException e) {
        String reason =
                e instanceof FileSystemException system && system.getReason() != null
                        ? system.getReason()
                        : e.getMessage();
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NotDirectoryException file -> file.getFile() + " is not a directory";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            default -> String.valueOf(reason).toLowerCase(Locale.ROOT);
        };
    }

    /** What the directory says of itself; null when it is new. */
    @Nullable NodeState read() throws IOException {
        Path main = directory.resolve(STATE);
        Path copy = directory.resolve(COPY);
        if (!Files.exists(main) && !Files.exists(copy)) {
            return null;
        }
        for (Path path : new Path[] {main, copy}) {
            if (Files.exists(path)) {
                String text = Files.readString(path, StandardCharsets.ISO_8859_1);
                NodeState state = NodeState.parse(text, directory.toString());
                if (state != null) {
                    return state;
                }
            }
        }
        throw new StoreProblem(
                "%s and its copy are both damaged; nothing was changed".formatted(main));
    }

    void write(NodeState state) throws IOException {
        for (String name : new String[] {STATE, COPY}) {
            Path next = directory.resolve(name + ".new");
            try (FileChannel channel =
                    FileChannel.open(
                            next,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer text =
                        ByteBuffer.wrap(state.write().getBytes(StandardCharsets.ISO_8859_1));
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(
                    next,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }

    Path index() {
        return directory.resolve("index.map");
    }

    Path segment(int index) throws IOException {
        return Files.createDirectories(directory.resolve("log"))
                .resolve("segment-%03d".formatted(index));
    }

    Path drive(int place, int incarnation) throws IOException {
        return Files.createDirectories(directory.resolve("drives"))
                .resolve("drive-%02d.%d".formatted(place, incarnation));
    }

    Path path() {
        return directory;
    }

    /** The size and checksum of the index file. */
    NodeState.IndexRecord describeIndex() throws IOException {
        try (FileChannel channel = FileChannel.open(index())) {
            CRC32C crc = new CRC32C();
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
            while (channel.read(buffer.clear()) >= 0) {
                crc.update(buffer.flip());
            }
            return new NodeState.IndexRecord(channel.size(), (int) crc.getValue());
        }
    }

    @Override
    public void close() throws IOException {
        lockChannel.close();
    }

    private static FileChannel takeLock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new StoreProblem(
                    "the data directory %s is in use by another node".formatted(directory));
        }
        return channel;
    }

    private static void refuseStrangers(Path directory) throws IOException {
        if (Files.exists(directory.resolve(STATE)) || Files.exists(directory.resolve(COPY))) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            Path stranger =
                    files.filter(file -> !isOurs(file.getFileName().toString()))
                            .findFirst()
                            .orElse(null);
            if (stranger != null) {
                throw new StoreProblem(
                        "the data directory %s is not empty and holds no node (it has %s); use an empty or a new one"
                                .formatted(directory, stranger.getFileName()));
            }
        }
    }

    /** What a start that was killed before it wrote the state may have left. */
    private static boolean isOurs(String name) {
        return name.equals("lock") || name.equals(STATE + ".new");
    }
}
