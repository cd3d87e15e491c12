package dev.faultline.node.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue under every station, against what queueing theory says of it. */
final class BacklogTest {

    private static final double SERVICE_NANOS = 1e6;
    private static final int RUNS = 40;

    /** Two-sided 99 % point of Student's t with {@code RUNS - 1} degrees of freedom. */
    private static final double STUDENT_T = 2.708;

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.8})
    void waitsAsLongAsTheoryOfOneExponentialServerSays(double utilisation) {
        // M/M/1: Wq = rho / (1 - rho) x service
        double expected = utilisation / (1 - utilisation) * SERVICE_NANOS;

        Interval waiting =
                poissonArrivals(utilisation, random -> exponential(random) * SERVICE_NANOS);

        assertThat(expected).isBetween(waiting.low(), waiting.high());
        assertThat(waiting.width()).isLessThan(0.2 * expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.8})
    void waitsHalfAsLongWhenServiceDoesNotVary(double utilisation) {
        // M/D/1 (Pollaczek and Khinchine): Wq = rho / (2 (1 - rho)) x service
        double expected = utilisation / (2 * (1 - utilisation)) * SERVICE_NANOS;

        Interval waiting = poissonArrivals(utilisation, _ -> SERVICE_NANOS);

        assertThat(expected).isBetween(waiting.low(), waiting.high());
        assertThat(waiting.width()).isLessThan(0.2 * expected);
    }

    @Test
    void startsAsManyAtOnceAsTheWindowHolds() {
        Backlog backlog = new Backlog();

        // window 30 = three requests of 10; each further one waits for 10 more
        long[] starts = new long[6];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = backlog.admit(1000, 10, 30);
        }

        assertThat(starts).containsExactly(1000, 1000, 1000, 1010, 1020, 1030);
        assertThat(backlog.aheadNanos(1000)).isEqualTo(60);
        assertThat(backlog.aheadNanos(1059)).isEqualTo(1);
        assertThat(backlog.aheadNanos(5000)).isZero();
    }

    @Test
    void forgetsTheTimeItStoodIdle() {
        Backlog backlog = new Backlog();
        backlog.admit(0, 10, 0);

        long afterIdling = backlog.admit(1_000_000, 10, 0);
        long behindIt = backlog.admit(1_000_000, 10, 0);

        assertThat(afterIdling).isEqualTo(1_000_000);
        assertThat(behindIt).isEqualTo(1_000_010);
    }

    @Test
    void keepsARateThatIsNotAWholeNumberOfNanoseconds() {
        Backlog backlog = new Backlog();

        // 87.3 ns each: one million of them take 87.3 ms, and not 87 ms
        long last = 0;
        for (int i = 0; i <= 1_000_000; i++) {
            last = backlog.admit(0, 87.3, 0);
        }

        assertThat(last).isBetween(87_299_999L, 87_300_001L);
    }

    private static Interval poissonArrivals(
            double utilisation, ToDoubleFunction<SplittableRandom> service) {
        double[] means = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            means[run] = meanWaitNanos(new SplittableRandom(1000 + run), utilisation, service);
        }
        return Interval.of(means);
    }

    private static double meanWaitNanos(
            SplittableRandom random, double utilisation, ToDoubleFunction<SplittableRandom> work) {
        Backlog server = new Backlog();
        int warmUp = 2_000;
        int count = 30_000;
        double now = 0;
        double waited = 0;
        for (int i = 0; i < warmUp + count; i++) {
            now += exponential(random) * SERVICE_NANOS / utilisation;
            long arrival = (long) now;
            long start = server.admit(arrival, work.applyAsDouble(random), 0);
            waited += i < warmUp ? 0 : start - arrival;
        }
        return waited / count;
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble());
    }

    /** A 99 % confidence interval of the mean of independent runs. */
    private record Interval(double low, double high) {

        static Interval of(double[] values) {
            double sum = 0;
            double squares = 0;
            for (double value : values) {
                sum += value;
                squares += value * value;
            }
            double mean = sum / values.length;
            double variance = (squares - values.length * mean * mean) / (values.length - 1);
            double half = STUDENT_T * Math.sqrt(variance / values.length);
            return new Interval(mean - half, mean + half);
        }

        double width() {
            return high - low;
        }
    }
}
