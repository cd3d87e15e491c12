package dev.faultline.node.metadata;

import static dev.faultline.node.metadata.MaintenanceEvent.Effect.PREEMPT;
import static dev.faultline.node.metadata.MaintenanceEvent.Effect.RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests and answers of the EC2 user guide (docs.aws.amazon.com/AWSEC2/latest/UserGuide):
 * "Retrieve instance metadata" (instancedata-data-retrieval), "Instance metadata categories"
 * (instancedata-data-categories), "Scheduled events for your instances"
 * (monitoring-instances-status-check_sched), "Spot Instance interruption notices"
 * (spot-instance-termination-notices) and "EC2 instance rebalance recommendations".
 */
final class AwsServiceTest {

    private static final String LIFETIME = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String DATA = "/latest/meta-data/";

    private final Guest guest = Guest.of(Cloud.AWS);
    private final String[] token = token(guest, "21600");

    private static String[] token(Guest guest, String seconds) {
        Response response = guest.send("PUT", "/latest/api/token", "", LIFETIME, seconds);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry(LIFETIME, seconds);
        return new String[] {"X-aws-ec2-metadata-token", response.text()};
    }

    /** "Instance metadata categories". */
    @ParameterizedTest
    @CsvSource({
        "instance-type, i8ge.48xlarge",
        "placement/availability-zone, us-east-1a",
        "placement/availability-zone-id, use1-az1",
        "placement/region, us-east-1",
        "placement/group-name, storage",
        "placement/partition-number, 3",
        "local-ipv4, 10.0.2.17",
        "local-hostname, ip-10-0-2-17.ec2.internal",
        "mac, 0a:fa:00:00:02:11",
        "network/interfaces/macs/0a:fa:00:00:02:11/subnet-ipv4-cidr-block, 10.0.0.0/16",
        "network/interfaces/macs/0a%3Afa%3A00%3A00%3A02%3A11/device-number, 0",
        "events/maintenance/scheduled, []",
        "events/maintenance/history, []",
        "tags/instance/Name, r2n1",
        "services/partition, aws",
    })
    void tellsAValueAsText(String key, String value) {
        Response response = guest.get(DATA + key, token);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(value);
        assertThat(response.contentType()).isEqualTo("text/plain");
    }

    /** "Get the top-level metadata items" and "the available versions". */
    @Test
    void listsAFolder() {
        assertThat(guest.get(DATA, token).text().lines())
                .contains("ami-id", "events/", "instance-id", "placement/", "network/", "iam/");
        assertThat(guest.get("/", token).text().lines()).contains("1.0", "2021-03-23", "latest");
        assertThat(guest.get("/latest/", token).text()).isEqualTo("dynamic/\nmeta-data/");
    }

    /** "400 - Missing or Invalid Parameters", "from one second to six hours". */
    @ParameterizedTest
    @ValueSource(strings = {"0", "21601", "-1", "x", "", "99999999999"})
    void refusesALifetimeOutOfBounds(String seconds) {
        assertThat(guest.send("PUT", "/latest/api/token", "", LIFETIME, seconds).status())
                .isEqualTo(400);
        assertThat(guest.send("PUT", "/latest/api/token", "").status()).isEqualTo(400);
    }

    /**
     * "401 - Unauthorized: the GET request uses an invalid token", and none at all in version 2.
     */
    @Test
    void asksForAToken() {
        assertThat(guest.get(DATA + "instance-id").status()).isEqualTo(401);
        assertThat(guest.get(DATA + "instance-id", "X-aws-ec2-metadata-token", "x").status())
                .isEqualTo(401);
    }

    @Test
    void forgetsATokenWhenItsTimeIsUp() {
        String[] brief = token(guest, "60");

        Response before = guest.at(Duration.ofSeconds(59)).get(DATA + "instance-id", brief);
        Response after = guest.at(Duration.ofSeconds(60)).get(DATA + "instance-id", brief);

        assertThat(before.status()).isEqualTo(200);
        assertThat(before.headers()).containsEntry(LIFETIME, "1");
        assertThat(after.status()).isEqualTo(401);
    }

    @Test
    void keepsABoundedNumberOfTokens() {
        for (int i = 0; i < 3 * GuestState.MOST_TOKENS; i++) {
            token(guest, Integer.toString(1 + i % 21600));
        }

        assertThat(guest.state().tokens()).hasSize(GuestState.MOST_TOKENS);
        assertThat(guest.get(DATA + "instance-id", token).status()).isEqualTo(200);
    }

    /** A token of one instance "is not valid on other EC2 instances". */
    @Test
    void takesNoTokenOfAnother() {
        Guest other = Guest.of(Cloud.AWS);

        assertThat(other.get(DATA + "instance-id", token).status()).isEqualTo(401);
    }

    /** Version-specific token paths give 403, and so does a PUT with X-Forwarded-For. */
    @Test
    void forbidsATokenByAnotherWay() {
        assertThat(guest.send("PUT", "/2021-03-23/api/token", "", LIFETIME, "60").status())
                .isEqualTo(403);
        assertThat(
                        guest.send(
                                        "PUT",
                                        "/latest/api/token",
                                        "",
                                        LIFETIME,
                                        "60",
                                        "X-Forwarded-For",
                                        "10.0.0.1")
                                .status())
                .isEqualTo(403);
    }

    /** Where tokens are optional, version 1 answers; a wrong token is refused all the same. */
    @Test
    void answersWithoutATokenWhereTheseAreOptional() {
        Guest old =
                Guest.of(
                        Cloud.AWS,
                        new Behaviour(1, Behaviour.NothingPlanned.NONE, Duration.ZERO, 5, false));

        assertThat(old.get(DATA + "instance-type").text()).isEqualTo("i8ge.48xlarge");
        assertThat(old.get(DATA + "instance-type", "X-aws-ec2-metadata-token", "x").status())
                .isEqualTo(401);
    }

    /** "404 - Not Found". */
    @Test
    void doesNotFindWhatIsNotThere() {
        assertThat(guest.get(DATA + "spot/instance-action", token).status()).isEqualTo(404);
        assertThat(guest.get(DATA + "events/recommendations/rebalance", token).status())
                .isEqualTo(404);
        assertThat(guest.get("/latest/user-data", token).status()).isEqualTo(404);
        assertThat(guest.get("/1999-01-01/meta-data/", token).status()).isEqualTo(404);
        assertThat(guest.get("/2009-04-04/meta-data/events/maintenance/scheduled", token).status())
                .isEqualTo(404);
        assertThat(guest.send("POST", DATA, "", token).status()).isEqualTo(405);
    }

    /** The example of "View scheduled events": a system reboot of 21 January 2019. */
    @Test
    void listsAScheduledEventAsInTheGuide() {
        guest.plans(reboot("2019-01-21T09:00:43Z", "2019-01-21T09:17:23Z"));
        Duration early = Duration.between(Guest.START, Instant.parse("2019-01-14T00:00:00Z"));

        String scheduled =
                guest.at(early).get(DATA + "events/maintenance/scheduled", fresh()).text();

        assertThat(scheduled)
                .matches(
                        "\\[\\{\"NotBefore\":\"21 Jan 2019 09:00:43 GMT\",\"Code\":\"system-reboot\","
                                + "\"Description\":\"scheduled reboot\","
                                + "\"EventId\":\"instance-event-[0-9a-f]{17}\","
                                + "\"NotAfter\":\"21 Jan 2019 09:17:23 GMT\",\"State\":\"active\"}]");
    }

    /** The example of "View event history": completed, and canceled. */
    @Test
    void keepsWhatIsOverInItsHistory() {
        guest.plans(reboot("2019-01-29T09:00:43Z", "2019-01-29T09:17:23Z"));
        guest.at(Duration.between(Guest.START, Instant.parse("2019-01-29T10:00:43Z")));
        String completed = guest.get(DATA + "events/maintenance/history", fresh()).text();
        Guest other = Guest.of(Cloud.AWS);
        other.plans(reboot("2019-01-21T09:00:43Z", "2019-01-21T09:17:23Z"));
        other.at(Duration.between(Guest.START, Instant.parse("2019-01-14T00:00:00Z")));
        other.cancels("reboot");
        String canceled = other.get(DATA + "events/maintenance/history", token(other, "60")).text();

        assertThat(completed)
                .contains(
                        "\"Description\":\"[Completed] scheduled reboot\"",
                        "\"State\":\"completed\"");
        assertThat(guest.get(DATA + "events/maintenance/scheduled", fresh()).text())
                .isEqualTo("[]");
        assertThat(canceled)
                .contains(
                        "\"Description\":\"[Canceled] scheduled reboot\"",
                        "\"State\":\"canceled\"");
    }

    /** Codes as "Types of scheduled events" describe them. */
    @ParameterizedTest
    @CsvSource({
        "LIVE_MIGRATE, system-maintenance",
        "RESTART, system-reboot",
        "REDEPLOY, instance-stop",
        "TERMINATE, instance-retirement",
    })
    void namesWhatHappens(MaintenanceEvent.Effect effect, String code) {
        Duration hour = Duration.ofHours(1);
        guest.plans(Guest.event("one", effect, Duration.ofDays(14), hour, hour));

        assertThat(guest.get(DATA + "events/maintenance/scheduled", token).text())
                .contains("\"Code\":\"" + code + "\"");
    }

    /** {@code {"action": "terminate", "time": "..."}} two minutes before, and the earlier hint. */
    @Test
    void warnsASpotInstance() {
        Duration ten = Duration.ofMinutes(10);
        guest.plans(Guest.event("spot", PREEMPT, ten, ten, ten));

        String hint = guest.get(DATA + "events/recommendations/rebalance", token).text();
        int early =
                guest.at(ten.minusSeconds(121)).get(DATA + "spot/instance-action", token).status();
        guest.at(ten.minusSeconds(120));

        assertThat(hint).isEqualTo("{\"noticeTime\":\"2026-04-13T22:00:00Z\"}");
        assertThat(early).isEqualTo(404);
        assertThat(guest.get(DATA + "spot/instance-action", token).text())
                .isEqualTo("{\"action\":\"terminate\",\"time\":\"2026-04-13T22:10:00Z\"}");
        assertThat(guest.get(DATA + "spot/termination-time", token).text())
                .isEqualTo("2026-04-13T22:10:00Z");
    }

    /** "Instance identity documents": its keys, and the same instance as in the categories. */
    @Test
    void hasAnIdentityDocument() {
        String document = guest.get("/latest/dynamic/instance-identity/document", token).text();
        String id = guest.get(DATA + "instance-id", token).text();

        assertThat(id).matches("i-[0-9a-f]{17}");
        assertThat(document)
                .contains(
                        "\"instanceId\" : \"" + id + "\"",
                        "\"instanceType\" : \"i8ge.48xlarge\"",
                        "\"availabilityZone\" : \"us-east-1a\"",
                        "\"region\" : \"us-east-1\"",
                        "\"version\" : \"2017-09-30\"");
    }

    private String[] fresh() {
        return token(guest, "60");
    }

    private static MaintenanceEvent reboot(String notBefore, String notAfter) {
        Duration brief = Duration.ofMinutes(5);
        return new MaintenanceEvent(
                "reboot",
                RESTART,
                List.of("r2n1"),
                Instant.parse("2019-01-07T00:00:00Z"),
                Instant.parse(notBefore),
                Instant.parse(notBefore),
                Instant.parse(notAfter),
                brief,
                brief,
                true,
                true,
                "scheduled reboot",
                null,
                null);
    }
}
