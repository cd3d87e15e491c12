package dev.faultline.node.device;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes in memory outside the heap, in chunks that are taken when they are first written to. */
public final class MemoryStore implements BackingStore {

    private static final int CHUNK_BYTES = 2 << 20;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(CHUNK_BYTES);

    private final MemoryBudget budget;
    private final Arena arena = Arena.ofShared();
    private volatile @Nullable ByteBuffer[] chunks = new ByteBuffer[16];
    private volatile long endBytes;
    private volatile long usedBytes;

    public MemoryStore(MemoryBudget budget) {
        this.budget = budget;
    }

    @Override
    public void read(long offset, ByteBuffer target) {
        @Nullable ByteBuffer[] now = chunks;
        while (target.hasRemaining()) {
            long chunk = offset / CHUNK_BYTES;
            int within = (int) (offset % CHUNK_BYTES);
            int length = Math.min(target.remaining(), CHUNK_BYTES - within);
            ByteBuffer source = chunk < now.length ? now[(int) chunk] : null;
            target.put(target.position(), source == null ? ZEROS : source, within, length);
            target.position(target.position() + length);
            offset += length;
        }
    }

    @Override
    public boolean lend(long offset, int length, Lent to) {
        @Nullable ByteBuffer[] now = chunks;
        boolean wanted = true;
        while (length > 0 && wanted) {
            long chunk = offset / CHUNK_BYTES;
            int within = (int) (offset % CHUNK_BYTES);
            int piece = Math.min(length, CHUNK_BYTES - within);
            ByteBuffer source = chunk < now.length ? now[(int) chunk] : null;
            wanted = to.piece(source == null ? ZEROS : source, within, piece);
            offset += piece;
            length -= piece;
        }
        return wanted;
    }

    @Override
    public synchronized void write(long offset, ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            int within = (int) (offset % CHUNK_BYTES);
            int length = Math.min(source.remaining(), CHUNK_BYTES - within);
            chunkAt(Math.toIntExact(offset / CHUNK_BYTES))
                    .put(within, source, source.position(), length);
            source.position(source.position() + length);
            offset += length;
        }
        endBytes = Math.max(endBytes, offset);
    }

    @Override
    public void force() {
        // Memory is as safe as it gets: it does not outlive the process, and does not claim to.
    }

    @Override
    public long endBytes() {
        return endBytes;
    }

    @Override
    public long usedBytes() {
        return usedBytes;
    }

    @Override
    public void close() {
        arena.close();
        budget.give(usedBytes);
    }

    private ByteBuffer chunkAt(int index) throws IOException {
        @Nullable ByteBuffer[] now = chunks;
        if (index >= now.length) {
            now = Arrays.copyOf(now, Math.max(index + 1, now.length * 2));
        }
        ByteBuffer chunk = now[index];
        if (chunk == null) {
            budget.take(CHUNK_BYTES);
            chunk =
                    LargeMemory.allocate(arena, CHUNK_BYTES)
                            .asByteBuffer()
                            .order(ByteOrder.LITTLE_ENDIAN);
            now[index] = chunk;
            usedBytes += CHUNK_BYTES;
            chunks = now;
        }
        return chunk;
    }
}
