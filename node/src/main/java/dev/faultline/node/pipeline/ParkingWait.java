package dev.faultline.node.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How one thread waits for the ring: it parks, and whoever publishes wakes it. As frugal as the
 * Disruptor's own blocking strategy, but without a lock, and without allocating on every wait.
 */
final class ParkingWait implements WaitStrategy {

    private static final int LOOKS_BEFORE_PARKING = 100;

    private volatile @Nullable Thread parked;

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
            throws AlertException {
        int looks = LOOKS_BEFORE_PARKING;
        long available = dependent.get();
        while (available < sequence) {
            barrier.checkAlert();
            if (--looks > 0) {
                Thread.onSpinWait();
            } else {
                parked = Thread.currentThread();
                if (dependent.get() < sequence) {
                    LockSupport.park(this);
                }
                parked = null;
            }
            available = dependent.get();
        }
        return available;
    }

    @Override
    public void signalAllWhenBlocking() {
        Thread thread = parked;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
