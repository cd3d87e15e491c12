package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cluster.failure.PartKind;
import dev.faultline.cluster.failure.Selector;
import dev.faultline.cluster.protection.CodeOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Update domains in topology files: what they become, and what is refused. */
final class UpdateDomainFilesTest {

    private static final String UPDATE_DOMAINS = "topology.nodes.storage.update-domains=";
    private static final String PLACEMENT = "topology.nodes.storage.placement=";
    private static final String PROMISED = "topology.protection.tolerate.update-domains=1";

    @TempDir Path folder;

    @Test
    void aPlacementHasAsManyUpdateDomainsAsItsProviderMakes() {
        Scenario scenario = site(3, 10, "auto").scenario(folder, PLACEMENT + "availability-set");

        // An availability set has five unless asked otherwise.
        assertThat(scenario.proposal().cluster().updateDomainCount()).isEqualTo(5);
    }

    @Test
    void providersHaveOnlySoManyDomains() {
        assertRefused(PLACEMENT + "availability-set", "6 are more than the 3 that placement");
        assertRefused(PLACEMENT + "scale-set", "6 are more than the 5 that placement scale-set");
        assertRefused(PLACEMENT + "fault-domains", "6 are more than the 3 that placement");
        assertThat(site(6, 2, "auto").scenario(folder, PLACEMENT + "spread")).isNotNull();
        assertThatThrownBy(() ->
                        site(3, 10, "auto")
                                .scenario(
                                        folder,
                                        PLACEMENT + "availability-set",
                                        UPDATE_DOMAINS + "21"))
                .hasMessageContaining("21 are more than the 20 that placement availability-set");
        assertThatThrownBy(() ->
                        site(6, 2, "auto")
                                .scenario(folder, PLACEMENT + "partition", UPDATE_DOMAINS + "5"))
                .hasMessageContaining("placement partition has none: each failure domain is one");
    }

    @Test
    void aPlacementIsForVmsOfItsProvider() {
        assertThatThrownBy(() ->
                        Shipped.topology("gcp-z3-8-domains", "nodes.storage.placement=partition"))
                .hasMessageContaining("8 are more than the 7 that placement partition can have")
                .hasMessageContaining(
                        "partition is how aws spreads VMs, and z3-highmem-88-highlssd is a VM of gcp");
    }

    @Test
    void promisesThatUpdateDomainsCannotKeepAreExplained() {
        assertRefused(PROMISED, "no group has update-domains");
        assertThatThrownBy(() ->
                        site(6, 2, "{code: 3+2}").scenario(folder, UPDATE_DOMAINS + "1", PROMISED))
                .hasMessageContaining("1 update domains cannot lose 1");
        // 5 strips over 3 update domains are 2 in one: 1 + 2 + 1 = 4 erasures, and 3+2 survives 2.
        assertThatThrownBy(() ->
                        site(6, 2, "{code: 3+2}").scenario(folder, UPDATE_DOMAINS + "3", PROMISED))
                .hasMessageContaining(
                        "up to 1 strips of a stripe into one of 5 domains, up to 2 into one of 3 update"
                                + " domains, and survives any 2 erasures")
                .hasMessageContaining("1 of 3 update domains and 1 drives can be 4");
    }

    @Test
    void autoFindsTheCodeForBothKindsOfDomain() {
        Scenario scenario = site(3, 20, "auto").scenario(folder, UPDATE_DOMAINS + "20", PROMISED);

        // c + ceil(3c / 20) + 1 of at most 8 parities: c = 6, one strip in an update domain.
        CodeOption data = scenario.plan().data();
        assertThat(data.code().toString()).isEqualTo("10+8");
        assertThat(data.maxStripsPerDomain()).isEqualTo(6);
        assertThat(data.maxStripsPerUpdateDomain()).isEqualTo(1);
    }

    @Test
    void selectorsNameUpdateDomainsAndNodesInThem() {
        var cluster =
                site(3, 10, "auto").scenario(folder, UPDATE_DOMAINS + "5").proposal().cluster();
        var random = new SplittableRandom(1);

        // 30 nodes, instance p x 3 + d in update domain i mod 5: instances 3, 8, 13, 18, 23, 28.
        assertThat(Selector.parse("update-domain/3").select(cluster, random).nodes(cluster))
                .containsExactly(1, 6, 14, 19, 22, 27);
        assertThat(Selector.parse("random 2 nodes in update-domain/3").select(cluster, random))
                .satisfies(parts -> assertThat(parts.kind()).isEqualTo(PartKind.NODE))
                .satisfies(parts ->
                        assertThat(Arrays.stream(parts.indices()).boxed())
                                .hasSize(2)
                                .isSubsetOf(1, 6, 14, 19, 22, 27));
        assertThatThrownBy(() -> Selector.parse("random 2 update-domains in domain/1"))
                .hasMessageContaining("update-domain/3");
        assertThatThrownBy(() -> Selector.parse("random 2 racks in update-domain/1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(String setting, String message) {
        assertThatThrownBy(() -> site(6, 2, "{code: 3+2}").scenario(folder, setting))
                .hasMessageContaining(message);
    }

    private static SmallSite site(int domains, int nodes, String code) {
        return new SmallSite(domains, 1, nodes, 2, 1, 1, code, 1, 1, "{}", "");
    }
}
