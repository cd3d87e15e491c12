package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Cause;
import dev.faultline.cluster.durability.ClusterLayout;
import dev.faultline.cluster.durability.Hazards;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.RebuildModel;
import dev.faultline.cluster.durability.RepairConvention;
import dev.faultline.cluster.durability.StripeCode;
import dev.faultline.cluster.durability.Streams;
import dev.faultline.cluster.durability.burst.BurstLayout;
import dev.faultline.cluster.durability.burst.BurstTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One naive year of 100 drives (ten pools of 8+2, AFR 2 %), one importance-sampled cycle of an
 * exabyte that begins with a lost rack, and the burst heat map. Run with {@code -t 2} for both cores.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class TrialBenchmark {
    private final Draws draws = new Draws(Streams.of(1, 2, 3));
    private final Tally tally = new Tally();
    private final NaiveTrial hundredDrives =
            new NaiveTrial(hundredDrives(), Lifetime.YEAR_SECONDS);
    private final ImportanceCycle exabyte =
            new ImportanceCycle(new Cycles(exabyte(), Lifetime.YEAR_SECONDS));

    static PoolModel hundredDrives() {
        return new PoolModel(
                ClusterLayout.pools(10, 10, StripeCode.reedSolomon(8, 2), 1, 20e12),
                Hazards.drivesOnly(Lifetime.ofAnnualFailureRate(0.02)),
                RebuildModel.ofDriveSeconds(RepairConvention.SERIAL, 200_000, false));
    }

    private static PoolModel exabyte() {
        StripeCode code = StripeCode.reedSolomon(145, 5);
        ClusterLayout layout =
                new ClusterLayout(
                        52, 52, 1_248, 12_480, code, 12_480, true, 10_649, 93.4e12, 2_995);
        double strip = layout.stripBytes();
        return new PoolModel(
                layout,
                new Hazards(
                        Lifetime.ofAnnualFailureRate(0.009),
                        List.of(new Hazards.Shared(ClusterLayout.Scope.RACK, 1e-5, 0, 0)),
                        Hazards.Batch.NONE,
                        Hazards.Latent.NONE),
                new RebuildModel(
                        RepairConvention.MOST_EXPOSED_FIRST,
                        30,
                        0,
                        Integer.MAX_VALUE,
                        RebuildModel.moving(145 * strip, strip, 12_480, 1.6e9),
                        false));
    }

    @Benchmark
    public Object naiveYearOfHundredDrives() {
        hundredDrives.run(draws, tally);
        return tally;
    }

    @Benchmark
    public Object importanceCycleOfAnExabyte() {
        exabyte.run(Cause.RACK.ordinal(), draws, tally);
        return tally;
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MINUTES)
    public Object burstHeatMap() {
        return BurstTable.of(new BurstLayout.NetworkClustered(40, 800, 10, 2, 10, 2), 60, 40, 1, () -> true);
    }
}
