package dev.faultline.node.metadata;

import dev.faultline.node.metadata.MaintenanceEvent.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the platform does and will do to the instances of one availability set, scale set or
 * placement group. Immutable.
 */
public final class Platform {

    /** Nothing planned. */
    public static final Platform QUIET = new Platform(List.of(), List.of());

    private final List<MaintenanceEvent> events;
    private final List<Downtime> downtimes;

    /** When what is pending changes, in order; one time for each change. */
    private final Instant[] changes;

    /** When that changes, or who is away, in order. */
    private final Instant[] ticks;

    public Platform(List<MaintenanceEvent> events, List<Downtime> downtimes) {
        this.events = List.copyOf(events);
        this.downtimes = List.copyOf(downtimes);
        this.changes =
                events.stream().flatMap(Platform::transitions).sorted().toArray(Instant[]::new);
        Stream<Instant> back = events.stream().map(event -> event.start().plus(event.impact()));
        Stream<Instant> away =
                downtimes.stream()
                        .flatMap(down -> Stream.of(Optional.of(down.from()), until(down)))
                        .flatMap(Optional::stream);
        this.ticks =
                Stream.concat(Arrays.stream(changes), Stream.concat(back, away))
                        .sorted()
                        .toArray(Instant[]::new);
    }

    /** In the order in which they were added. */
    public List<MaintenanceEvent> events() {
        return events;
    }

    public List<Downtime> downtimes() {
        return downtimes;
    }

    /** Announced and not over, in the order in which they were added. */
    public List<MaintenanceEvent> pending(Instant now) {
        return events.stream().filter(event -> event.isPending(now)).toList();
    }

    /** Those of an instance that are announced and not over, earliest start first. */
    List<MaintenanceEvent> pendingFor(String instance, Instant now) {
        return events.stream()
                .filter(event -> event.isPending(now) && event.concerns(instance))
                .sorted((a, b) -> a.start().compareTo(b.start()))
                .toList();
    }

    /** Those of an instance that are over. */
    List<MaintenanceEvent> overFor(String instance, Instant now) {
        return events.stream()
                .filter(event -> event.concerns(instance))
                .filter(event ->
                        event.phase(now) == Phase.COMPLETED || event.phase(now) == Phase.CANCELED)
                .toList();
    }

    /** How often what is pending has changed. */
    long changes(Instant now) {
        return notAfter(changes, now);
    }

    /** When anything changes next: what is pending, or who is away. */
    public Optional<Instant> nextChange(Instant now) {
        int next = notAfter(ticks, now);
        return next == ticks.length ? Optional.empty() : Optional.of(ticks[next]);
    }

    /** Names of the instances that are away. */
    public Set<String> away(Instant now) {
        Set<String> away = new HashSet<>();
        downtimes.stream().filter(down -> down.covers(now)).forEach(d -> away.add(d.resource()));
        events.stream()
                .filter(event -> event.takesDownAt(now))
                .forEach(event -> away.addAll(event.resources()));
        return away;
    }

    public Optional<MaintenanceEvent> event(String id) {
        return events.stream().filter(event -> event.id().equals(id)).findFirst();
    }

    Platform plus(MaintenanceEvent event) {
        List<MaintenanceEvent> all = new ArrayList<>(events);
        all.add(event);
        return new Platform(all, downtimes);
    }

    /** A guest lets an event start, for all of its resources. */
    Platform approve(MaintenanceEvent event, Instant now) {
        return change(event, one -> one.approve(now));
    }

    Platform cancel(MaintenanceEvent event, Instant now) {
        return change(event, one -> one.cancel(now));
    }

    private Platform change(MaintenanceEvent event, UnaryOperator<MaintenanceEvent> how) {
        return new Platform(
                events.stream()
                        .map(one -> one.id().equals(event.id()) ? how.apply(one) : one)
                        .toList(),
                downtimes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Platform platform
                && events.equals(platform.events)
                && downtimes.equals(platform.downtimes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(events, downtimes);
    }

    @Override
    public String toString() {
        return "%s, %s".formatted(events, downtimes);
    }

    /** How many of these times, which are in order, have come. */
    private static int notAfter(Instant[] times, Instant now) {
        int from = 0;
        int to = times.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (times[middle].isAfter(now)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    private static Optional<Instant> until(Downtime down) {
        return Optional.ofNullable(down.until());
    }

    /** When an event appears, starts and disappears. */
    private static Stream<Instant> transitions(MaintenanceEvent event) {
        return event.happens()
                ? Stream.of(event.announced(), event.start(), event.end())
                : Stream.of(event.announced(), Objects.requireNonNull(event.canceled()));
    }
}
