package dev.faultline.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowsTest {

    private static final double UNBOUNDED = Double.POSITIVE_INFINITY;

    private final Simulation simulation = new Simulation();
    private final MaxMin system = new MaxMin();
    private final Flows flows = new Flows(simulation, system);

    @Test
    void fiveWritersOfOneDiskEndTogether() {
        int disk = system.addResource(40e6);
        List<Long> ends = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            start(4e6, disk, () -> ends.add(simulation.nowNanos()));
        }

        simulation.run();

        // 5 x 4 MB at 40 MB/s
        assertThat(ends).hasSize(5).containsOnly(500_000_000L);
    }

    @Test
    void halvedInTheMiddleTakesTwiceAsLongForTheRest() {
        int link = system.addResource(1e6);
        List<Long> ends = new ArrayList<>();
        start(1e6, link, () -> ends.add(simulation.nowNanos()));
        simulation.schedule(
                500_000_000,
                0,
                () -> {
                    system.setCapacity(link, 0.5e6);
                    flows.changed();
                });

        simulation.run();

        // half of it in 0.5 s, the other half at half the rate in 1 s
        assertThat(ends).containsExactly(1_500_000_000L);
    }

    @Test
    void whatACompletionLeavesFreeGoesToTheOthersAtOnce() {
        int link = system.addResource(3e9);
        List<Long> ends = new ArrayList<>();
        start(1, link, () -> ends.add(simulation.nowNanos()));
        start(1, link, () -> ends.add(simulation.nowNanos()));
        start(2e9, link, () -> ends.add(simulation.nowNanos()));

        simulation.run();

        // two of 1 byte end after 1e-9 s; the third then has 2e9 - 1 bytes left: 2/3 s + 1e-9 s -
        // 1/3e9 s
        assertThat(ends).containsExactly(1L, 1L, 666_666_667L);
    }

    @Test
    void chainsOfShortActivitiesAccumulateNoRounding() {
        int link = system.addResource(3e9);
        int[] left = {3_000_000};

        startAgain(link, left);
        simulation.run();

        // three million times a third of a nanosecond
        assertThat(simulation.nowNanos()).isEqualTo(1_000_000L);
    }

    @Test
    void boundedAndGuaranteedActivitiesEndWhenTheirOwnRatesSay() {
        int link = system.addResource(10);
        List<String> ends = new ArrayList<>();
        int[] on = {link};
        double[] weights = {1};
        flows.start(10, 1, 1, on, weights, () -> ends.add("bounded " + seconds()));
        int guaranteed =
                flows.start(
                        28, 1, UNBOUNDED, on, weights, () -> ends.add("guaranteed " + seconds()));
        start(10, link, () -> ends.add("plain " + seconds()));
        system.setGuarantee(guaranteed, 7);
        flows.changed();

        simulation.run();

        // 1 + 7 + 2 = 10: 28 at 7 end after 4 s; then 2 of 10 are left for the plain one, at 10 - 1
        assertThat(ends).containsExactly("guaranteed 4.0", "plain 4.222222222", "bounded 10.0");
    }

    @Test
    void stoppedActivityIsNeverDone() {
        int link = system.addResource(10);
        int stopped =
                start(
                        100,
                        link,
                        () -> {
                            throw new AssertionError("was stopped");
                        });
        List<Double> ends = new ArrayList<>();
        start(100, link, () -> ends.add(seconds()));
        simulation.schedule(
                4_000_000_000L,
                0,
                () -> {
                    assertThat(flows.remaining(stopped)).isEqualTo(80);
                    assertThat(flows.rate(stopped)).isEqualTo(5);
                    flows.stop(stopped);
                });

        simulation.run();

        // 20 of 100 in 4 s at 5, the other 80 at 10
        assertThat(ends).containsExactly(12.0);
    }

    @Test
    void whatACompletionStopsAtTheSameInstantDoesNotComplete() {
        int link = system.addResource(10);
        List<String> ends = new ArrayList<>();
        int[] second = new int[1];
        start(
                50,
                link,
                () -> {
                    ends.add("first");
                    flows.stop(second[0]);
                });
        second[0] = start(50, link, () -> ends.add("second"));

        simulation.run();

        assertThat(ends).containsExactly("first");
        assertThat(seconds()).isEqualTo(10);
    }

    @Test
    void openEndedLoadTakesItsPartAndNeverEnds() {
        int link = system.addResource(10);
        int load =
                start(
                        UNBOUNDED,
                        link,
                        () -> {
                            throw new AssertionError("never ends");
                        });
        List<Double> ends = new ArrayList<>();
        start(10, link, () -> ends.add(seconds()));

        simulation.run();

        assertThat(ends).containsExactly(2.0);
        assertThat(flows.rate(load)).isEqualTo(10);
        assertThat(flows.remaining(load)).isInfinite();
    }

    @Test
    void everythingThatChangesAtOneInstantIsRecomputedOnce() {
        int link = system.addResource(10);
        int[] recomputations = new int[1];
        flows.onRates(() -> recomputations[0]++);
        for (int n = 0; n < 10; n++) {
            start(UNBOUNDED, link, () -> {});
        }
        system.setCapacity(link, 20);
        flows.changed();

        simulation.run();

        assertThat(recomputations[0]).isEqualTo(1);
    }

    @Test
    void waitsWhileTheResourceIsDead() {
        int disk = system.addResource(0);
        List<Double> ends = new ArrayList<>();
        start(10, disk, () -> ends.add(seconds()));
        simulation.schedule(
                5_000_000_000L,
                0,
                () -> {
                    system.setCapacity(disk, 10);
                    flows.changed();
                });

        simulation.run();

        assertThat(ends).containsExactly(6.0);
    }

    private void startAgain(int link, int[] left) {
        if (left[0]-- > 0) {
            start(1, link, () -> startAgain(link, left));
        }
    }

    private double seconds() {
        return simulation.nowNanos() / 1e9;
    }

    private int start(double amount, int resource, Runnable done) {
        return flows.start(amount, 1, UNBOUNDED, new int[] {resource}, new double[] {1}, done);
    }
}
