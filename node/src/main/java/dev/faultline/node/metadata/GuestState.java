package dev.faultline.node.metadata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service remembers of one guest between requests. Immutable; bounded by {@link
 * #MOST_TOKENS}.
 *
 * @param tokens AWS: until when each is good
 * @param tokensGiven AWS: how many there have been
 * @param recent Azure: when the latest requests came, as many as its rate limit looks at
 * @param eventsFirst Azure: the question that turned scheduled events on; null while off
 * @param eventsLast Azure: the latest question for scheduled events
 * @param maintenanceRead Google: when {@code maintenance-event} was last read
 */
public record GuestState(
        Map<String, Instant> tokens,
        long tokensGiven,
        List<Instant> recent,
        @Nullable Instant eventsFirst,
        @Nullable Instant eventsLast,
        @Nullable Instant maintenanceRead) {

    /** Tokens that are kept; a further one takes the place of that which expires first. */
    public static final int MOST_TOKENS = 1024;

    /** Of a guest that has asked nothing yet. */
    public static final GuestState NEW = new GuestState(Map.of(), 0, List.of(), null, null, null);

    GuestState withToken(String token, Instant until, Instant now) {
        Map<String, Instant> kept = new LinkedHashMap<>(tokens);
        kept.values().removeIf(end -> !end.isAfter(now));
        if (kept.size() >= MOST_TOKENS) {
            kept.entrySet().stream()
                    .min(Comparator.comparing(Map.Entry::getValue))
                    .map(Map.Entry::getKey)
                    .ifPresent(kept::remove);
        }
        kept.put(token, until);
        return new GuestState(
                kept, tokensGiven + 1, recent, eventsFirst, eventsLast, maintenanceRead);
    }

    GuestState withRequest(Instant now, int remembered) {
        List<Instant> latest = new ArrayList<>(recent);
        latest.add(now);
        int from = Math.max(0, latest.size() - remembered);
        return new GuestState(
                tokens,
                tokensGiven,
                List.copyOf(latest.subList(from, latest.size())),
                eventsFirst,
                eventsLast,
                maintenanceRead);
    }

    GuestState askingForEvents(Instant first, Instant last) {
        return new GuestState(tokens, tokensGiven, recent, first, last, maintenanceRead);
    }

    GuestState readingMaintenance(Instant now) {
        return new GuestState(tokens, tokensGiven, recent, eventsFirst, eventsLast, now);
    }
}
