package dev.faultline.cluster.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import dev.faultline.node.device.Backlog;
import dev.faultline.node.device.DriveModel;
import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.device.LinkModel;
import dev.faultline.node.device.Operation;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClosedLoopTest {

    private static final Percentage PERMILLE = withinPercentage(0.1);

    private static final DriveTiming DRIVE =
            new DriveTiming(7e9, 3e9, 900_000, 19_000, 110_000, 40_000, 32 * 1024);

    @Test
    void littlesLawClosesForADriveAtEveryQueueDepth() {
        for (int depth = 1; depth <= 256; depth++) {
            DriveModel drive = new DriveModel(DRIVE);
            ClosedLoop loop =
                    new ClosedLoop(1, depth, ClosedLoopTest::read, Route.through(at(drive)));
            loop.run(150L * depth);

            Measured measured = loop.run(100L * depth);

            assertThat(measured.requestsPerSecond() * measured.reads().meanLatencyNanos() / 1e9)
                    .as("throughput x latency at depth %d", depth)
                    .isCloseTo((double) depth, PERMILLE);
            assertThat(measured.requestsPerSecond())
                    .as("throughput at depth %d", depth)
                    .isCloseTo(Math.min(depth / 110e-6, 900_000), PERMILLE);
        }
    }

    @ParameterizedTest(name = "{0} customers")
    @ValueSource(ints = {1, 2, 5, 20})
    void agreesWithTheMachineRepairModel(int customers) {
        // each thinks for 1 ms, then needs the one server for 0.25 ms, both exponential:
        // p0 = 1 / sum_k N! / (N - k)! (0.25 / 1)^k, throughput = (1 - p0) / 0.25 ms
        double sum = 0;
        double term = 1;
        for (int k = 0; k <= customers; k++) {
            sum += term;
            term *= (customers - k) * 0.25;
        }
        double expected = (1 - 1 / sum) / 0.25e-3;
        SplittableRandom random = new SplittableRandom(3);
        Backlog server = new Backlog();
        Station thinking = (now, _) -> now + (long) (1e6 * exponential(random));
        Station serving =
                (now, _) -> {
                    double work = 0.25e6 * exponential(random);
                    return server.admit(now, work, 0) + (long) work;
                };
        Route route = new Route(List.of(thinking, serving), List.of(thinking));

        Measured measured =
                new ClosedLoop(1, customers, ClosedLoopTest::read, route).run(1_000_000);

        // 1,000,000 cycles: the standard error is below 0.15 %
        assertThat(measured.requestsPerSecond()).isCloseTo(expected, withinPercentage(0.5));
    }

    @ParameterizedTest(name = "depth {0}")
    @ValueSource(ints = {1, 8, 16, 64, 256})
    void theSlowestStationOnTheWayBindsADeepLoop(int depth) {
        DriveModel drive = new DriveModel(DRIVE);
        LinkModel link = new LinkModel(1e9, 10_000);
        Station wire = (now, request) -> link.complete(now, request.length());
        Route route = new Route(List.of(at(drive), wire), List.of(wire));
        ClosedLoop loop = new ClosedLoop(1, depth, ClosedLoopTest::read, route);
        loop.run(100L * depth);

        Measured measured = loop.run(500L * depth);

        // alone: 110 us + 4,096 B / 1 GB/s + 10 us = 124.096 us; at most 1 GB/s / 4,096 B
        double expected = Math.min(depth / 124.096e-6, 1e9 / 4096);
        assertThat(measured.requestsPerSecond()).isCloseTo(expected, withinPercentage(0.5));
        assertThat(measured.bytesPerSecond())
                .isCloseTo(4096 * measured.requestsPerSecond(), PERMILLE);
    }

    @Test
    void readsAndWritesAreTalliedApart() {
        Station served =
                (now, request) -> now + (request.operation() == Operation.READ ? 100 : 300);
        Workload alternating =
                request -> {
                    boolean read = request.offset() == 0;
                    request.ask(
                            read ? Operation.READ : Operation.WRITE,
                            read ? 1 : 0,
                            read ? 4096 : 512);
                };

        Measured measured = new ClosedLoop(1, 1, alternating, Route.through(served)).run(1000);

        // 500 reads of 100 ns and 500 writes of 300 ns
        assertThat(measured.nanos()).isEqualTo(500 * 100 + 500 * 300);
        assertThat(measured.reads().count()).isEqualTo(500);
        assertThat(measured.writes().bytes()).isEqualTo(500 * 512);
        assertThat(measured.reads().meanLatencyNanos()).isEqualTo(100);
        assertThat(measured.writes().latencies().getValueAtPercentile(50)).isEqualTo(300);
    }

    @Test
    void oneDriveTakesLessThanAMegabyte() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        DriveRequestsBenchmark.readsOf(1).run(1_000);

        long before = threads.getThreadAllocatedBytes(thread);
        Measured measured = DriveRequestsBenchmark.readsOf(1).run(500_000);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        // all that was allocated, so also all that is held, and nothing per request
        assertThat(measured.reads().count()).isEqualTo(500_000);
        assertThat(allocated).isLessThan(1_000_000);
    }

    /** In processor time, so that a busy host does not count; the goals are of one core. */
    @ParameterizedTest(name = "{0} drives")
    @ValueSource(ints = {1, 1000})
    void requestsAreSimulatedFastEnough(int drives) {
        long goalPerSecond = drives == 1 ? 2_000_000 : 1_000_000;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ClosedLoop loop = DriveRequestsBenchmark.readsOf(drives);
        loop.run(1_000_000);

        long started = threads.getCurrentThreadCpuTime();
        loop.run(1_000_000);
        double seconds = (threads.getCurrentThreadCpuTime() - started) / 1e9;

        assertThat(1_000_000 / seconds).isGreaterThan(goalPerSecond);
    }

    private static void read(Request request) {
        request.ask(Operation.READ, 0, 4096);
    }

    private static Station at(DriveModel drive) {
        return (now, request) ->
                drive.complete(now, request.operation(), request.offset(), request.length());
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble());
    }
}
