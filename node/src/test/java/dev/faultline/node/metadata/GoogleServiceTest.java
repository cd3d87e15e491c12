package dev.faultline.node.metadata;

import static dev.faultline.node.metadata.MaintenanceEvent.Effect.LIVE_MIGRATE;
import static dev.faultline.node.metadata.MaintenanceEvent.Effect.PREEMPT;
import static dev.faultline.node.metadata.MaintenanceEvent.Effect.RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.metadata.Behaviour.NothingPlanned;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests and answers of docs.cloud.google.com/compute/docs: "View and query VM metadata"
 * (metadata/querying-metadata), "Predefined metadata keys" (metadata/predefined-metadata-keys),
 * "Query metadata server for maintenance event notices" (metadata/getting-live-migration-notice),
 * and of the AI Hypercomputer's "Manage host events" for {@code upcoming-maintenance}.
 */
final class GoogleServiceTest {

    private static final String V1 = "/computeMetadata/v1/";
    private static final String[] HEADER = {"Metadata-Flavor", "Google"};
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Guest guest = Guest.of(Cloud.GCP);

    /** "Predefined metadata keys". */
    @ParameterizedTest
    @CsvSource({
        "instance/name, r2n1",
        "instance/hostname, r2n1.us-central1-a.c.faultline.internal",
        "instance/preempted, FALSE",
        "instance/maintenance-event, NONE",
        "instance/scheduling/on-host-maintenance, MIGRATE",
        "instance/scheduling/automatic-restart, TRUE",
        "instance/network-interfaces/0/ip, 10.0.2.17",
        "instance/network-interfaces/0/subnetmask, 255.255.0.0",
        "instance/attributes/Department, IT",
        "project/project-id, faultline",
    })
    void tellsAValueAsText(String key, String value) {
        Response response = guest.get(V1 + key, HEADER);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(value);
        assertThat(response.contentType()).isEqualTo("application/text");
        assertThat(response.headers()).containsEntry("Metadata-Flavor", "Google");
        assertThat(response.headers().get("ETag")).matches("[0-9a-f]{16}");
    }

    /**
     * The forms {@code projects/NUMBER/machineTypes/TYPE} and {@code projects/NUMBER/zones/ZONE}.
     */
    @Test
    void namesShapeAndZoneWithTheProjectsNumber() {
        assertThat(guest.get(V1 + "instance/machine-type", HEADER).text())
                .matches("projects/[0-9]{12}/machineTypes/z3-highmem-22-highlssd");
        assertThat(guest.get(V1 + "instance/zone", HEADER).text())
                .matches("projects/[0-9]{12}/zones/us-central1-a");
        assertThat(guest.get(V1 + "instance/id", HEADER).text()).matches("[0-9]{18}");
    }

    /** "Directory listings": one a line, those that contain others with a slash. */
    @Test
    void listsAFolder() {
        assertThat(guest.get(V1, HEADER).text()).isEqualTo("instance/\nproject/\n");
        assertThat(guest.get(V1 + "instance/disks/", HEADER).text()).isEqualTo("0/\n");
        assertThat(guest.get(V1 + "instance/scheduling/", HEADER).text())
                .isEqualTo("automatic-restart\non-host-maintenance\npreemptible\n");
    }

    /** A folder without its slash: 301, as the server answers and clients follow. */
    @Test
    void redirectsAFolderToItsSlash() {
        Response response =
                guest.get(
                        V1 + "instance/disks?recursive=true",
                        "Metadata-Flavor",
                        "Google",
                        "Host",
                        "metadata.google.internal");

        assertThat(response.status()).isEqualTo(301);
        assertThat(response.headers())
                .containsEntry(
                        "Location",
                        "http://metadata.google.internal/computeMetadata/v1/instance/disks/"
                                + "?recursive=true");
    }

    /** "recursive=true": JSON unless asked otherwise, with keys in camel case. */
    @Test
    void givesAllBelowAFolder() {
        Response json = guest.get(V1 + "instance/scheduling/?recursive=true", HEADER);
        Response text = guest.get(V1 + "instance/disks/?recursive=true&alt=text", HEADER);
        Response python = guest.get(V1 + "instance/scheduling/?recursive=True", HEADER);

        assertThat(json.contentType()).isEqualTo("application/json");
        assertThat(json.text())
                .isEqualTo(
                        "{\"automaticRestart\":\"TRUE\",\"onHostMaintenance\":\"MIGRATE\","
                                + "\"preemptible\":\"FALSE\"}");
        assertThat(text.text())
                .isEqualTo(
                        "0/device-name boot\n0/index 0\n0/interface NVME\n0/mode READ_WRITE\n"
                                + "0/type PERSISTENT-BALANCED\n");
        assertThat(python.text()).isEqualTo(json.text());
    }

    /** "alt=json" for a single value. */
    @Test
    void givesAValueAsJson() {
        Response response = guest.get(V1 + "instance/maintenance-event?alt=json", HEADER);

        assertThat(response.text()).isEqualTo("\"NONE\"");
        assertThat(response.contentType()).isEqualTo("application/json");
    }

    /** "Metadata-Flavor: Google" is required, and "X-Forwarded-For" is rejected. */
    @Test
    void refusesWhatIsNotMeantForIt() {
        String key = V1 + "instance/name";

        assertThat(guest.get(key).status()).isEqualTo(403);
        assertThat(guest.get(key).headers()).containsEntry("Metadata-Flavor", "Google");
        assertThat(guest.get(key, "Metadata-Flavor", "Azure").status()).isEqualTo(403);
        assertThat(guest.get(key, "X-Google-Metadata-Request", "True").status()).isEqualTo(200);
        assertThat(
                        guest.get(key, "Metadata-Flavor", "Google", "X-Forwarded-For", "10.0.0.1")
                                .status())
                .isEqualTo(403);
        assertThat(guest.get(V1 + "instance/nothing", HEADER).status()).isEqualTo(404);
        assertThat(guest.get(V1 + "instance/name/", HEADER).status()).isEqualTo(404);
        assertThat(guest.get(key + "?alt=xml", HEADER).status()).isEqualTo(400);
        assertThat(guest.send("POST", key, "", HEADER).status()).isEqualTo(405);
        // "Detect if a VM is running in Compute Engine": the root answers without the header.
        assertThat(guest.get("/").status()).isEqualTo(200);
        assertThat(guest.get("/").headers()).containsEntry("Metadata-Flavor", "Google");
    }

    /** "The value changes 60 seconds before a maintenance event starts", and it is read before. */
    @Test
    void warnsOfALiveMigrationAMinuteBefore() {
        String key = V1 + "instance/maintenance-event";
        Duration tenSeconds = Duration.ofSeconds(10);
        guest.plans(Guest.event("move", LIVE_MIGRATE, WEEK, tenSeconds, tenSeconds));

        assertThat(guest.get(key, HEADER).text()).isEqualTo("NONE");
        assertThat(guest.at(WEEK.minusSeconds(61)).get(key, HEADER).text()).isEqualTo("NONE");
        assertThat(guest.at(WEEK.minusSeconds(60)).get(key, HEADER).text())
                .isEqualTo("MIGRATE_ON_HOST_MAINTENANCE");
        assertThat(guest.at(WEEK.plusSeconds(9)).get(key, HEADER).text())
                .isEqualTo("MIGRATE_ON_HOST_MAINTENANCE");
        assertThat(guest.at(WEEK.plusSeconds(10)).get(key, HEADER).text()).isEqualTo("NONE");
    }

    /** "If you have never queried the key ... skips the 60-second warning". */
    @Test
    void doesNotWarnAGuestThatHasNotReadTheKeySinceTheLastEvent() {
        String key = V1 + "instance/maintenance-event";
        Duration ten = Duration.ofSeconds(10);
        guest.plans(
                Guest.event("first", LIVE_MIGRATE, WEEK, ten, ten),
                Guest.event("second", LIVE_MIGRATE, WEEK.multipliedBy(2), ten, ten));
        guest.get(key, HEADER);

        // Its own reading is the first since the last event, so the second one warns it too.
        String read = guest.at(WEEK.multipliedBy(2).minusSeconds(30)).get(key, HEADER).text();
        Guest silent = Guest.of(Cloud.GCP);
        silent.plans(Guest.event("only", LIVE_MIGRATE, WEEK, ten, ten));
        silent.at(WEEK.minusSeconds(30)).get(V1 + "instance/name", HEADER);

        assertThat(read).isEqualTo("MIGRATE_ON_HOST_MAINTENANCE");
        assertThat(silent.state().maintenanceRead()).isNull();
    }

    /** "During this time the metadata server might return a 503": the first second of a move. */
    @Test
    void isAwayForAMomentWhenAMigrationBegins() {
        Duration ten = Duration.ofSeconds(10);
        guest.plans(Guest.event("move", LIVE_MIGRATE, WEEK, ten, ten));

        assertThat(guest.at(WEEK).get(V1 + "instance/name", HEADER).status()).isEqualTo(503);
        assertThat(guest.at(WEEK.plusSeconds(1)).get(V1 + "instance/name", HEADER).status())
                .isEqualTo(200);
    }

    /** The key is populated for VMs that migrate or have a GPU, not for others that are stopped. */
    @Test
    void warnsOfAStopAnHourBeforeAndOnlyWithGpus() {
        String key = V1 + "instance/maintenance-event";
        MaintenanceEvent stop = Guest.event("stop", RESTART, WEEK, HOUR, HOUR);
        Instance plain = Guest.instance(Cloud.GCP);
        Instance.Shape gpu = new Instance.Shape("a3-highgpu-8g", 208, 0, 8, false);
        Guest withGpus =
                new Guest(
                        Cloud.GCP.service(Behaviour.DOCUMENTED),
                        new Instance(
                                plain.name(),
                                plain.account(),
                                gpu,
                                plain.placement(),
                                plain.address(),
                                plain.tags(),
                                null));

        guest.plans(stop).at(WEEK.minusMinutes(30));
        withGpus.plans(stop);

        assertThat(guest.get(key, HEADER).text()).isEqualTo("NONE");
        assertThat(withGpus.at(WEEK.minusMinutes(61)).get(key, HEADER).text()).isEqualTo("NONE");
        assertThat(withGpus.at(WEEK.minusMinutes(60)).get(key, HEADER).text())
                .isEqualTo("TERMINATE_ON_HOST_MAINTENANCE");
    }

    /** The object of the AI Hypercomputer's page, in the metadata server's snake case. */
    @Test
    void announcesMaintenanceDaysAhead() {
        String key = V1 + "instance/upcoming-maintenance?alt=json";
        guest.plans(Guest.event("stop", RESTART, WEEK, HOUR, HOUR));

        Response pending = guest.get(key, HEADER);
        String ongoing = guest.at(WEEK).get(key, HEADER).text();

        assertThat(pending.contentType()).isEqualTo("application/json");
        assertThat(pending.text())
                .isEqualTo(
                        "{\"can_reschedule\":\"false\","
                                + "\"latest_window_start_time\":\"2026-04-20T22:00:00Z\","
                                + "\"maintenance_reasons\":[\"PLANNED_UPDATE\"],"
                                + "\"maintenance_status\":\"PENDING\",\"type\":\"SCHEDULED\","
                                + "\"window_end_time\":\"2026-04-21T00:00:00Z\","
                                + "\"window_start_time\":\"2026-04-20T22:00:00Z\"}");
        assertThat(ongoing).contains("\"maintenance_status\":\"ONGOING\"");
    }

    /** One key of it, and the folder's listing. */
    @Test
    void announcesMaintenanceKeyByKey() {
        guest.plans(Guest.event("stop", RESTART, WEEK, HOUR, HOUR));

        String folder = V1 + "instance/upcoming-maintenance/";
        assertThat(guest.get(folder + "maintenance-status", HEADER).text()).isEqualTo("PENDING");
        assertThat(guest.get(folder, HEADER).text()).contains("window-start-time\n");
    }

    /**
     * All four answers for "nothing planned": 503 with the error that Google's own agents look for
     * (GoogleCloudPlatform/sapagent, metadataserver.go), NONE (Compute Engine's page), {} (AI
     * Hypercomputer's page), and 404 for series without the key.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNAVAILABLE | 503 | { \"error\": \"no notifications have been received yet, try again"
                        + " later\" }",
                "NONE | 200 | NONE",
                "EMPTY | 200 | { }",
                "NOT_FOUND | 404 | Not Found",
            })
    void saysInFourWaysThatNothingIsPlanned(NothingPlanned answer, int status, String body) {
        Guest asking = Guest.of(Cloud.GCP, new Behaviour(1, answer, Duration.ZERO, 5, true));

        Response response = asking.get(V1 + "instance/upcoming-maintenance?alt=json", HEADER);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text().strip()).isEqualTo(body);
    }

    /** "timeout_sec", "last_etag" and "wait_for_change". */
    @Test
    void keepsAnAnswerBackUntilItChanges() {
        String key = V1 + "instance/maintenance-event";
        String etag = guest.get(key, HEADER).headers().get("ETag");

        Reply waits = guest.reply("GET", key + "?wait_for_change=true&timeout_sec=360", "", HEADER);
        Reply seen =
                guest.reply("GET", key + "?wait_for_change=true&last_etag=" + etag, "", HEADER);
        Reply stale = guest.reply("GET", key + "?wait_for_change=true&last_etag=0", "", HEADER);

        Reply.Hold wait = Objects.requireNonNull(waits.hold());
        assertThat(wait.atMost()).isEqualTo(Duration.ofSeconds(360));
        assertThat(wait.etag()).isEqualTo(etag);
        assertThat(Objects.requireNonNull(seen.hold()).again().query())
                .doesNotContainKey("wait_for_change");
        assertThat(stale.hold()).isNull();
        assertThat(stale.response().text()).isEqualTo("NONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "99999999999"})
    void refusesATimeoutThatIsNoNumberOfSeconds(String seconds) {
        String target = V1 + "instance/name?wait_for_change=true&timeout_sec=" + seconds;

        assertThat(guest.get(target, HEADER).status()).isEqualTo(400);
    }

    /** "preempted": TRUE once the notice is given. */
    @Test
    void tellsAPreemption() {
        guest.plans(Guest.event("spot", PREEMPT, Duration.ofSeconds(30), HOUR, HOUR));

        assertThat(guest.get(V1 + "instance/preempted", HEADER).text()).isEqualTo("TRUE");
    }
}
