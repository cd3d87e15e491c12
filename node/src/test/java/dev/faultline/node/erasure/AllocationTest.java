package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Once the JIT compiler has done its work, which the test waits for, calls allocate nothing:
 * neither objects of ours, nor vectors.
 */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CALLS = 100;

    private int wrongParities;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsAllocateNothingInSteadyState(boolean offHeap) {
        ErasureCode code =
                ErasureCode.of("6+4/local 2").with(Kernel.vector().orElse(Kernel.scalar()));
        int strips = code.shape().strips();
        MemorySegment memory =
                offHeap
                        ? Arena.ofAuto().allocate(strips * 1000L)
                        : MemorySegment.ofArray(new byte[strips * 1000]);
        Stripe stripe = Stripe.split(memory, strips);
        MemorySegment part = stripe.strip(0).asSlice(100, 300);
        StripSet four = StripSet.of(0, 1, 3, 4);
        StripSet others = StripSet.range(1, strips);
        Runnable calls =
                () -> {
                    code.encode(stripe);
                    code.decode(stripe, four);
                    code.repair(stripe, 0, others);
                    code.update(stripe, 0, 100, part, part);
                    wrongParities += code.verify(stripe).size();
                };

        long begin = System.nanoTime();
        long allocated = Long.MAX_VALUE;
        while (allocated > 0 && System.nanoTime() - begin < PATIENCE.toNanos()) {
            allocated = allocatedBytes(calls);
        }

        assertThat(allocated).isZero();
        assertThat(wrongParities).isZero();
    }

    private static long allocatedBytes(Runnable calls) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            calls.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
