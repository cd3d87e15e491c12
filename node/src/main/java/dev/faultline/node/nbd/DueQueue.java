package dev.faultline.node.nbd;

import dev.faultline.node.device.ModelTime;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What waits for its modelled time to come, on one event loop. */
final class DueQueue {

    /** Something that is done at a modelled time. */
    abstract static class Due {
        private long dueNanos;

        /** Its time has come: the one that it was added for, whatever the time is by now. */
        abstract void due(long nanos);
    }

    private final EventLoop loop;
    private final ModelTime time;
    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparingLong((Due due) -> due.dueNanos));
    private @Nullable ScheduledFuture<?> timer;
    private long timerNanos;

    DueQueue(EventLoop loop, ModelTime time) {
        this.loop = loop;
        this.time = time;
    }

    /** To be called on the event loop; at once when the time has come already. */
    void add(Due due, long nanos) {
        due.dueNanos = nanos;
        if (time.realNanosUntil(nanos) <= 0) {
            due.due(nanos);
            return;
        }
        waiting.add(due);
        schedule();
    }

    private void fire() {
        timer = null;
        Due next = waiting.peek();
        while (next != null && time.realNanosUntil(next.dueNanos) <= 0) {
            waiting.remove();
            next.due(next.dueNanos);
            next = waiting.peek();
        }
        schedule();
    }

    private void schedule() {
        Due next = waiting.peek();
        if (next == null || timer != null && timerNanos <= next.dueNanos) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timerNanos = next.dueNanos;
        timer = loop.schedule(this::fire, time.realNanosUntil(timerNanos), TimeUnit.NANOSECONDS);
    }
}
