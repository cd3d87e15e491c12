package dev.faultline.node.erasure;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Scalar until vectors are faster. Before the JIT compiler has replaced the Vector API by
 * instructions, which takes it seconds, vectors run a thousand times slower than scalar code; from
 * the first run on, a thread in the background runs every pass until that is over. Where it never
 * is (an interpreter only, say), it gives up and scalar code stays.
 */
final class WarmingKernel implements Kernel {
    static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();
    static final int ROUNDS_IN_A_ROW = 20;

    private static final int STRIP_BYTES = 2048;

    /** Enough of each to exercise every pass: two sums, and ten other targets, of six sources. */
    private static final int SOURCES = 6;

    private static final int TARGETS = 12;

    private final Kernel vector;
    private final Kernel scalar;
    private final LongSupplier nanoClock;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean warm;

    WarmingKernel(Kernel vector, Kernel scalar, LongSupplier nanoClock) {
        this.vector = vector;
        this.scalar = scalar;
        this.nanoClock = nanoClock;
    }

    @Override
    public String name() {
        return current().name();
    }

    @Override
    public void run(Program program, Stripe stripe, long from, long to) {
        if (!warm && begun.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("erasure-kernel-warm-up").start(this::warmUp);
        }
        current().run(program, stripe, from, to);
    }

    @Override
    public Kernel current() {
        return warm ? vector : scalar;
    }

    /** Returns when vectors have been faster, on and off the heap, for a while, or never will. */
    void warmUp() {
        Program program = everyPass();
        int bytes = (SOURCES + TARGETS) * STRIP_BYTES;
        Stripe heap = Stripe.split(MemorySegment.ofArray(new byte[bytes]), SOURCES + TARGETS);
        Stripe offHeap = Stripe.split(Arena.ofAuto().allocate(bytes), SOURCES + TARGETS);
        long begin = nanoClock.getAsLong();
        int faster = 0;
        while (faster < ROUNDS_IN_A_ROW && nanoClock.getAsLong() - begin < PATIENCE_NANOS) {
            long onHeapNanos = time(vector, program, heap);
            long offHeapNanos = time(vector, program, offHeap);
            long scalarNanos = time(scalar, program, heap);
            faster = Math.max(onHeapNanos, offHeapNanos) < scalarNanos ? faster + 1 : 0;
        }
        warm = faster == ROUNDS_IN_A_ROW;
    }

    private long time(Kernel kernel, Program program, Stripe stripe) {
        long begin = nanoClock.getAsLong();
        kernel.run(program, stripe, 0, STRIP_BYTES);
        return nanoClock.getAsLong() - begin;
    }

    private static Program everyPass() {
        return new Program(
                List.of(
                        LinearMap.setting(
                                StripSet.range(0, SOURCES).toArray(),
                                StripSet.range(SOURCES, SOURCES + TARGETS).toArray(),
                                (target, source) -> target < 2 ? 1 : 2 + target + source)));
    }
}
