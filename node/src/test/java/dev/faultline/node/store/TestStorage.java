package dev.faultline.node.store;

import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.erasure.CodeShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A small storage and what it should hold: every write is remembered, and {@link #verify} compares
 * all of the device with that. Small pieces, so that a few megabytes pass through every stage.
 */
final class TestStorage implements AutoCloseable {

    static final long SIZE_BYTES = 24L << 20;
    static final int BLOCKS = (int) (SIZE_BYTES / Blocks.BYTES);

    private static final DriveTiming TIMING =
            new DriveTiming(7e9, 3e9, 1e6, 1e5, 100_000, 20_000, 16384);

    private final StorageSettings settings;
    private final byte[] model = new byte[(int) SIZE_BYTES];
    private final Random random;
    private Storage storage;
    private BlockWriter writer;

    private TestStorage(StorageSettings settings, Random random) throws IOException {
        this.settings = settings;
        this.random = random;
        storage = Storage.open(settings);
        writer = storage.blocks().newWriter();
    }

    /** On 7 drives with 4+2: one drive of each row is left out. */
    static TestStorage open(@Nullable Path data, long seed) throws IOException {
        return new TestStorage(settings(data, "4+2", 7, SIZE_BYTES), new Random(seed));
    }

    static TestStorage open(@Nullable Path data, String code, int drives, long seed)
            throws IOException {
        return new TestStorage(settings(data, code, drives, SIZE_BYTES), new Random(seed));
    }

    static StorageSettings settings(@Nullable Path data, String code, int drives, long sizeBytes) {
        return new StorageSettings(
                new Geometry(sizeBytes, CodeShape.parse(code), drives),
                data,
                1 << 20,
                6,
                1L << 30,
                Collections.nCopies(drives, new DriveKind("test", 1L << 40, TIMING)),
                ModelTime.unlimited());
    }

    Storage storage() {
        return storage;
    }

    BlockWriter writer() {
        return writer;
    }

    /** Writes random bytes: any offset, up to 64 KiB. */
    void writeSome(int count) {
        for (int i = 0; i < count; i++) {
            int length = 1 + random.nextInt(random.nextBoolean() ? 3 * Blocks.BYTES : 64 << 10);
            int offset = random.nextInt((int) SIZE_BYTES - length);
            boolean aligned = random.nextInt(3) > 0;
            write(
                    aligned ? offset & -Blocks.BYTES : offset,
                    aligned ? Math.max(Blocks.BYTES, length & -Blocks.BYTES) : length);
        }
    }

    /** Writes all of the device. */
    void fill() {
        for (int at = 0; at < SIZE_BYTES; at += BlockWriter.MOST_BYTES) {
            write(at, BlockWriter.MOST_BYTES);
        }
    }

    /** Writes so many blocks from this one on. */
    void fillOver(int firstBlock, int count) {
        int perWrite = BlockWriter.MOST_BYTES / Blocks.BYTES;
        for (int i = 0; i < count; i += perWrite) {
            write((firstBlock + i) * Blocks.BYTES, Math.min(perWrite, count - i) * Blocks.BYTES);
        }
    }

    int heldRows() {
        return storage.blocks().table().heldCount();
    }

    void write(int offset, int length) {
        ByteBuffer payload = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        payload.put(0, bytes);
        writer.begin(0);
        while (true) {
            int done = payload.position();
            BlockWriter.Result result = writer.write(payload, offset + done);
            int now = payload.position();
            System.arraycopy(bytes, done, model, offset + done, now - done);
            if (result == BlockWriter.Result.DONE) {
                settle();
                return;
            }
            if (result == BlockWriter.Result.UNREADABLE) {
                throw new IllegalStateException("a block at " + offset + " is lost");
            }
            requireTrouble();
            LockSupport.parkNanos(50_000);
        }
    }

    void trim(int firstBlock, int count) {
        while (writer.trim(firstBlock, count) == BlockWriter.Result.FULL) {
            requireTrouble();
            LockSupport.parkNanos(50_000);
        }
        settle();
        for (int i = firstBlock * Blocks.BYTES; i < (firstBlock + count) * Blocks.BYTES; i++) {
            model[i] = 0;
        }
    }

    private void settle() {
        if (!writer.settle()) {
            throw new IllegalStateException("the write buffer's file has refused a write");
        }
    }

    void trimSome(int count) {
        for (int i = 0; i < count; i++) {
            int blocks = 1 + random.nextInt(400);
            trim(random.nextInt(BLOCKS - blocks), blocks);
        }
    }

    private void requireTrouble() {
        String trouble = storage.background().trouble();
        if (trouble != null) {
            throw new IllegalStateException(trouble);
        }
    }

    /** Offsets of blocks that do not read as they were written; empty when all is well. */
    List<Integer> wrongBlocks() {
        return check(false);
    }

    /** Offsets of blocks that cannot be read, where all others read as they were written. */
    List<Integer> unreadableBlocks() {
        return check(true);
    }

    void verify() {
        List<Integer> wrong = wrongBlocks();
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    "%d blocks are wrong, the first at block %d; %s"
                            .formatted(
                                    wrong.size(),
                                    wrong.getFirst() / Blocks.BYTES,
                                    storage.reports()));
        }
    }

    private List<Integer> check(boolean unreadableAllowed) {
        List<Integer> found = new ArrayList<>();
        ByteBuffer target = ByteBuffer.allocateDirect(Blocks.BYTES);
        byte[] bytes = new byte[Blocks.BYTES];
        try (BlockReader reader = storage.blocks().newReader()) {
            for (int at = 0; at < SIZE_BYTES; at += Blocks.BYTES) {
                boolean read = reader.read(at, target.clear(), 0);
                target.get(0, bytes);
                boolean same =
                        java.util.Arrays.equals(
                                bytes, 0, Blocks.BYTES, model, at, at + Blocks.BYTES);
                if (!read || !same) {
                    found.add(at);
                }
                if (read && !same && unreadableAllowed) {
                    throw new AssertionError("block at " + at + " is read, and wrong");
                }
            }
        }
        return found;
    }

    void reopen() throws IOException {
        writer.close();
        storage.close();
        open();
    }

    void crash() throws IOException {
        writer.close();
        storage.abandon();
        open();
    }

    /** Stops as if killed, and stays so until {@link #open}. */
    void kill() throws IOException {
        writer.close();
        storage.abandon();
    }

    void stop() throws IOException {
        writer.close();
        storage.close();
    }

    void open() throws IOException {
        storage = Storage.open(settings);
        writer = storage.blocks().newWriter();
    }

    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(
                        "waited 60 s for: "
                                + what
                                + "; trouble: "
                                + storage.background().trouble());
            }
            LockSupport.parkNanos(500_000);
        }
    }

    void awaitRebuilt() {
        await("the rebuild", () -> !storage.background().rebuildStatus().active());
    }

    @Override
    public void close() throws IOException {
        writer.close();
        storage.close();
    }
}
