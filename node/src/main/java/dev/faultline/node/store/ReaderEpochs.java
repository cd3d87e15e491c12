package dev.faultline.node.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps what readers are looking at from being used again: a place that the index no longer names
 * may be overwritten once every read that began before has ended (epoch-based reclamation).
 *
 * <p>Entering and leaving cost a few nanoseconds and allocate nothing.
 */
final class ReaderEpochs {

    private static final long OUTSIDE = Long.MAX_VALUE;

    private final AtomicLong epoch = new AtomicLong(1);
    private final CopyOnWriteArrayList<Reader> readers = new CopyOnWriteArrayList<>();

    /** One thread's reads. */
    static final class Reader {
        private static final VarHandle ENTERED;

        static {
            try {
                ENTERED = MethodHandles.lookup().findVarHandle(Reader.class, "entered", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final AtomicLong epoch;

        @SuppressWarnings("UnusedVariable") // through ENTERED
        private volatile long entered = OUTSIDE;

        private Reader(AtomicLong epoch) {
            this.epoch = epoch;
        }

        void enter() {
            ENTERED.setVolatile(this, epoch.get());
        }

        void leave() {
            ENTERED.setRelease(this, OUTSIDE);
        }

        private boolean enteredBefore(long limit) {
            return (long) ENTERED.getVolatile(this) < limit;
        }
    }

    Reader reader() {
        Reader reader = new Reader(epoch);
        readers.add(reader);
        return reader;
    }

    void remove(Reader reader) {
        readers.remove(reader);
    }

    /** Returns when every read that had begun when this was called has ended. */
    void awaitReadersOfNow() {
        long limit = epoch.incrementAndGet();
        for (Reader reader : readers) {
            while (reader.enteredBefore(limit)) {
                LockSupport.parkNanos(20_000);
            }
        }
    }
}
