package dev.faultline.node.nbd;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * How an event loop waits: for some microseconds after the last event it looks again and again
 * before it sleeps. A client that answers each reply with a new request is back within that time,
 * and to wake a thread costs the client more than a request costs the node. For one event loop.
 */
final class Lingering implements SelectStrategy {

    /** At most so much of a processor is given away for each time that a client falls silent. */
    static final long NANOS = Long.getLong("linger", 50_000);

    private long lastEventNanos;
    private boolean slept;

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        int ready = hasTasks || !slept ? selectNow.get() : 0;
        if (ready > 0 || slept) {
            slept = false;
            lastEventNanos = System.nanoTime();
            return ready > 0 || hasTasks ? ready : CONTINUE;
        }
        if (hasTasks) {
            return ready;
        }
        if (System.nanoTime() - lastEventNanos < NANOS) {
            Thread.onSpinWait();
            return CONTINUE;
        }
        slept = true;
        return SELECT;
    }
}
