package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.http.MetadataDoor;
import dev.faultline.node.http.MetadataLimits;
import dev.faultline.node.metadata.Behaviour;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.MetadataDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The shipped environments, and what changing one thing in them does. */
final class PreflightCommandTest {

    private static final Map<Cloud, String> TOPOLOGIES =
            Map.of(
                    Cloud.AZURE, "azure-lsv4-3-domains",
                    Cloud.GCP, "gcp-z3-8-domains",
                    Cloud.AWS, "aws-i8ge-7-partitions",
                    Cloud.OCI, "oci-denseio-3-domains");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void theShippedEnvironmentsHaveNoBlocker(Cloud cloud) {
        CommandLineRun run = preflight(cloud, environment(cloud), "--notes");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("0 blockers");
    }

    /** Arithmetic as in the environments' comments. */
    @Test
    void countsWhatIsNeeded() {
        assertThat(preflight(Cloud.AZURE, environment(Cloud.AZURE), "--notes").out())
                // 60 nodes and 2 of the policy, 96 vCPUs each; 7,000 less 500
                .contains("62 VMs need 5,952 vCPUs; 6,500 of 7,000 are left.")
                // 128 less 5
                .contains("60 nodes and 2 VMs of the policy need 62 addresses")
                .contains("123 are left")
                .contains("It asks for 3 failure domains; there are 3.");
        assertThat(preflight(Cloud.GCP, environment(Cloud.GCP), "--notes").out())
                // 65 x 12 x 3,000 GiB x 2^30 = 2.5126e15
                .contains("65 VMs have 2.51 PB of local drives; 3 PB of 3 PB is left.")
                .contains("Z3 is stopped above 18,000 GiB of local SSD; it has 36,000 GiB.");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // cloud | what is replaced | by what | the check and words of the blocker
                "AZURE | vcpus: 7000 | vcpus: 6000 | quota | Ask for 452 more",
                "AZURE | nodes: 10.20.0.0/25 | nodes: 10.20.0.0/26 | addresses | a range of /25",
                "AZURE | nodes: 10.20.0.0/25 | nodes: 10.30.4.0/22 | addresses | overlaps clients",
                "AZURE | nodes: 10.20.0.0/25 | nodes: 203.0.113.0/24 | addresses | routable on the Internet",
                "AZURE | nodes: 10.20.0.0/25 | nodes: 169.254.0.0/20 | addresses | metadata service",
                "AZURE | failure-domains: 3 | failure-domains: 2 | domains | asks for 3 failure domains; there are 2",
                "AZURE | ports: [\"10809\"], from: 10.0.0.0/8 | ports: [\"10809\"], from: 10.30.0.0/17 | firewall | all of 10.30.0.0/16",
                "AZURE | allow: tcp, ports: [\"10809\"] | allow: udp, ports: [\"10809\"] | firewall | Allow tcp 10809",
                "AZURE | Microsoft.Compute/virtualMachines/* | Microsoft.Compute/virtualMachines/read | permissions | virtualMachines/write",
                "AZURE | extra-vms: 2 | extra-vms: 0 | maintenance | cannot migrate",
                "GCP | capacity: 3 PB | capacity: 2 PB | local-disk | Ask for",
                "GCP | on-host-maintenance: stop | on-host-maintenance: migrate | maintenance | set to migrate, which fails",
                "AWS | policy: serialize-nodes | policy: ignore | maintenance | several at a time",
                "AWS | ec2:Describe* | ec2:DescribeRegions | permissions | ec2:DescribeInstanceStatus",
                "OCI | vms-per-domain: 12 | vms-per-domain: 9 | domains | 10 VMs in a failure domain; there is room for 9",
                "OCI | provider: oci | provider: aws | provider | which AWS does not rent out",
            })
    void aSpoiltEnvironmentIsBlocked(
            Cloud cloud, String good, String bad, String check, String words) throws IOException {
        String text = Files.readString(environment(cloud));
        assertThat(text).contains(good);
        Path spoilt = folder.resolve("environment.yaml");
        Files.writeString(spoilt, text.replace(good, bad));

        CommandLineRun run = preflight(cloud, spoilt);

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).containsPattern("blocker +" + check).contains(words);
    }

    @Test
    void whatIsNotStatedIsAWarningAndNeverEnough() throws IOException {
        Path bare = folder.resolve("bare.yaml");
        Files.writeString(
                bare,
                """
                name: nothing known
                provider: gcp
                network: {nodes: 10.0.0.0/16}
                firewall: [{allow: all, from: 0.0.0.0/0}]
                """);

        CommandLineRun run = preflight(Cloud.GCP, bare);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "the quota of this family is not stated",
                        "the limit is not stated",
                        "how many there are is not stated",
                        "Whether a stopped VM keeps them is not stated",
                        "open to everybody");
    }

    @Test
    void badInputIsNamedWithItsPlace() throws IOException {
        Path bad = folder.resolve("bad.yaml");
        Files.writeString(
                bad,
                """
                name: bad
                provider: azur
                network: {nodes: 10.0.0.1/16}
                firewall: [{allow: tcp, ports: ["0-9"], from: 10.0.0.0/8}]
                quota: []
                """);
        Path json = folder.resolve("findings.json");

        CommandLineRun run = preflight(Cloud.GCP, bad, "--json", json.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("bad.yaml:2:11", "bad.yaml:3:18", "bad.yaml:4:33", "bad.yaml:5:1")
                .contains("azure")
                .contains("quotas")
                .contains("10.0.0.0/16");
        assertThat(run.out()).isEmpty();
        assertThat(json).doesNotExist();
    }

    @Test
    void writesFindingsAsJson() throws IOException {
        Path json = folder.resolve("findings.json");

        preflight(Cloud.AZURE, environment(Cloud.AZURE), "--json", json.toString());

        assertThat(Files.readString(json))
                .contains(
                        "\"severity\" : \"WARNING\"", "\"check\" : \"maintenance\"", "\"remedy\"");
    }

    /** A cluster's own metadata services say what its topology says. */
    @ParameterizedTest
    @EnumSource(Cloud.class)
    void agreesWithARunningServiceOfThatNode(Cloud cloud) throws IOException {
        try (MetadataDoor door = open(cloud)) {
            CommandLineRun run =
                    preflight(
                            cloud,
                            environment(cloud),
                            "--notes",
                            "--live",
                            "r2/n1=" + door.urls().get(node(cloud, "r2/n1")));

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(run.out())
                    .contains("is that of storage")
                    .contains(
                            cloud == Cloud.GCP
                                    ? "does not tell its failure domain"
                                    : "It is in failure domain 2.");
        }
    }

    @Test
    void noticesAVmInAnotherPlaceThanItsNode() throws IOException {
        try (MetadataDoor door = open(Cloud.AZURE)) {
            CommandLineRun run =
                    preflight(
                            Cloud.AZURE,
                            environment(Cloud.AZURE),
                            "--live",
                            "r2/n1=" + door.urls().get(node(Cloud.AZURE, "r0/n1")));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("It is in failure domain 0; this node is to be in 2.");
        }
    }

    @Test
    void noticesAVmOfAnotherShape() throws IOException {
        Path small = folder.resolve("small.yaml");
        String text = Files.readString(topology(Cloud.AZURE)).replace("l96s_v4", "l80s_v4");
        Files.writeString(small, text);
        try (MetadataDoor door = open(Cloud.AZURE)) {
            CommandLineRun run =
                    CommandLineRun.of(
                            "preflight",
                            small.toString(),
                            "--environment",
                            environment(Cloud.AZURE).toString(),
                            "--live",
                            door.urls().getFirst());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .contains("Its shape is Standard_L96s_v4; the topology has Standard_L80s_v4.");
        }
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:1", "http://no address", "ftp://127.0.0.1", "nowhere"})
    void aServiceThatCannotBeAskedIsABlocker(String url) {
        CommandLineRun run = preflight(Cloud.AZURE, environment(Cloud.AZURE), "--live", url);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).containsPattern("blocker +live");
    }

    private static MetadataDoor open(Cloud cloud) throws IOException {
        CommandLineRun.of("--version"); // says where Faultline's files are
        MetadataCluster cluster = MetadataCluster.read(topology(cloud), null, null);
        MetadataDesk desk = cluster.desk(Behaviour.DOCUMENTED, null, null, SteadyClock.begin());
        return MetadataDoor.ports(
                desk,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                MetadataLimits.DEFAULT);
    }

    private static int node(Cloud cloud, String name) {
        return MetadataCluster.read(topology(cloud), null, null).index(name);
    }

    private static CommandLineRun preflight(Cloud cloud, Path environment, String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "preflight";
        arguments[1] = topology(cloud).toString();
        arguments[2] = "--environment";
        arguments[3] = environment.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandLineRun.of(arguments);
    }

    private static Path topology(Cloud cloud) {
        return CatalogCommandTest.home().resolve("topologies/" + TOPOLOGIES.get(cloud) + ".yaml");
    }

    private static Path environment(Cloud cloud) {
        return CatalogCommandTest.home()
                .resolve("topologies/environments/" + cloud.word() + ".yaml");
    }
}
