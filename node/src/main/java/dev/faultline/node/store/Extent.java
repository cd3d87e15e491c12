package dev.faultline.node.store;

import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.BytesStore;
import org.jspecify.annotations.Nullable;

/**
 * The index's entry for {@link Blocks#PER_EXTENT} neighbours, read and written where it lies: 8
 * bytes for each location, then 4 for each checksum. Public because Chronicle Map makes its own.
 */
public final class Extent implements Byteable {

    private static final long BYTES = Blocks.PER_EXTENT * (long) (Long.BYTES + Integer.BYTES);
    private static final long CHECKSUMS_AT = Blocks.PER_EXTENT * (long) Long.BYTES;

    private @Nullable BytesStore<?, ?> store;
    private long offset;

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public void bytesStore(BytesStore newStore, long newOffset, long length) {
        store = newStore;
        offset = newOffset;
    }

    @Override
    @SuppressWarnings("NullAway") // null until it is pointed somewhere, as the interface has it
    public BytesStore<?, ?> bytesStore() {
        return store;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public long maxSize() {
        return BYTES;
    }

    long location(int index) {
        return bytes().readLong(locationAt(offset, index));
    }

    int checksum(int index) {
        return bytes().readInt(checksumAt(offset, index));
    }

    /** Where the location of this block is, of an entry that begins there. */
    static long locationAt(long start, int index) {
        return start + (long) index * Long.BYTES;
    }

    static long checksumAt(long start, int index) {
        return start + CHECKSUMS_AT + (long) index * Integer.BYTES;
    }

    private BytesStore<?, ?> bytes() {
        BytesStore<?, ?> here = store;
        if (here == null) {
            throw new IllegalStateException("an extent that is nowhere");
        }
        return here;
    }
}
