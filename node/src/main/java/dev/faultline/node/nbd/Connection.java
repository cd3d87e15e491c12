package dev.faultline.node.nbd;

import dev.faultline.node.device.ModelTime;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;

/** What the parts of one connection share; they all run on its event loop. */
final class Connection {

    /** What requests and replies take on the modelled link besides their bytes, either way. */
    static final int HEADER_BYTES = 28;

    /** What every connection may hold without asking for shared memory. */
    static final int OWN_BYTES = 1 << 20;

    final NbdExport export;
    final LoopResources resources;
    final ChannelHandlerContext context;
    final boolean structured;
    final boolean allocationContext;
    private final ModelTime time;
    private final ArrayDeque<Request> freeRequests = new ArrayDeque<>();
    private boolean closed;

    Connection(
            NbdExport export,
            LoopResources resources,
            ChannelHandlerContext context,
            boolean structured,
            boolean allocationContext) {
        this.export = export;
        this.resources = resources;
        this.context = context;
        this.structured = structured;
        this.allocationContext = allocationContext;
        time = export.store().time();
    }

    Request takeRequest() {
        Request free = freeRequests.poll();
        return free == null ? new Request() : free;
    }

    void giveBack(Request request) {
        freeRequests.push(request);
    }

    /** Whether the hardware answers at once: nothing is modelled, and nothing slowed on purpose. */
    boolean answersAtOnce() {
        return time.isUnlimited() && !export.store().anySlow();
    }

    /** Now, in modelled time; 0 when that does not matter. */
    long nowNanos() {
        return answersAtOnce() ? 0 : time.nowNanos();
    }

    /** When so many bytes, which begin to arrive now, have passed the modelled link. */
    long receivedNanos(long bytes) {
        return export.links().received(nowNanos(), HEADER_BYTES + bytes);
    }

    /** When a reply with so many bytes, ready then, has passed the modelled link. */
    long sentNanos(long readyNanos, long bytes) {
        return export.links().sent(readyNanos, HEADER_BYTES + bytes);
    }

    boolean closed() {
        return closed;
    }

    /** What comes back from now on is released and not answered. */
    void close() {
        closed = true;
    }
}
