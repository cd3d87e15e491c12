package dev.faultline.node.erasure;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/**
 * Scalar until vectors are faster. Before the JIT compiler has replaced the Vector API by
 * instructions, which takes it seconds, vectors run a thousand times slower than scalar code; a
 * thread in the background runs every pass until that is over. Where it never is (an interpreter
 * only, say), it gives up and scalar code stays.
 */
final class WarmingKernel implements Kernel {
    private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int STRIP_BYTES = 2048;
    private static final int ROUNDS_IN_A_ROW = 20;

    /** Enough of each to exercise every pass: two sums, and eight other targets, of six sources. */
    private static final int SOURCES = 6;

    private static final int TARGETS = 12;

    private final Kernel vector;
    private volatile boolean warm;

    private WarmingKernel(Kernel vector) {
        this.vector = vector;
    }

    static WarmingKernel start(Kernel vector) {
        WarmingKernel kernel = new WarmingKernel(vector);
        Thread.ofPlatform().daemon().name("erasure-kernel-warm-up").start(kernel::warmUp);
        return kernel;
    }

    @Override
    public String name() {
        return current().name();
    }

    @Override
    public void run(Program program, Stripe stripe, long from, long to) {
        current().run(program, stripe, from, to);
    }

    private Kernel current() {
        return warm ? vector : Kernel.scalar();
    }

    private void warmUp() {
        Program program = everyPass();
        Stripe heap = Stripe.split(segment(false), SOURCES + TARGETS);
        Stripe offHeap = Stripe.split(segment(true), SOURCES + TARGETS);
        long begin = System.nanoTime();
        int faster = 0;
        while (faster < ROUNDS_IN_A_ROW && System.nanoTime() - begin < PATIENCE_NANOS) {
            long onHeapNanos = time(vector, program, heap);
            long offHeapNanos = time(vector, program, offHeap);
            long scalarNanos = time(Kernel.scalar(), program, heap);
            faster = Math.max(onHeapNanos, offHeapNanos) < scalarNanos ? faster + 1 : 0;
        }
        warm = faster == ROUNDS_IN_A_ROW;
    }

    private static MemorySegment segment(boolean offHeap) {
        int size = (SOURCES + TARGETS) * STRIP_BYTES;
        return offHeap ? Arena.ofAuto().allocate(size) : MemorySegment.ofArray(new byte[size]);
    }

    private static Program everyPass() {
        return new Program(
                List.of(
                        LinearMap.setting(
                                StripSet.range(0, SOURCES).toArray(),
                                StripSet.range(SOURCES, SOURCES + TARGETS).toArray(),
                                (target, source) -> target < 2 ? 1 : 2 + target + source)));
    }

    private static long time(Kernel kernel, Program program, Stripe stripe) {
        long begin = System.nanoTime();
        kernel.run(program, stripe, 0, STRIP_BYTES);
        return System.nanoTime() - begin;
    }
}
