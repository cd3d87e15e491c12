package dev.faultline.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BinderTest {

    enum DomainKind {
        RACK,
        CLOUD_PROVIDER
    }

    record Group(
            String group,
            @Positive int failureDomains,
            @Nullable DataSize capacity,
            @Default("400 Gb/s") DataRate lineRate,
            @Default("rack") DomainKind domainKind) {}

    record Cluster(
            String name,
            List<Group> nodes,
            @Default("{}") Map<String, Span> delays,
            @Default("auto") Data data,
            @Min("0 %") @Max("50 %") @Default("5 %") Ratio spare) {}

    sealed interface Data {}

    @Word("auto")
    record Auto() implements Data {}

    record Parity(@Positive int parity) implements Data {}

    record Chosen(Code code, @Nullable Integer localGroups) implements Data {}

    record Reading(Code code, Ratio repairReads) implements Data {}

    record Code(int data, int parity) {

        static Code parse(String text) {
            String[] parts = text.split("\\+", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("\"" + text + "\" is not a code, such as 28+4");
            }
            return new Code(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    private final Problems problems = new Problems();

    private @Nullable Cluster bind(String yaml) {
        Located root = YamlReader.read(yaml, "c.yaml", problems);
        return root == null ? null : Binder.bind(root, Cluster.class, problems);
    }

    private List<String> found() {
        return problems.sorted().stream().map(Problem::toString).toList();
    }

    @Test
    void bindsKeysInKebabCaseWithDefaultsForWhatIsLeftOut() {
        Cluster cluster =
                bind(
                        """
                        name: Small
                        nodes:
                          - {group: storage, failure-domains: 7, capacity: 122.88 TB}
                          - {group: front, failure-domains: 2, line-rate: 100 Gb/s, capacity: , domain-kind: cloud-provider}
                        delays: {detect: 30 s}
                        """);

        assertThat(found()).isEmpty();
        assertThat(cluster)
                .isEqualTo(
                        new Cluster(
                                "Small",
                                List.of(
                                        new Group(
                                                "storage",
                                                7,
                                                new DataSize(122_880_000_000_000L),
                                                new DataRate(50e9),
                                                DomainKind.RACK),
                                        new Group(
                                                "front",
                                                2,
                                                null,
                                                new DataRate(12.5e9),
                                                DomainKind.CLOUD_PROVIDER)),
                                Map.of("detect", new Span(30_000_000_000L)),
                                new Auto(),
                                new Ratio(0.05)));
    }

    @Test
    void reportsEveryProblemOfAFileWithItsPlace() {
        Cluster cluster =
                bind(
                        """
                        name: Small
                        nods: 4
                        spare: 60 %
                        nodes:
                          - group: storage
                            failure-domains: 0
                            capacity: 122.88
                          - {failure-domains: many, domain-kind: rak}
                        """);

        assertThat(cluster).isNull();
        assertThat(found())
                .containsExactly(
                        "c.yaml:2:1: unknown key \"nods\": did you mean \"nodes\"? (accepted: name,"
                                + " nodes, delays, data, spare)",
                        "c.yaml:3:8: spare: 60 % must be at most 50 %",
                        "c.yaml:6:22: nodes[0].failure-domains: 0 must be greater than zero",
                        "c.yaml:7:15: nodes[0].capacity: \"122.88\" has no unit: expected a size,"
                                + " such as 4 KiB, 1.6 TB, 1.35 EB (B, kB, MB, GB, TB, PB, EB; KiB,"
                                + " MiB, GiB, TiB, PiB, EiB)",
                        "c.yaml:8:5: nodes[1]: key \"group\" is missing",
                        "c.yaml:8:23: nodes[1].failure-domains: \"many\" is not a whole number",
                        "c.yaml:8:42: nodes[1].domain-kind: \"rak\" is not known: did you mean"
                                + " \"rack\"? (accepted: rack, cloud-provider)");
    }

    private @Nullable Object data(String yaml) {
        Cluster cluster = bind("{name: x, nodes: [], data: " + yaml + "}");
        return cluster == null ? null : cluster.data();
    }

    @Test
    void tellsAlternativesApartByTheirKeysOrTheirWord() {
        assertThat(data("auto")).isEqualTo(new Auto());
        assertThat(data("{parity: 4}")).isEqualTo(new Parity(4));
        assertThat(data("{code: 28+4}")).isEqualTo(new Chosen(new Code(28, 4), null));
        assertThat(data("{code: 28+4, local-groups: 4}")).isEqualTo(new Chosen(new Code(28, 4), 4));
        assertThat(data("{code: 146+4, repair-reads: 26 %}"))
                .isEqualTo(new Reading(new Code(146, 4), new Ratio(0.26)));
        assertThat(found()).isEmpty();
    }

    @Test
    void saysWhatTheNearestAlternativeLacks() {
        data("{code: 28+4, repair-read: 26 %}");
        data("{parity: 0}");
        data("{code: 28-4}");
        data("automatic");
        data("[1]");
        data("{}");

        assertThat(found())
                .anySatisfy(p -> assertThat(p).contains("did you mean \"repair-reads\"?"))
                .anySatisfy(p -> assertThat(p).contains("data.parity: 0 must be greater than zero"))
                .anySatisfy(p -> assertThat(p).contains("\"28-4\" is not a code, such as 28+4"))
                .anySatisfy(p ->
                        assertThat(p)
                                .contains(
                                        "is \"automatic\": expected one of auto, {parity},"
                                                + " {code, local-groups?}, {code,"
                                                + " repair-reads}"))
                .anySatisfy(p -> assertThat(p).contains("is a list: expected one of auto"))
                .anySatisfy(p -> assertThat(p).contains("data: expected one of auto"));
    }
}
