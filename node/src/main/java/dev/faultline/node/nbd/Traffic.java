package dev.faultline.node.nbd;

import dev.faultline.node.control.TrafficStatus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What clients have asked for. Any thread may count; counting does not wait. */
public final class Traffic {

    final AtomicInteger connections = new AtomicInteger();
    final LongAdder reads = new LongAdder();
    final LongAdder readBytes = new LongAdder();
    final LongAdder writes = new LongAdder();
    final LongAdder writtenBytes = new LongAdder();
    final LongAdder flushes = new LongAdder();
    final LongAdder trims = new LongAdder();
    final LongAdder errors = new LongAdder();

    public TrafficStatus status() {
        return new TrafficStatus(
                connections.get(),
                reads.sum(),
                readBytes.sum(),
                writes.sum(),
                writtenBytes.sum(),
                flushes.sum(),
                trims.sum(),
                errors.sum());
    }
}
