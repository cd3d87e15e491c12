package dev.faultline.cluster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.http.MetadataDoor;
import dev.faultline.node.http.MetadataLimits;
import dev.faultline.node.metadata.Behaviour;
import dev.faultline.node.metadata.Behaviour.NothingPlanned;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.MaintenanceEvent;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.metadata.Platform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
final class MetadataCommandTest {

    private static final String SCENARIO =
            """
            name: a week of maintenance
            topology: TOPOLOGY
            timeline:
              - {at: 0 s, maintain: node/r0/n1, effect: restart-losing-drives, for: 30 min, notice: 7 d, window: 4 h}
              - {at: 1 d, maintain: domain/1, effect: restart-keeping-drives, for: 10 min, notice: 15 min,
                 walk: update-domains, pause: 30 min}
              - {at: 2 d, outage: node/r2/n3, for: 1 h}
              - {at: 3 d, lose: node/r2/n4}
              - {at: 4 d, replace: node/r2/n4}
            """;

    @TempDir Path folder;

    /** Times of the scenario on a clock in which an hour passes in a second. */
    @Test
    void aScenarioBecomesEventsAndDowntimesOfItsNodes() throws IOException {
        MetadataCluster cluster = cluster();
        SteadyClock clock = SteadyClock.begin();
        Instant start = clock.start();

        Platform platform = cluster.desk(behaviour(3600), null, null, clock).platform();

        MaintenanceEvent first = platform.events().getFirst();
        assertThat(first.resources()).containsExactly("r0-n1");
        assertThat(first.effect()).isEqualTo(MaintenanceEvent.Effect.REDEPLOY);
        // 7 d = 168 h; a window of 4 h; 30 min
        assertThat(first.announced()).isEqualTo(start);
        assertThat(first.notBefore()).isEqualTo(start.plusSeconds(168));
        assertThat(first.windowEnd()).isEqualTo(start.plusSeconds(172));
        assertThat(first.impact()).isEqualTo(Duration.ofMillis(500));
        // 20 update domains, each with one of the 20 nodes of domain/1: 20 visits of one node.
        assertThat(platform.events()).hasSize(1 + 20);
        assertThat(platform.away(start.plusSeconds(48))).containsExactly("r2-n3");
        assertThat(platform.away(start.plusSeconds(49))).isEmpty();
        assertThat(platform.away(start.plusSeconds(72))).containsExactly("r2-n4");
        assertThat(platform.away(start.plusSeconds(96))).isEmpty();
    }

    @Test
    void oneNodeHearsOfAllAndGoesDownAlone() throws Exception {
        MetadataDesk desk =
                cluster().deskOf("r0/n1", behaviour(7 * 86_400 / 0.3), SteadyClock.begin());
        try (MetadataDoor door = ports(desk);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            door.urls().getFirst()
                                                    + "/metadata/instance/compute/name?api-version=2021-02-01&format=text"))
                            .header("Metadata", "true")
                            .build();
            boolean refused = false;
            int answers = 0;
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!(refused && answers > 0) && System.nanoTime() < until) {
                try {
                    assertThat(client.send(request, BodyHandlers.ofString()).body())
                            .isEqualTo("r0-n1");
                    answers++;
                } catch (IOException e) {
                    refused = true;
                }
            }

            assertThat(answers).isPositive();
            assertThat(desk.platform().events().getFirst().resources()).containsExactly("r0-n1");
        }
    }

    @Test
    void aClusterIsServedByAProcessOfItsOwnUntilItIsToldToStop() throws Exception {
        Path json = folder.resolve("endpoints.json");
        Process process =
                faultline(
                        "metadata",
                        "--scenario",
                        scenario().toString(),
                        "--time-scale",
                        "60",
                        "--json",
                        json.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String ready = out.readLine();
            String titles = out.readLine();
            String row = out.readLine();
            while (!Files.exists(json)) {
                Thread.onSpinWait();
            }
            JsonNode endpoints = JsonMapper.shared().readTree(Files.readString(json));

            assertThat(ready)
                    .startsWith("ready: azure metadata of 60 nodes from http://127.0.0.1:")
                    .endsWith("(21 pieces of maintenance, 1 h in a minute)");
            assertThat(titles)
                    .containsSubsequence("node", "failure domain", "update domain", "url");
            assertThat(row).matches("node/r0/n0 +r0-n0 +0 +0 +http://127.0.0.1:[0-9]+");
            assertThat(endpoints.get("endpoints").size()).isEqualTo(60);
            JsonNode last = endpoints.get("endpoints").get(59);
            assertThat(last.get("node").asString()).isEqualTo("node/r2/n19");
            assertThat(last.get("failureDomain").asInt()).isEqualTo(2);
            assertThat(azureName(last.get("url").asString())).isEqualTo("r2-n19");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata | say --topology T, or --scenario S",
                "metadata --topology TOPOLOGIES/lab.yaml | --cloud azure, gcp, aws or oci",
                "metadata --topology TOPOLOGIES/none.yaml | none.yaml",
                "metadata --topology TOPOLOGIES/lab.yaml --cloud aws --port 70000 | 0 to 65535",
                "metadata --topology TOPOLOGIES/lab.yaml --cloud aws --port 65535 | 65535",
                "metadata --topology TOPOLOGIES/lab.yaml --cloud aws --time-scale 0 | above 0",
                "metadata --topology TOPOLOGIES/lab.yaml --cloud aws --listen nowhere.invalid | no address",
                "metadata --topology TOPOLOGIES/lab.yaml --cloud gcp --gcp-nothing-planned 200 | 503, none, empty or 404",
                "node --scenario x.yaml | need --metadata",
                "node --metadata aws --vm nothing | nothing",
                "node --metadata aws --scenario x.yaml | needs --node",
            })
    void badUsageIsExplained(String arguments, String words) {
        String topologies = CatalogCommandTest.home().resolve("topologies").toString();

        CommandLineRun run =
                CommandLineRun.of(arguments.replace("TOPOLOGIES", topologies).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(words);
    }

    @Test
    void anUnknownNodeIsNamed() throws IOException {
        CommandLineRun run =
                CommandLineRun.of(
                        "node",
                        "--metadata",
                        "azure",
                        "--scenario",
                        scenario().toString(),
                        "--node",
                        "r7/n1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no node 'r7/n1'; there are node/r0/n0 to node/r2/n19");
    }

    private String azureName(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            url
                                                    + "/metadata/instance/compute/name?api-version=2021-02-01&format=text"))
                            .header("Metadata", "true")
                            .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private MetadataCluster cluster() throws IOException {
        CommandLineRun.of("--version"); // says where Faultline's files are
        return MetadataCluster.read(null, scenario(), Cloud.AZURE);
    }

    /** Over the shipped Azure cluster, which has 20 update domains. */
    private Path scenario() throws IOException {
        Path topology =
                CatalogCommandTest.home()
                        .resolve("topologies/azure-lsv4-3-domains.yaml")
                        .toAbsolutePath();
        Path scenario = folder.resolve("scenario.yaml");
        Files.writeString(scenario, SCENARIO.replace("TOPOLOGY", topology.toString()));
        return scenario;
    }

    private static Behaviour behaviour(double timeScale) {
        return new Behaviour(timeScale, NothingPlanned.UNAVAILABLE, Duration.ZERO, 0, true);
    }

    private static MetadataDoor ports(MetadataDesk desk) throws IOException {
        return MetadataDoor.ports(
                desk,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                MetadataLimits.DEFAULT);
    }

    private static Process faultline(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dfaultline.home=" + CatalogCommandTest.home().toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Faultline.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
