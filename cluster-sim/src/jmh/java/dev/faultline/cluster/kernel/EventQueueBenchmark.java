package dev.faultline.cluster.kernel;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hold model: with a fixed number of pending events, take the first and put it back later. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EventQueueBenchmark {

    private static final int DRAWS = 1 << 13;

    @Param public Contender contender = Contender.FAULTLINE;

    @Param public Increments increments = Increments.EXPONENTIAL;

    @Param({"1000", "100000", "1000000"})
    public int pending;

    private PendingEvents events = Contender.FAULTLINE.create();
    private long[] ahead = {};
    private int next;

    @Setup
    public void fill() {
        events = contender.create();
        ahead = increments.nanos(DRAWS, 1);
        long[] starts = increments.nanos(pending, 2);
        if (contender == Contender.SSJ_DOUBLY_LINKED) {
            Arrays.sort(starts); // or filling it alone would take minutes
        }
        for (long start : starts) {
            events.add(start);
        }
    }

    @Benchmark
    public long hold() {
        next = (next + 1) & (DRAWS - 1);
        return events.hold(ahead[next]);
    }
}
