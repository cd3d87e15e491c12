package dev.faultline.node.metadata;

import static dev.faultline.node.metadata.MaintenanceEvent.Effect.RESTART;
import static dev.faultline.node.metadata.MaintenanceEvent.Effect.TERMINATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlatformTest {

    private static final Instant T = Guest.START;
    private static final Duration HOUR = Duration.ofHours(1);

    /** Announced at 0, starts at 1 h, away for 10 min, done after 30 min. */
    private static final MaintenanceEvent STOP =
            Guest.event("stop", RESTART, HOUR, Duration.ofMinutes(10), Duration.ofMinutes(30));

    @Test
    void changesWhenEventsAppearStartComeBackAndEnd() {
        Platform platform = Platform.QUIET.plus(STOP);

        assertThat(platform.nextChange(T.minusSeconds(1))).hasValue(T);
        assertThat(platform.nextChange(T)).hasValue(T.plus(HOUR));
        assertThat(platform.nextChange(T.plus(HOUR)))
                .hasValue(T.plus(HOUR).plus(Duration.ofMinutes(10)));
        assertThat(platform.nextChange(T.plus(Duration.ofMinutes(70))))
                .hasValue(T.plus(Duration.ofMinutes(90)));
        assertThat(platform.nextChange(T.plus(Duration.ofMinutes(90)))).isEmpty();
    }

    @Test
    void isAwayForAsLongAsTheEventTakes() {
        Platform platform = Platform.QUIET.plus(STOP);

        assertThat(platform.away(T.plus(HOUR).minusNanos(1))).isEmpty();
        assertThat(platform.away(T.plus(HOUR))).containsExactlyInAnyOrder("r2n1", "r2n2");
        assertThat(platform.away(T.plus(Duration.ofMinutes(70)))).isEmpty();
    }

    @Test
    void doesNotComeBackFromAnEndOrAnOutageWithoutOne() {
        Platform platform =
                new Platform(
                        List.of(Guest.event("end", TERMINATE, HOUR, HOUR, HOUR)),
                        List.of(
                                new Downtime("r9n9", T, null),
                                new Downtime("r8n8", T, T.plus(HOUR))));

        assertThat(platform.away(T)).containsExactlyInAnyOrder("r9n9", "r8n8");
        assertThat(platform.away(T.plus(Duration.ofDays(300))))
                .containsExactlyInAnyOrder("r9n9", "r2n1", "r2n2");
    }

    @Test
    void startsWithinItsWindowAtATimeThatNobodyIsTold() {
        Instant opens = T.plus(HOUR);
        Instant due = opens.plus(Duration.ofMinutes(20));
        MaintenanceEvent event =
                new MaintenanceEvent(
                        "late",
                        RESTART,
                        List.of("r1n1"),
                        T,
                        opens,
                        due,
                        opens.plus(HOUR),
                        HOUR,
                        HOUR,
                        true,
                        false,
                        "",
                        null,
                        null);

        assertThat(Platform.QUIET.plus(event).away(due.minusNanos(1))).isEmpty();
        assertThat(Platform.QUIET.plus(event).away(due)).containsExactly("r1n1");
        assertThat(event.approve(T)).as("cannot be started early").isEqualTo(event);
    }

    @Test
    void cannotCancelWhatHasBegun() {
        Platform platform = Platform.QUIET.plus(STOP);

        assertThat(platform.cancel(STOP, T.plus(HOUR))).isEqualTo(platform);
    }

    @Test
    void refusesAnEventThatStartsBeforeItsNotice() {
        Duration before = Duration.ofSeconds(-1);

        assertThatThrownBy(() -> Guest.event("early", RESTART, before, HOUR, HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("announced");
    }
}
