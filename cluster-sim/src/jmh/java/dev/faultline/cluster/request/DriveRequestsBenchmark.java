package dev.faultline.cluster.request;

import dev.faultline.node.device.DriveModel;
import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.device.Operation;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Random 4 KiB reads of drives in virtual time, 32 outstanding at each: requests simulated per
 * second on one core, with their offsets drawn and their latencies tallied.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DriveRequestsBenchmark {

    static final int REQUESTS = 100_000;

    private static final DriveTiming QLC =
            new DriveTiming(7e9, 3e9, 900_000, 19_000, 110_000, 40_000, 32 * 1024);

    @Param({"1", "1000"})
    int drives;

    private ClosedLoop loop = readsOf(1);

    @Setup
    public void outstanding() {
        loop = readsOf(drives);
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public Measured randomReads() {
        return loop.run(REQUESTS);
    }

    static ClosedLoop readsOf(int drives) {
        DriveModel[] models = new DriveModel[drives];
        for (int i = 0; i < drives; i++) {
            models[i] = new DriveModel(QLC);
        }
        SplittableRandom random = new SplittableRandom(1);
        Workload reads =
                request -> request.ask(Operation.READ, random.nextLong(1L << 35) << 12, 4096);
        Station station =
                (now, request) ->
                        models[request.job()].complete(
                                now, request.operation(), request.offset(), request.length());
        return new ClosedLoop(drives, 32, reads, Route.through(station));
    }
}
