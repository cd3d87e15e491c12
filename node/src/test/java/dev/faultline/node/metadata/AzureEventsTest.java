package dev.faultline.node.metadata;

import static dev.faultline.node.metadata.MaintenanceEvent.Effect.LIVE_MIGRATE;
import static dev.faultline.node.metadata.MaintenanceEvent.Effect.PREEMPT;
import static dev.faultline.node.metadata.MaintenanceEvent.Effect.REDEPLOY;
import static dev.faultline.node.metadata.MaintenanceEvent.Effect.RESTART;
import static dev.faultline.node.metadata.MaintenanceEvent.Effect.TERMINATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests and answers of "Azure Metadata Service: Scheduled Events for Linux VMs",
 * learn.microsoft.com/azure/virtual-machines/linux/scheduled-events.
 */
final class AzureEventsTest {

    private static final String EVENTS = "/metadata/scheduledevents?api-version=2020-07-01";
    private static final String[] HEADER = {"Metadata", "true"};
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Guest guest = Guest.of(Cloud.AZURE);

    /** Of the event "move": its number follows from its name. */
    private static final String ID = Ids.uuid("event/move").toUpperCase(java.util.Locale.ROOT);

    /**
     * "Example responses": nothing; a freeze of 5 s for two VMs, scheduled; the same, started, with
     * an empty NotBefore; nothing again, each with the next incarnation. The document's order of
     * keys is that of the example.
     */
    @Test
    void showsAFreezeFromNoticeToEnd() {
        Duration later = Duration.ofMinutes(1);
        MaintenanceEvent move =
                new MaintenanceEvent(
                        "move",
                        LIVE_MIGRATE,
                        List.of("WestNO_0", "WestNO_1"),
                        Guest.START.plus(later),
                        Guest.START.plus(later).plus(QUARTER),
                        Guest.START.plus(later).plus(QUARTER),
                        Guest.START.plus(later).plus(QUARTER),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(10),
                        true,
                        true,
                        "Virtual machine is being paused because of a memory-preserving Live"
                                + " Migration operation.",
                        null,
                        null);
        guest.plans(move).get(EVENTS, HEADER);

        String before = guest.get(EVENTS, HEADER).text();
        String scheduled = guest.at(later).get(EVENTS, HEADER).text();
        String started = guest.at(later.plus(QUARTER)).get(EVENTS, HEADER).text();
        String after = guest.at(later.plus(QUARTER).plusMinutes(10)).get(EVENTS, HEADER).text();

        assertThat(before).isEqualTo("{\"DocumentIncarnation\":1,\"Events\":[]}");
        assertThat(scheduled).isEqualTo(document(2, "Scheduled", "Mon, 13 Apr 2026 22:16:00 GMT"));
        assertThat(started).isEqualTo(document(3, "Started", ""));
        assertThat(after).isEqualTo("{\"DocumentIncarnation\":4,\"Events\":[]}");
    }

    private static String document(int incarnation, String status, String notBefore) {
        return ("{\"DocumentIncarnation\":%d,\"Events\":[{\"EventId\":\"%s\",\"EventStatus\":\"%s\","
                        + "\"EventType\":\"Freeze\",\"ResourceType\":\"VirtualMachine\","
                        + "\"Resources\":[\"WestNO_0\",\"WestNO_1\"],\"NotBefore\":\"%s\","
                        + "\"Description\":\"Virtual machine is being paused because of a"
                        + " memory-preserving Live Migration operation.\",\"EventSource\":\"Platform\","
                        + "\"DurationInSeconds\":5}]}")
                .formatted(incarnation, ID, status, notBefore);
    }

    /** "Start an event": the POST of the page, with the ID that the document gave. */
    @Test
    void startsAnApprovedEventAtOnceAndForAllItsResources() {
        guest.plans(Guest.event("move", REDEPLOY, QUARTER, Duration.ofMinutes(4), QUARTER));
        guest.get(EVENTS, HEADER);

        Response approved =
                guest.at(Duration.ofMinutes(3)).send("POST", EVENTS, approval(ID), HEADER);

        assertThat(approved.status()).isEqualTo(200);
        assertThat(guest.get(EVENTS, HEADER).text())
                .contains("\"EventStatus\":\"Started\"", "\"Resources\":[\"r2n1\",\"r2n2\"]");
        Instant now = Guest.START.plus(Duration.ofMinutes(3));
        assertThat(guest.platform().away(now)).containsExactlyInAnyOrder("r2n1", "r2n2");
        assertThat(guest.platform().away(now.plus(Duration.ofMinutes(4)))).isEmpty();
    }

    /** "Even if another VM already approved the event": 200, and nothing happens twice. */
    @Test
    void takesASecondApproval() {
        guest.plans(Guest.event("move", RESTART, QUARTER, Duration.ofMinutes(4), QUARTER));
        guest.at(Duration.ofMinutes(3)).send("POST", EVENTS, approval(ID), HEADER);
        Platform once = guest.platform();

        Response again = guest.at(Duration.ofMinutes(5)).send("POST", EVENTS, approval(ID), HEADER);

        assertThat(again.status()).isEqualTo(200);
        assertThat(guest.platform()).isEqualTo(once);
    }

    /** "A 400 error code indicates that the request header or payload was malformed". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"StartRequests\": {}}",
                "{\"StartRequests\": [{}]}",
                "{\"StartRequests\": [{\"EventId\": 7}]}",
                "{\"StartRequests\": [{\"EventId\": \"F020BA2E-3BC0-4C40-A10B-86575A9EABD5\"}]}"
            })
    void refusesAMalformedApproval(String body) {
        guest.plans(Guest.event("move", RESTART, QUARTER, Duration.ofMinutes(4), QUARTER));
        Platform before = guest.platform();

        assertThat(guest.send("POST", EVENTS, body, HEADER).status()).isEqualTo(400);
        assertThat(guest.platform()).isEqualTo(before);
    }

    /** The table of EventType; ends for good have no duration that applies, -1. */
    @ParameterizedTest
    @CsvSource({
        "LIVE_MIGRATE, Freeze, 9",
        "RESTART, Reboot, 9",
        "REDEPLOY, Redeploy, 9",
        "PREEMPT, Preempt, -1",
        "TERMINATE, Terminate, -1",
    })
    void namesWhatHappens(MaintenanceEvent.Effect effect, String type, int seconds) {
        guest.plans(Guest.event("move", effect, QUARTER, Duration.ofMillis(8_001), Duration.ZERO));
        guest.get(EVENTS, HEADER);

        assertThat(guest.get(EVENTS, HEADER).text())
                .contains(
                        "\"EventType\":\"" + type + "\"", "\"DurationInSeconds\":" + seconds + "}");
    }

    /** "Version and region availability": what each version added. */
    @ParameterizedTest
    @CsvSource({
        "2017-08-01, false, false, false",
        "2019-01-01, false, false, false",
        "2019-04-01, true, false, false",
        "2019-08-01, true, true, false",
        "2020-07-01, true, true, true",
    })
    void tellsMoreInLaterVersions(
            String version, boolean described, boolean sourced, boolean timed) {
        String target = "/metadata/scheduledevents?api-version=" + version;
        guest.plans(Guest.event("move", RESTART, QUARTER, QUARTER, QUARTER));
        guest.get(target, HEADER);

        String text = guest.get(target, HEADER).text();

        assertThat(text.contains("Description")).isEqualTo(described);
        assertThat(text.contains("EventSource")).isEqualTo(sourced);
        assertThat(text.contains("DurationInSeconds")).isEqualTo(timed);
    }

    /** The same table: types that a version does not have yet, and the preview's underscore. */
    @Test
    void keepsToWhatAnOldVersionKnows() {
        guest.plans(
                Guest.event("spot", PREEMPT, QUARTER, QUARTER, QUARTER),
                Guest.event("gone", TERMINATE, QUARTER, QUARTER, QUARTER));
        guest.get(EVENTS, HEADER);

        String target = "/metadata/scheduledevents?api-version=";
        assertThat(guest.get(target + "2017-08-01", HEADER).text()).contains("\"Events\":[]");
        assertThat(guest.get(target + "2017-11-01", HEADER).text())
                .contains("Preempt")
                .doesNotContain("Terminate");
        guest.plans(Guest.event("move", RESTART, QUARTER, QUARTER, QUARTER));
        assertThat(guest.at(Duration.ofSeconds(2)).get(target + "2017-03-01").text())
                .contains("\"_r2n1\"");
    }

    /** "Headers" and "Versions are mandatory". */
    @Test
    void refusesWhatIsNotMeantForIt() {
        assertThat(guest.get(EVENTS).status()).isEqualTo(400);
        assertThat(guest.get("/metadata/scheduledevents", HEADER).status()).isEqualTo(400);
        assertThat(guest.get(EVENTS, "Metadata", "true", "X-Forwarded-For", "1.1.1.1").status())
                .isEqualTo(400);
        assertThat(guest.send("PUT", EVENTS, "", HEADER).status()).isEqualTo(405);
    }

    /**
     * "Enabled the first time you make a request ... disabled if it doesn't make a request to the
     * endpoint for 24 hours ... you'll start receiving events within 5 minutes".
     */
    @Test
    void isTurnedOnByTheFirstQuestionAndOffByADayOfSilence() {
        Guest slow =
                Guest.of(
                        Cloud.AZURE,
                        new Behaviour(
                                1,
                                Behaviour.NothingPlanned.UNAVAILABLE,
                                Duration.ofMinutes(5),
                                5,
                                true));
        slow.plans(Guest.event("move", RESTART, Duration.ofDays(7), QUARTER, QUARTER));

        String nothingYet = "{\"DocumentIncarnation\":0,\"Events\":[]}";
        assertThat(slow.get(EVENTS, HEADER).text()).isEqualTo(nothingYet);
        assertThat(slow.at(Duration.ofSeconds(299)).get(EVENTS, HEADER).text())
                .isEqualTo(nothingYet);
        assertThat(slow.at(Duration.ofSeconds(300)).get(EVENTS, HEADER).text())
                .contains("\"DocumentIncarnation\":2", "Reboot");
        Duration dayLater = Duration.ofSeconds(300).plusHours(24);
        assertThat(slow.at(dayLater).get(EVENTS, HEADER).text()).isEqualTo(nothingYet);
    }

    /** "The operation is canceled ... the event is removed from the Events array". */
    @Test
    void dropsACanceledEvent() {
        guest.plans(Guest.event("move", RESTART, QUARTER, QUARTER, QUARTER));
        guest.get(EVENTS, HEADER);

        guest.at(Duration.ofMinutes(1)).cancels("move");

        assertThat(guest.at(QUARTER).get(EVENTS, HEADER).text())
                .isEqualTo("{\"DocumentIncarnation\":3,\"Events\":[]}");
        assertThat(guest.platform().away(Guest.START.plus(QUARTER))).isEmpty();
    }

    /** "Azure bypasses the Scheduled state": a hardware failure is Started when first seen. */
    @Test
    void showsAFailureAsStartedAtOnce() {
        guest.plans(Guest.event("broken", RESTART, Duration.ZERO, QUARTER, QUARTER));
        guest.get(EVENTS, HEADER);

        assertThat(guest.get(EVENTS, HEADER).text())
                .contains("\"EventStatus\":\"Started\"", "\"EventType\":\"Reboot\"");
    }

    private static String approval(String id) {
        return "{\"StartRequests\" : [{\"EventId\": \"%s\"}]}".formatted(id);
    }
}
