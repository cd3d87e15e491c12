package dev.faultline.cluster.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventQueueTest {

    private final EventQueue<String> queue = new EventQueue<>();

    @Test
    void ordersByTimeThenPriorityThenSequence() {
        queue.add(20, 0, "late");
        queue.add(10, 5, "patient");
        queue.add(10, -5, "urgent");
        queue.add(10, 0, "first of two");
        queue.add(10, 0, "second of two");

        assertThat(drain())
                .containsExactly("urgent", "first of two", "second of two", "patient", "late");
        assertThat(queue.polledTime()).isEqualTo(20);
    }

    @Test
    void whatIsAddedAmongTheNearestEventsComesInItsPlace() {
        queue.add(10, 0, "a");
        queue.add(30, 0, "c");
        assertThat(queue.poll()).isEqualTo("a");
        queue.add(20, 0, "b");
        queue.add(30, -1, "before c");

        assertThat(drain()).containsExactly("b", "before c", "c");
    }

    @Test
    void cancelledEventNeverComes() {
        long cancelled = queue.add(10, 0, "cancelled");
        queue.add(20, 0, "kept");

        assertThat(queue.cancel(cancelled)).isTrue();
        assertThat(queue.cancel(cancelled)).isFalse();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.firstTime()).isEqualTo(20);
        assertThat(drain()).containsExactly("kept");
    }

    @Test
    void rescheduledEventKeepsItsHandleAndGoesBehindThoseAlreadyThere() {
        long moved = queue.add(10, 0, "moved");
        queue.add(20, 0, "there before");

        assertThat(queue.reschedule(moved, 20)).isTrue();
        assertThat(queue.reschedule(moved, 20)).isTrue();
        assertThat(queue.isPending(moved)).isTrue();
        assertThat(drain()).containsExactly("there before", "moved");
        assertThat(queue.reschedule(moved, 30)).isFalse();
    }

    @Test
    void handleOfAPastEventDoesNotReachTheOneThatTookItsPlace() {
        long past = queue.add(10, 0, "past");
        queue.poll();
        queue.add(20, 0, "present");

        assertThat(queue.cancel(past)).isFalse();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void holdsTheLongestTimes() {
        for (int n = 0; n < 100; n++) {
            queue.add(Long.MAX_VALUE - n / 2, 0, "never " + n / 2);
            queue.add(n, 0, "soon");
        }

        List<String> order = drain();

        assertThat(order.subList(0, 100)).containsOnly("soon");
        assertThat(order.get(100)).isEqualTo("never 49");
        assertThat(order.getLast()).isEqualTo("never 0");
    }

    @Test
    void refusesPrioritiesOfMoreThanSixteenBits() {
        assertThatThrownBy(() -> queue.add(0, 40_000, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("40000");
        assertThat(queue.isEmpty()).isTrue();
    }

    /** 12 times 300,000 operations; the spread is that of the times in nanoseconds. */
    @ParameterizedTest
    @CsvSource({
        "1, 10, 1", "2, 10, 1000", "3, 10, 1000000000",
        "4, 100, 1", "5, 100, 1000", "6, 100, 1000000000",
        "7, 3000, 3", "8, 3000, 1000", "9, 3000, 1000000000",
        "10, 50000, 3", "11, 50000, 100000", "12, 50000, 1000000000000000",
    })
    void agreesWithASortedSetOverManyOperations(long seed, int pending, long spread) {
        EventQueueAgainstReference test = new EventQueueAgainstReference(seed, pending, spread);

        test.run(300_000);

        assertThat(test.kindsOfOperation()).isEqualTo(4);
    }

    private List<String> drain() {
        List<String> order = new ArrayList<>();
        for (String next = queue.poll(); next != null; next = queue.poll()) {
            order.add(next);
        }
        return order;
    }
}
