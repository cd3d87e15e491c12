package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.Depth;
import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.result.DurabilityResult.Assumption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The durability section of the shipped layouts' reports. */
class ScenarioDurabilityTest {

    /**
     * One domain lost for good and what little more breaks during its rebuild: so losses are at
     * most as frequent as domains are lost, 1e-5 a year for each, which gives the fewest nines; all
     * codes survive a domain and more, which costs at least one further failure.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "gcp-lose-domain, 8, domain",
        "aws-lose-partition, 7, domain",
        "azure-lose-domain, 3, domain",
        "oci-lose-domain, 3, domain",
        "mai-exabyte-lose-rack, 52, rack",
        "mai-exabyte-dbox-lose-enclosure, 52, rack",
    })
    void shippedLayoutsHaveOne(String name, int domains, String cause) {
        DurabilityResult result =
                ScenarioDurability.of(Shipped.scenario(name), Assumptions.defaults(), Depth.LOSS);

        assertThat(result.loss().nines()).isGreaterThan(-Math.log10(domains * 1e-5));
        assertThat(result.loss().high() - result.loss().low())
                .isLessThan(0.5 * result.loss().probability());
        assertThat(result.unavailability().nines()).isGreaterThan(3);
        assertThat(result.contributions().getFirst().causes()).startsWith(cause);
        assertThat(result.subject().failureDomains()).isEqualTo(domains);
    }

    @Test
    void theScenariosFillAndRebuildAreAssumed() {
        Scenario scenario =
                Shipped.scenario("lab-by-hand", "fill=50 %", "rebuild.detect-after=1 h");

        DurabilityResult result =
                ScenarioDurability.of(scenario, Assumptions.defaults(), Depth.CHANGES);

        assertThat(
                        result.assumptions().stream()
                                .filter(each -> !each.isDefault())
                                .map(Assumption::key)
                                .collect(Collectors.toSet()))
                .contains("fill", "rebuild.detect-after")
                .doesNotContain("drives.annual-failure-rate");
        assertThat(result.improvements()).isNotEmpty();
    }
}
