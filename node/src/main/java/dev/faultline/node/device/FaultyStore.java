package dev.faultline.node.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Another store with the faults that real media have and do not report: a bit that changes, and a
 * write of which only the first half arrives. Without a fault set, it adds nothing.
 */
public final class FaultyStore implements BackingStore {

    private final BackingStore store;
    private final AtomicBoolean tearNext = new AtomicBoolean();

    public FaultyStore(BackingStore store) {
        this.store = store;
    }

    /** Of the next write, only the first half is stored. */
    public void tearNextWrite() {
        tearNext.set(true);
    }

    /** Changes one bit of what is stored. */
    public void flip(long offset, int bit) throws IOException {
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        store.read(offset, one);
        one.put(0, (byte) (one.get(0) ^ 1 << bit)).flip();
        store.write(offset, one);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        store.read(offset, target);
    }

    @Override
    public boolean lend(long offset, int length, Lent to) {
        return store.lend(offset, length, to);
    }

    @Override
    public void write(long offset, ByteBuffer source) throws IOException {
        if (tearNext.get() && tearNext.compareAndSet(true, false)) {
            int end = source.limit();
            source.limit(source.position() + source.remaining() / 2);
            store.write(offset, source);
            source.limit(end).position(end);
        } else {
            store.write(offset, source);
        }
    }

    @Override
    public void force() throws IOException {
        store.force();
    }

    @Override
    public long endBytes() throws IOException {
        return store.endBytes();
    }

    @Override
    public long usedBytes() throws IOException {
        return store.usedBytes();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
