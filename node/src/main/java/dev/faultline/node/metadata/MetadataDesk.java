package dev.faultline.node.metadata;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The instances of one availability set, scale set or placement group, and what happens to them:
 * the one place where a service's answers have lasting effect. Any thread may use it.
 */
public final class MetadataDesk {

    /** Events that can be added while it runs. */
    public static final int MOST_EVENTS = 10_000;

    private final Cloud cloud;
    private final MetadataService service;
    private final List<Instance> instances;
    private final InstantSource clock;
    private final double timeScale;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final GuestState[] guests;
    private Platform platform;

    public MetadataDesk(
            Cloud cloud,
            Behaviour behaviour,
            List<Instance> instances,
            Platform platform,
            InstantSource clock) {
        this.cloud = cloud;
        this.service = cloud.service(behaviour);
        this.timeScale = behaviour.timeScale();
        this.instances = List.copyOf(instances);
        this.platform = platform;
        this.clock = clock;
        this.guests = new GuestState[instances.size()];
        Arrays.fill(guests, GuestState.NEW);
    }

    public Cloud cloud() {
        return cloud;
    }

    public double timeScale() {
        return timeScale;
    }

    public List<Instance> instances() {
        return instances;
    }

    public Instant now() {
        return clock.instant();
    }

    public synchronized Platform platform() {
        return platform;
    }

    /**
     * Is called after every change that a request or an order made; must not wait.
     *
     * @return what ends that
     */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Answers the guest with that index. */
    public Reply answer(int guest, Request request) {
        Reply reply;
        boolean changed;
        synchronized (this) {
            World before = new World(platform, guests[guest]);
            reply = service.answer(request, instances.get(guest), before, now());
            guests[guest] = reply.after().guest();
            changed = reply.after().platform() != platform;
            platform = reply.after().platform();
        }
        if (changed) {
            tell();
        }
        return reply;
    }

    /** Names of the instances that are away now. */
    public synchronized Set<String> away() {
        return platform.away(now());
    }

    public synchronized Optional<Instant> nextChange() {
        return platform.nextChange(now());
    }

    /**
     * Announces an event.
     *
     * @throws IllegalArgumentException when there have been {@link #MOST_EVENTS}, or one with that
     *     id
     */
    public void add(MaintenanceEvent event) {
        synchronized (this) {
            if (platform.events().size() >= MOST_EVENTS) {
                throw new IllegalArgumentException(
                        "%d events are the most that are kept".formatted(MOST_EVENTS));
            }
            if (platform.event(event.id()).isPresent()) {
                throw new IllegalArgumentException(
                        "there is an event '%s' already".formatted(event.id()));
            }
            platform = platform.plus(event);
        }
        tell();
    }

    /** Drops an event that has not started; false when there is none such. */
    public boolean cancel(String id) {
        return change(id, false);
    }

    /** Starts an event now, as a guest's approval does; false when there is none to start. */
    public boolean start(String id) {
        return change(id, true);
    }

    private boolean change(String id, boolean start) {
        synchronized (this) {
            Instant now = now();
            Optional<MaintenanceEvent> event =
                    platform.event(id)
                            .filter(one -> one.phase(now) == MaintenanceEvent.Phase.SCHEDULED);
            if (event.isEmpty()) {
                return false;
            }
            platform =
                    start ? platform.approve(event.get(), now) : platform.cancel(event.get(), now);
        }
        tell();
        return true;
    }

    /** The next id of an event that has none of its own. */
    public synchronized String nextId() {
        List<String> taken = new ArrayList<>();
        platform.events().forEach(event -> taken.add(event.id()));
        int number = taken.size();
        while (taken.contains("event-" + number)) {
            number++;
        }
        return "event-" + number;
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
