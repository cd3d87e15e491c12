package dev.faultline.node.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.node.metadata.Behaviour;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.Guest;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.metadata.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Programs that guests really run: cloud-init's data sources, the AWS command line's chain of
 * credentials, curl as the clouds' documentation writes it. Each is skipped where it is missing.
 */
@Timeout(60)
final class RealGuestsTest {

    private static final int NOT_THERE = 77;

    @TempDir Path folder;

    /** Each line is from the page that the golden tests of its cloud name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AZURE | -s -H Metadata:true --noproxy * URL/metadata/instance/compute/platformFaultDomain?api-version=2025-04-07&format=text | 2",
                "AZURE | -H Metadata:true URL/metadata/scheduledevents?api-version=2020-07-01 | {\"DocumentIncarnation\":0,\"Events\":[]}",
                "GCP | URL/computeMetadata/v1/instance/maintenance-event -H Metadata-Flavor:Google | NONE",
                "GCP | -L URL/computeMetadata/v1/instance/scheduling?recursive=true&alt=text -H Metadata-Flavor:Google | on-host-maintenance MIGRATE",
                "AWS | -X PUT URL/latest/api/token -H X-aws-ec2-metadata-token-ttl-seconds:21600 | AQAE",
                "OCI | -H Authorization:@Bearer@Oracle -L URL/opc/v2/instance/faultDomain | FAULT-DOMAIN-3",
            })
    void curlAsDocumented(Cloud cloud, String arguments, String answer) throws Exception {
        Optional<Path> curl = Tools.find("curl");
        assumeTrue(curl.isPresent(), "no curl here");
        try (MetadataDoor door = open(cloud)) {
            List<String> command = new ArrayList<>(List.of(curl.orElseThrow().toString()));
            Arrays.stream(arguments.split(" "))
                    .map(word -> word.replace("URL", door.urls().getFirst()).replace('@', ' '))
                    .forEach(command::add);

            assertThat(output(command, Map.of())).contains(answer);
        }
    }

    @Test
    void cloudInitOnAzure() throws Exception {
        JsonNode seen = cloudInit(Cloud.AZURE);

        assertThat(seen.at("/compute/vmSize").asString()).isEqualTo("Standard_L96s_v4");
        assertThat(seen.at("/compute/platformUpdateDomain").asString()).isEqualTo("4");
        assertThat(seen.at("/network/interface/0/ipv4/subnet/0/prefix").asString()).isEqualTo("16");
    }

    @Test
    void cloudInitOnGoogle() throws Exception {
        JsonNode seen = cloudInit(Cloud.GCP);

        assertThat(seen.get("availability-zone").asString()).isEqualTo("us-central1-a");
        assertThat(seen.get("region").asString()).isEqualTo("us-central1");
        assertThat(seen.get("hostname").asString()).isEqualTo("r2n1");
        assertThat(seen.get("instance-id").asString()).matches("[0-9]{18}");
    }

    @Test
    void cloudInitOnAws() throws Exception {
        JsonNode seen = cloudInit(Cloud.AWS);

        assertThat(seen.at("/metadata/instance-type").asString()).isEqualTo("i8ge.48xlarge");
        assertThat(seen.at("/metadata/placement/partition-number").asString()).isEqualTo("3");
        assertThat(
                        seen.at("/metadata/network/interfaces/macs/0a:fa:00:00:02:11/local-ipv4s")
                                .asString())
                .isEqualTo("10.0.2.17");
        assertThat(seen.get("instance-id")).isEqualTo(seen.at("/metadata/instance-id"));
        assertThat(seen.get("region").asString()).isEqualTo("us-east-1");
    }

    @Test
    void cloudInitOnOracle() throws Exception {
        JsonNode seen = cloudInit(Cloud.OCI);

        assertThat(seen.get("version").asInt()).isEqualTo(2);
        assertThat(seen.at("/instance/faultDomain").asString()).isEqualTo("FAULT-DOMAIN-3");
        assertThat(seen.at("/vnics/0/subnetCidrBlock").asString()).isEqualTo("10.0.0.0/16");
    }

    /** The chain ends at the instance's role, whose example key ends in MPLE. */
    @Test
    void awsCommandLineFindsTheRolesCredentials() throws Exception {
        Optional<Path> aws = Tools.find("aws");
        assumeTrue(aws.isPresent(), "no AWS command line here");
        try (MetadataDoor door = open(Cloud.AWS)) {
            String list =
                    output(
                            List.of(aws.orElseThrow().toString(), "configure", "list"),
                            Map.of(
                                    "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                                    door.urls().getFirst(),
                                    "AWS_CONFIG_FILE",
                                    folder.resolve("config").toString(),
                                    "AWS_SHARED_CREDENTIALS_FILE",
                                    folder.resolve("credentials").toString()));

            assertThat(list).containsPattern("access_key[ :]+\\*+MPLE[ :]+iam-role");
        }
    }

    private JsonNode cloudInit(Cloud cloud) throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "no system Python here");
        Path script = folder.resolve("cloud_init.py");
        try (InputStream text =
                Objects.requireNonNull(getClass().getResourceAsStream("cloud_init.py"))) {
            Files.copy(text, script);
        }
        try (MetadataDoor door = open(cloud)) {
            return JsonMapper.shared()
                    .readTree(
                            output(
                                    List.of(
                                            python.toString(),
                                            script.toString(),
                                            cloud.word(),
                                            door.urls().getFirst(),
                                            folder.toString()),
                                    Map.of()));
        }
    }

    private String output(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.environment().put("no_proxy", "*");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        if (process.exitValue() == NOT_THERE) {
            abort(text.strip());
        }
        assertThat(process.exitValue()).as(text + Files.readString(errors)).isZero();
        return text;
    }

    private static MetadataDoor open(Cloud cloud) throws IOException {
        MetadataDesk desk =
                new MetadataDesk(
                        cloud,
                        Behaviour.DOCUMENTED,
                        List.of(Guest.instance(cloud)),
                        Platform.QUIET,
                        InstantSource.system());
        return MetadataDoor.ports(
                desk,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                MetadataLimits.DEFAULT);
    }
}
