package dev.faultline.node.store;

import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.BytesStore;

/** The index's key: 8 bytes of its own until it is pointed elsewhere. For one thread. */
public final class ExtentNumber implements Byteable {

    private BytesStore<?, ?> store = BytesStore.wrap(new byte[Long.BYTES]);
    private long offset = store.start();

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public void bytesStore(BytesStore newStore, long newOffset, long length) {
        store = newStore;
        offset = newOffset;
    }

    @Override
    public BytesStore<?, ?> bytesStore() {
        return store;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public long maxSize() {
        return Long.BYTES;
    }

    long value() {
        return store.readLong(offset);
    }

    void set(long number) {
        store.writeLong(offset, number);
    }
}
