package dev.faultline.node.device;

import java.util.concurrent.locks.LockSupport;

/**
 * The time that the hardware models of a running node live in: real time divided by the slowdown,
 * so that hardware faster than this machine can be emulated faithfully, only slower.
 *
 * <pre>
 *   modelled = (real - start) / slowdown
 * </pre>
 *
 * Unlimited is another mode: nothing waits for a model, except for what was slowed on purpose. Any
 * thread may use it.
 */
public final class ModelTime {

    private final boolean unlimited;
    private final double slowdown;
    private final long startNanos = System.nanoTime();

    private ModelTime(boolean unlimited, double slowdown) {
        this.unlimited = unlimited;
        this.slowdown = slowdown;
    }

    /** Modelled time passes so many times more slowly than real time. */
    public static ModelTime slowedBy(double slowdown) {
        if (!(slowdown > 0 && slowdown < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "slowdown (%s) must be positive".formatted(slowdown));
        }
        return new ModelTime(false, slowdown);
    }

    public static ModelTime unlimited() {
        return new ModelTime(true, 1);
    }

    public boolean isUnlimited() {
        return unlimited;
    }

    public double slowdown() {
        return slowdown;
    }

    /** Now, in modelled nanoseconds. */
    public long nowNanos() {
        return (long) ((System.nanoTime() - startNanos) / slowdown);
    }

    /**
     * How long from now a modelled time is, in real nanoseconds; not positive when it has passed.
     */
    public long realNanosUntil(long modelledNanos) {
        return (long) (modelledNanos * slowdown) - (System.nanoTime() - startNanos);
    }

    /** Returns when the modelled time has come. */
    public void await(long modelledNanos) {
        long left = realNanosUntil(modelledNanos);
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = realNanosUntil(modelledNanos);
        }
    }

    /** When a request to this drive that arrives now is done; now, when nothing is modelled. */
    public long complete(
            EmulatedDrive drive, long nowNanos, Operation operation, long offset, long length) {
        return unlimited && drive.slowness() == 1
                ? nowNanos
                : drive.complete(nowNanos, operation, offset, length);
    }
}
