package dev.faultline.node.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests and answers of "Getting Instance Metadata",
 * docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm; {@code /opc/v2/host} of the
 * same page and of Oracle's oci-dr-hpc tools.
 */
final class OciServiceTest {

    private static final String[] HEADER = {"Authorization", "Bearer Oracle"};

    private final Guest guest = Guest.of(Cloud.OCI);

    @ParameterizedTest
    @CsvSource({
        "instance/faultDomain, FAULT-DOMAIN-3",
        "instance/availabilityDomain, jyDh:US-ASHBURN-AD-1",
        "instance/ociAdName, iad-ad-1",
        "instance/shape, BM.DenseIO.E5.128",
        "instance/displayName, r2n1",
        "instance/region, iad",
        "instance/canonicalRegionName, us-ashburn-1",
        "instance/regionInfo/regionKey, IAD",
        "instance/shapeConfig/ocpus, 48.0",
        "instance/shapeConfig/memoryInGBs, 768.0",
        "instance/freeformTags/Department, IT",
        "vnics/0/privateIp, 10.0.2.17",
        "vnics/0/subnetCidrBlock, 10.0.0.0/16",
        "vnics/0/macAddr, 0a:fa:00:00:02:11",
    })
    void tellsAValueAsText(String key, String value) {
        Response response = guest.get("/opc/v2/" + key, HEADER);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(value);
    }

    /** {@code curl -H "Authorization: Bearer Oracle" http://169.254.169.254/opc/v2/instance/}. */
    @Test
    void tellsAllOfTheInstance() {
        Response response = guest.get("/opc/v2/instance/", HEADER);

        assertThat(response.contentType()).isEqualTo("application/json");
        assertThat(response.text())
                .contains(
                        "\"faultDomain\" : \"FAULT-DOMAIN-3\"",
                        "\"realmKey\" : \"oc1\"",
                        "\"state\" : \"Running\"")
                .containsPattern("\"id\" : \"ocid1\\.instance\\.oc1\\.iad\\.[0-9a-f]{60}\"");
        assertThat(guest.get("/opc/v2/instance", HEADER).text()).isEqualTo(response.text());
    }

    /** The rack of a bare-metal host: the same for all instances in it. */
    @Test
    void namesTheRackOfBareMetal() {
        assertThat(guest.get("/opc/v2/host/rackId", HEADER).text()).matches("[0-9a-f]{64}");
        assertThat(guest.get("/opc/v2/host/", HEADER).text())
                .contains("networkBlockId", "buildingId", "rackId");
    }

    /** "Requests that do not include the authorization header are rejected". */
    @Test
    void asksForTheHeader() {
        assertThat(guest.get("/opc/v2/instance/").status()).isEqualTo(401);
        assertThat(guest.get("/opc/v2/instance/", "Authorization", "Bearer X").status())
                .isEqualTo(401);
    }

    /** "Requests that are forwarded using the HTTP headers ... are rejected". */
    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host"})
    void refusesForwardedRequests(String header) {
        assertThat(
                        guest.get(
                                        "/opc/v2/instance/",
                                        "Authorization",
                                        "Bearer Oracle",
                                        header,
                                        "for=10.0.0.1")
                                .status())
                .isEqualTo(403);
    }

    /** "Requests to the v1 endpoints (/opc/v1 and /openstack) are rejected with a 404". */
    @ParameterizedTest
    @ValueSource(strings = {"/opc/v1/instance/", "/openstack/latest", "/opc/v2/", "/opc/v2/x", "/"})
    void doesNotFindWhatIsNotThere(String target) {
        assertThat(guest.get(target, HEADER).status()).isEqualTo(404);
    }

    @Test
    void takesReadsOnly() {
        assertThat(guest.send("POST", "/opc/v2/instance/", "", HEADER).status()).isEqualTo(405);
    }
}
