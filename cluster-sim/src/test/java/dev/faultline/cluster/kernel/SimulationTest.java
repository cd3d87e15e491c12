package dev.faultline.cluster.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private final Simulation simulation = new Simulation();
    private final List<String> trace = new ArrayList<>();

    @Test
    void runsActionsAtTheirTimes() {
        simulation.schedule(20, 0, () -> note("b"));
        simulation.schedule(10, 0, () -> note("a"));

        simulation.run();

        assertThat(trace).containsExactly("a@10", "b@20");
        assertThat(simulation.events()).isEqualTo(2);
        assertThat(simulation.nowNanos()).isEqualTo(20);
    }

    @Test
    void anActionMayScheduleAtThePresentTime() {
        simulation.schedule(
                10,
                0,
                () -> {
                    simulation.schedule(10, 1, () -> note("last"));
                    simulation.schedule(10, -1, () -> note("next"));
                });
        simulation.schedule(10, 0, () -> note("scheduled before"));

        simulation.run();

        assertThat(trace).containsExactly("next@10", "scheduled before@10", "last@10");
    }

    @Test
    void runsUntilATimeAndGoesOnFromThere() {
        simulation.schedule(10, 0, () -> note("a"));
        simulation.schedule(30, 0, () -> note("b"));

        simulation.runUntil(10);
        simulation.runUntil(20);

        assertThat(trace).containsExactly("a@10");
        assertThat(simulation.nowNanos()).isEqualTo(20);

        simulation.run();

        assertThat(trace).containsExactly("a@10", "b@30");
    }

    @Test
    void refusesThePast() {
        simulation.runUntil(100);

        assertThatThrownBy(() -> simulation.schedule(99, 0, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99 ns")
                .hasMessageContaining("100 ns");
        assertThatThrownBy(() -> simulation.runUntil(50))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cancelsAndReschedules() {
        long cancelled = simulation.schedule(10, 0, () -> note("cancelled"));
        long moved = simulation.schedule(10, 0, () -> note("moved"));

        assertThat(simulation.cancel(cancelled)).isTrue();
        assertThat(simulation.reschedule(moved, 40)).isTrue();
        simulation.run();

        assertThat(trace).containsExactly("moved@40");
        assertThat(simulation.cancel(moved)).isFalse();
    }

    private void note(String what) {
        trace.add(what + "@" + simulation.nowNanos());
    }
}
