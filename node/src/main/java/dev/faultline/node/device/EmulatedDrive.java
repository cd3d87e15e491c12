package dev.faultline.node.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/**
 * A drive of a running node: bytes in a backing store, time from a {@link DriveModel}, and faults
 * that are set while it runs. Bytes move at once; {@link #complete} says when the real drive would
 * have answered, and whoever asked waits for that.
 *
 * <p>Any thread may use it; see {@link BackingStore} for reads beside writes. Allocates nothing per
 * request.
 */
public final class EmulatedDrive implements AutoCloseable {

    private final int index;
    private final int incarnation;
    private final String modelName;
    private final long capacityBytes;
    private final FaultyStore store;
    private final DriveModel model;
    private final DriveFailed failure;

    private final LongAdder reads = new LongAdder();
    private final LongAdder readBytes = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder writtenBytes = new LongAdder();
    private final LongAdder checksumErrors = new LongAdder();
    private final Object forcing = new Object();
    private volatile boolean unforced;
    private volatile boolean failed;
    private volatile double slowness = 1;

    /**
     * @param index its place in the node, from 0
     * @param incarnation 0, and one more for each time that the drive in this place was replaced
     */
    public EmulatedDrive(
            int index,
            int incarnation,
            String modelName,
            long capacityBytes,
            BackingStore store,
            DriveTiming timing) {
        this.index = index;
        this.incarnation = incarnation;
        this.modelName = modelName;
        this.capacityBytes = capacityBytes;
        this.store = new FaultyStore(store);
        model = new DriveModel(timing);
        failure = new DriveFailed(index);
    }

    /** Fills the target's remaining bytes. */
    public void read(long offset, ByteBuffer target) throws IOException {
        requireAlive();
        reads.increment();
        readBytes.add(target.remaining());
        store.read(offset, target);
    }

    /** Shows what it holds where it lies; see {@link BackingStore#lend}. */
    public boolean lend(long offset, int length, Lent to) {
        if (failed || !store.lend(offset, length, to)) {
            return false;
        }
        reads.increment();
        readBytes.add(length);
        return true;
    }

    /** Stores the source's remaining bytes. */
    public void write(long offset, ByteBuffer source) throws IOException {
        requireAlive();
        if (offset + source.remaining() > capacityBytes) {
            throw new OutOfSpace("drive %d is full (%d bytes)".formatted(index, capacityBytes));
        }
        writes.increment();
        writtenBytes.add(source.remaining());
        store.write(offset, source);
        unforced = true;
    }

    /** Returns when everything written before will survive a loss of power. */
    public void force() throws IOException {
        synchronized (forcing) {
            requireAlive();
            if (unforced) {
                unforced = false;
                forceStore();
            }
        }
    }

    private void forceStore() throws IOException {
        try {
            store.force();
        } catch (IOException e) {
            unforced = true;
            throw e;
        }
    }

    /** When a request that arrives now would be done; see {@link DriveModel#complete}. */
    public synchronized long complete(
            long nowNanos, Operation operation, long offset, long length) {
        return model.complete(nowNanos, operation, offset, length);
    }

    /** Requests that the drive would still be working on, as 4 KiB reads. */
    public synchronized int queueDepth(long nowNanos) {
        return (int)
                Math.ceil(model.backlogNanos(nowNanos) * model.timing().readsPerSecond() / 1e9);
    }

    /** It answers nothing from now on. */
    public void fail() {
        failed = true;
    }

    public boolean failed() {
        return failed;
    }

    /** Everything takes so many times as long; 1 is healthy. */
    public synchronized void slowBy(double factor) {
        model.slowBy(factor);
        slowness = factor;
    }

    public double slowness() {
        return slowness;
    }

    public void tearNextWrite() {
        store.tearNextWrite();
    }

    /** Changes one bit of what is stored. */
    public void flip(long offset, int bit) throws IOException {
        requireAlive();
        store.flip(offset, bit);
    }

    public void countChecksumError() {
        checksumErrors.increment();
    }

    public int index() {
        return index;
    }

    public int incarnation() {
        return incarnation;
    }

    public String modelName() {
        return modelName;
    }

    public long capacityBytes() {
        return capacityBytes;
    }

    public long usedBytes() throws IOException {
        return store.usedBytes();
    }

    /** The end of the last byte ever written to it. */
    public long endBytes() throws IOException {
        return store.endBytes();
    }

    public long reads() {
        return reads.sum();
    }

    public long readBytes() {
        return readBytes.sum();
    }

    public long writes() {
        return writes.sum();
    }

    public long writtenBytes() {
        return writtenBytes.sum();
    }

    public long checksumErrors() {
        return checksumErrors.sum();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private void requireAlive() throws DriveFailed {
        if (failed) {
            throw failure;
        }
    }
}
