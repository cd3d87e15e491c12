package dev.faultline.node.pipeline;

import dev.faultline.node.device.LinkModel;
import dev.faultline.node.device.ModelTime;

/**
 * The node's NIC in time, each direction for itself: what clients write comes in through it, what
 * they read goes out. Any thread may use it. Without modelled time, everything passes at once.
 */
public final class Links {

    private final ModelTime time;
    private final LinkModel in;
    private final LinkModel out;

    public Links(ModelTime time, LinkModel in, LinkModel out) {
        this.time = time;
        this.in = in;
        this.out = out;
    }

    /** When so many bytes that begin to arrive now have arrived. */
    public long received(long nowNanos, long bytes) {
        if (time.isUnlimited()) {
            return nowNanos;
        }
        synchronized (in) {
            return in.complete(nowNanos, bytes);
        }
    }

    /** When so many bytes that are ready now have been sent. */
    public long sent(long nowNanos, long bytes) {
        if (time.isUnlimited()) {
            return nowNanos;
        }
        synchronized (out) {
            return out.complete(nowNanos, bytes);
        }
    }
}
