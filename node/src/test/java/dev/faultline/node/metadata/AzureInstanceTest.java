package dev.faultline.node.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests and answers of "Azure Instance Metadata Service for virtual machines",
 * learn.microsoft.com/azure/virtual-machines/instance-metadata-service.
 */
final class AzureInstanceTest {

    private static final String[] HEADER = {"Metadata", "true"};

    private final Guest guest =
            Guest.of(
                    Cloud.AZURE,
                    new Behaviour(1, Behaviour.NothingPlanned.UNAVAILABLE, Duration.ZERO, 0, true));

    /** "Sample 2: Placement of different data replicas", and the keys of the schema's table. */
    @ParameterizedTest
    @CsvSource({
        "compute/platformFaultDomain, 2",
        "compute/platformUpdateDomain, 4",
        "compute/platformSubFaultDomain, ''",
        "compute/vmSize, Standard_L96s_v4",
        "compute/location, westus",
        "compute/zone, 1",
        "compute/name, r2n1",
        "compute/osType, Linux",
        "compute/tags, Department:IT",
        "compute/storageProfile/resourceDisk/size, 0",
        "network/interface/0/ipv4/ipAddress/0/privateIpAddress, 10.0.2.17",
        "network/interface/0/ipv4/subnet/0/prefix, 16",
        "network/interface/0/macAddress, 0AFA00000211",
    })
    void tellsAValueAsText(String key, String value) {
        Response response =
                guest.get(
                        "/metadata/instance/" + key + "?api-version=2025-04-07&format=text",
                        HEADER);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(value);
        assertThat(response.contentType()).startsWith("text/plain");
    }

    /** "Route parameters": the first element of {@code network.interface}. */
    @Test
    void filtersToAPart() {
        Response response =
                guest.get("/metadata/instance/network/interface/0?api-version=2025-04-07", HEADER);

        assertThat(response.contentType()).isEqualTo("application/json");
        assertThat(response.text())
                .isEqualTo(
                        "{\"ipv4\":{\"ipAddress\":[{\"privateIpAddress\":\"10.0.2.17\","
                                + "\"publicIpAddress\":\"\"}],\"subnet\":[{\"address\":\"10.0.0.0\","
                                + "\"prefix\":\"16\"}]},\"ipv6\":{\"ipAddress\":[]},"
                                + "\"macAddress\":\"0AFA00000211\"}");
    }

    /** "Sample 3": {@code tagsList}. */
    @Test
    void listsTags() {
        assertThat(
                        guest.get(
                                        "/metadata/instance/compute/tagsList?api-version=2025-04-07",
                                        HEADER)
                                .text())
                .isEqualTo("[{\"name\":\"Department\",\"value\":\"IT\"}]");
    }

    /** "All primitives will be of type string, and missing values set to an empty string". */
    @Test
    void writesEveryPrimitiveAsAText() {
        String all = guest.get("/metadata/instance?api-version=2025-04-07", HEADER).text();

        assertThat(all)
                .contains("\"evictionPolicy\":\"\"", "\"hibernationEnabled\":\"false\"")
                .doesNotContainPattern("\":(?![\"{\\[])");
    }

    /** The schema's column "Version introduced". */
    @ParameterizedTest
    @CsvSource({
        "zone, 2017-10-01, 2017-12-01",
        "platformSubFaultDomain, 2021-08-01, 2021-10-01",
        "physicalZone, 2023-07-01, 2023-11-15",
        "tagsList, 2019-06-01, 2019-06-04",
        "virtualMachineScaleSet, 2021-02-01, 2021-03-01",
    })
    void knowsAKeyFromItsVersionOn(String key, String before, String since) {
        String target = "/metadata/instance/compute?api-version=";

        assertThat(guest.get(target + before, HEADER).text()).doesNotContain('"' + key + '"');
        assertThat(guest.get(target + since, HEADER).text()).contains('"' + key + '"');
    }

    /** "Versioning": the error with the newest versions, word for word. */
    @ParameterizedTest
    @CsvSource({"''", "?api-version=2016-01-01", "?api-version=latest"})
    void asksForAVersionThatThereIs(String query) {
        Response response = guest.get("/metadata/instance" + query, HEADER);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text())
                .isEqualTo(
                        "{\"error\":\"Bad request. api-version is invalid or was not specified in"
                                + " the request. For more information refer to aka.ms/azureimds\","
                                + "\"newest-versions\":[\"2025-04-07\",\"2024-07-17\",\"2024-03-15\"]}");
    }

    /** "List API versions": unversioned, oldest first. */
    @Test
    void listsVersions() {
        assertThat(guest.get("/metadata/versions", HEADER).text())
                .startsWith("{\"apiVersions\":[\"2017-03-01\",\"2017-04-02\",")
                .endsWith(",\"2025-04-07\"]}");
    }

    /** "Security and authentication" and the table of "Errors and debugging". */
    @Test
    void refusesWhatIsNotMeantForIt() {
        String target = "/metadata/instance?api-version=2025-04-07";

        assertThat(guest.get(target).status()).isEqualTo(400);
        assertThat(guest.get(target).text()).contains("Required metadata header not specified");
        assertThat(guest.get(target, "Metadata", "true", "X-Forwarded-For", "10.1.1.1").status())
                .isEqualTo(400);
        assertThat(guest.get(target + "&api-version=2025-04-07", HEADER).status()).isEqualTo(400);
        assertThat(guest.get("/metadata/instance/compute/vmId?api-version=2025-04-07", HEADER))
                .satisfies(leaf -> assertThat(leaf.status()).isEqualTo(400))
                .satisfies(leaf -> assertThat(leaf.text()).contains("format=text"));
        assertThat(guest.get("/metadata/instance/nothing?api-version=2025-04-07", HEADER).status())
                .isEqualTo(404);
        assertThat(guest.get("/metadata/nothing?api-version=2025-04-07", HEADER).status())
                .isEqualTo(404);
        assertThat(guest.send("POST", target, "{}", HEADER).status()).isEqualTo(405);
        assertThat(guest.send("DELETE", target, "", HEADER).status()).isEqualTo(405);
    }

    /** "Rate limiting": five requests per second, 429 beyond. */
    @Test
    void allowsFiveRequestsInASecond() {
        Guest eager = Guest.of(Cloud.AZURE);

        for (int i = 0; i < 5; i++) {
            assertThat(eager.get("/metadata/versions", HEADER).status()).isEqualTo(200);
        }

        assertThat(eager.get("/metadata/versions", HEADER).status()).isEqualTo(429);
        assertThat(eager.at(Duration.ofMillis(999)).get("/metadata/versions", HEADER).status())
                .isEqualTo(429);
        // The latest five before this one are the fifth, the two refused, and none besides.
        assertThat(eager.at(Duration.ofMillis(2_000)).get("/metadata/versions", HEADER).status())
                .isEqualTo(200);
    }
}
