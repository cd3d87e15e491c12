package dev.faultline.node.nbd;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What requests of all connections may hold in memory together, beyond what every connection has
 * for itself. Any thread may use it.
 */
public final class RequestMemory {

    private final long limitBytes;
    private final AtomicLong taken = new AtomicLong();

    public RequestMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= limitBytes) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    public long usedBytes() {
        return taken.get();
    }

    public long limitBytes() {
        return limitBytes;
    }
}
