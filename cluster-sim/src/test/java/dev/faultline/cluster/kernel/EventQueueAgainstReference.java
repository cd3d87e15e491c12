package dev.faultline.cluster.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Does the same random things to an event queue and to a sorted set, and compares all they say. */
final class EventQueueAgainstReference {

    private static final Comparator<Entry> ORDER =
            Comparator.comparingLong((Entry e) -> e.time)
                    .thenComparingInt(e -> e.priority)
                    .thenComparingLong(e -> e.sequence);

    private final long seed;
    private final int pending;
    private final long spread;
    private final RandomGenerator random;

    private final EventQueue<Entry> queue = new EventQueue<>();
    private final TreeSet<Entry> reference = new TreeSet<>(ORDER);
    private final List<Entry> known = new ArrayList<>();
    private final Set<String> kinds = new HashSet<>();
    private long now;
    private long sequence;

    EventQueueAgainstReference(long seed, int pending, long spread) {
        this.seed = seed;
        this.pending = pending;
        this.spread = spread;
        random = new RandomStreams(seed).stream("event queue");
    }

    void run(int operations) {
        for (int n = 0; n < operations; n++) {
            double kind = random.nextDouble();
            boolean full = reference.size() > pending + random.nextInt(1 + pending / 2);
            if (kind < (full ? 0.1 : 0.6)) {
                add();
            } else if (kind < (full ? 0.8 : 0.9)) {
                poll();
            } else if (kind < 0.95) {
                cancel();
            } else {
                reschedule();
            }
            check(queue.size(), reference.size());
        }
        while (!reference.isEmpty()) {
            poll();
        }
        check(queue.isEmpty() ? 0 : 1, 0);
    }

    int kindsOfOperation() {
        return kinds.size();
    }

    private void add() {
        kinds.add("add");
        Entry entry = new Entry();
        entry.time = someTime();
        entry.priority = random.nextInt(-2, 3);
        entry.sequence = sequence++;
        entry.handle = queue.add(entry.time, entry.priority, entry);
        reference.add(entry);
        known.add(entry);
    }

    private void poll() {
        kinds.add("poll");
        Entry expected = reference.pollFirst();
        if (expected != null) {
            check(queue.firstTime(), expected.time);
            now = expected.time;
        }
        Entry actual = queue.poll();
        if (actual != expected) {
            throw new AssertionError("seed " + seed + ": " + actual + " before " + expected);
        }
    }

    private void cancel() {
        kinds.add("cancel");
        Entry entry = someEntry();
        if (entry != null) {
            check(queue.cancel(entry.handle) ? 1 : 0, reference.remove(entry) ? 1 : 0);
        }
    }

    private void reschedule() {
        kinds.add("reschedule");
        Entry entry = someEntry();
        if (entry != null) {
            boolean wasPending = reference.remove(entry);
            long time = someTime();
            check(queue.reschedule(entry.handle, time) ? 1 : 0, wasPending ? 1 : 0);
            if (wasPending) {
                entry.time = time;
                entry.sequence = sequence++;
                reference.add(entry);
            }
        }
    }

    /** Mostly near, sometimes much later, sometimes right now. */
    private long someTime() {
        long scale = random.nextInt(20) == 0 ? 50 * spread : spread;
        return now + (random.nextInt(10) == 0 ? 0 : random.nextLong(scale));
    }

    private @Nullable Entry someEntry() {
        if (known.isEmpty()) {
            return null;
        }
        int at = random.nextInt(known.size());
        Entry entry = known.get(at);
        if (random.nextBoolean()) {
            known.set(at, known.getLast());
            known.removeLast();
        }
        return entry;
    }

    private void check(long actual, long expected) {
        assertThat(actual).as("seed %d", seed).isEqualTo(expected);
    }

    private static final class Entry {
        private long time;
        private int priority;
        private long sequence;
        private long handle;

        @Override
        public String toString() {
            return "(" + time + ", " + priority + ", " + sequence + ")";
        }
    }
}
