package dev.faultline.node.device;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** How much memory several stores may take together. Any thread may use it. */
public final class MemoryBudget {

    private final long limitBytes;
    private final AtomicLong takenBytes = new AtomicLong();

    public MemoryBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Takes so much, or fails when that is more than what is left. */
    public void take(long bytes) throws IOException {
        if (takenBytes.addAndGet(bytes) > limitBytes) {
            takenBytes.addAndGet(-bytes);
            throw new OutOfSpace(
                    "the drives in memory are full: %d MiB may be used in all"
                            .formatted(limitBytes >> 20));
        }
    }

    public void give(long bytes) {
        takenBytes.addAndGet(-bytes);
    }

    public long takenBytes() {
        return takenBytes.get();
    }
}
