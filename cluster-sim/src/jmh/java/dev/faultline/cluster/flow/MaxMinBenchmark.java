package dev.faultline.cluster.flow;

import dev.faultline.cluster.kernel.RandomStreams;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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

/**
 * One event of a system in a steady state: an activity leaves, another one comes, the rates are brought up to date. "Narrow"
 * activities use two random links, ten activities to a link; "wide" ones, of which there are twelve, use every link.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MaxMinBenchmark {

    /** How the rates are found. */
    public enum Way {
        FROM_LAST_SOLUTION,
        FROM_SCRATCH
    }

    /** What an activity uses. */
    public enum Shape {
        NARROW,
        WIDE
    }

    @Param public Way way = Way.FROM_LAST_SOLUTION;

    @Param public Shape shape = Shape.NARROW;

    @Param({"200", "2000", "20000"})
    public int links;

    private final RandomGenerator random = new RandomStreams(1).stream("benchmark");
    private MaxMin system = new MaxMin();
    private int[] activities = {};

    @Setup
    public void fill() {
        system = new MaxMin();
        for (int n = 0; n < links; n++) {
            system.addResource(random.nextDouble(1, 2));
        }
        activities = new int[shape == Shape.NARROW ? 5 * links : 12];
        for (int n = 0; n < activities.length; n++) {
            activities[n] = add();
        }
        system.solve();
    }

    @Benchmark
    public double leaveAndCome() {
        int which = random.nextInt(activities.length);
        system.removeActivity(activities[which]);
        activities[which] = add();
        if (way == Way.FROM_LAST_SOLUTION) {
            system.solve();
        } else {
            system.solveFromScratch();
        }
        return system.rate(activities[which]);
    }

    private int add() {
        int first = random.nextInt(links);
        int second = (first + random.nextInt(1, links)) % links;
        return shape == Shape.NARROW
                ? system.addActivity(
                        1,
                        Double.POSITIVE_INFINITY,
                        new int[] {first, second},
                        new double[] {1, 1})
                : addWide();
    }

    private int addWide() {
        int[] all = new int[links];
        double[] weights = new double[links];
        for (int n = 0; n < links; n++) {
            all[n] = n;
            weights[n] = random.nextDouble(0.5, 1.5);
        }
        double bound = random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble(0.1);
        return system.addActivity(random.nextDouble(0.5, 2), bound, all, weights);
    }
}
