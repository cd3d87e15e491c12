package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RunCommandTest {

    private static final String TOPOLOGY =
            """
            name: lab
            nodes:
              - {group: storage, server: lab-1u-4x1t, failure-domains: 6, nodes-per-rack: 1}
            protection:
              data: {code: 3+2}
              tolerate: {failure-domains: 1, drives: 1}
            """;

    private static final String SCENARIO =
            """
            name: "a rack <&> \\"quotes\\""
            topology: topology.yaml
            foreground: [{name: training, reads: 1 GB/s}]
            timeline: [{at: 1 h, lose: rack/1}]
            expect:
              - data-lost = 0 B
              - foreground.training.mean >= 1 %
            """;

    @TempDir Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("topology.yaml"), TOPOLOGY);
        Files.writeString(folder.resolve("holds.yaml"), SCENARIO);
        Files.writeString(
                folder.resolve("fails.yaml"),
                SCENARIO.replace("data-lost = 0 B", "rebuild-time < 1 s"));
    }

    @Test
    void exitCodesTellApartWellMissedAndWrong() {
        assertThat(run("holds.yaml").exitCode()).isZero();
        assertThat(run("fails.yaml").exitCode()).isEqualTo(1);
        assertThat(run("holds.yaml", "fails.yaml").exitCode()).isEqualTo(1);
        assertThat(run("absent.yaml").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("run").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("walk").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("--version").exitCode()).isZero();
    }

    @Test
    void jsonHasTheNamesOfTheContract() throws IOException {
        Path json = folder.resolve("out.json");

        CommandLineRun run =
                CommandLineRun.of("run", path("holds.yaml"), "--json", json.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JsonMapper.shared().readTree(Files.readString(json));
        assertHas(
                result,
                "scenario topology seed digest simulatedSeconds wallSeconds events cluster"
                        + " protection capacity throughput density faults rebuild redundancy loss"
                        + " foreground utilisation expectations");
        assertHas(result.get("cluster"), "nodes drives racks failureDomains rackUnits");
        assertHas(
                result.get("protection"),
                "dataStrips parityStrips maxStripsPerDomain toleratesDomains toleratesDrives"
                        + " efficiency");
        assertHas(
                result.get("capacity"),
                "rawBytes usableBytes effectiveBytes spareBytes storedBytes");
        assertHas(
                result.get("throughput"),
                "readBytesPerSecond writeBytesPerSecond readBottleneck writeBottleneck"
                        + " readShareOfLineRate writeShareOfLineRate");
        assertHas(
                result.get("density"),
                "racks averageWatts provisionedWatts usableBytesPerMegawatt usableBytesPerRack");
        assertHas(result.get("faults").get(0), "atSeconds what drives strips bytes");
        assertHas(result.get("rebuild"), "bytes seconds lowerBoundSeconds bottleneck finished");
        assertHas(result.get("redundancy"), "minimum timeline");
        assertHas(result.get("redundancy").get("timeline").get(0), "atSeconds bytesByRedundancy");
        assertHas(result.get("loss"), "bytes groups unavailableBytes unavailableSeconds");
        assertHas(result.get("foreground").get(0), "name offered minimum mean timeline");
        assertHas(result.get("utilisation").get(0), "resource mean peak");
        assertHas(result.get("expectations").get(0), "text actual holds");
        // 6 nodes of 4 drives of 1 TB.
        assertThat(result.get("capacity").get("rawBytes").asDouble()).isEqualTo(24e12);
        assertThat(result.get("cluster").get("drives").asInt()).isEqualTo(24);
    }

    @Test
    void theReportSaysHowDurableTheLayoutIs() throws IOException {
        Path json = folder.resolve("out.json");

        CommandLineRun run =
                CommandLineRun.of("run", path("holds.yaml"), "--json", json.toString());

        assertThat(run.out())
                .containsPattern("durability +[0-9.]+ nines a year: loses data with probability")
                .contains("unreadable ", "assumes      defaults")
                .doesNotContain("helps most");
        JsonNode found = JsonMapper.shared().readTree(Files.readString(json)).get("durability");
        assertThat(found.get("loss").get("nines").asDouble()).isPositive();
        assertThat(found.get("contributions")).isNotEmpty();
        assertThat(found.get("improvements")).isEmpty();
    }

    @Test
    void durabilityIsAskedAsFarAsIsWanted() throws IOException {
        Path json = folder.resolve("out.json");
        Path assumptions =
                Files.writeString(folder.resolve("a.yaml"), "drives: {annual-failure-rate: 2 %}");

        CommandLineRun whole =
                CommandLineRun.of(
                        "run",
                        path("holds.yaml"),
                        "--durability",
                        "whole",
                        "--assumptions",
                        assumptions.toString());
        CommandLineRun.of(
                "run", path("holds.yaml"), "--durability", "none", "--json", json.toString());

        assertThat(whole.out())
                .contains(": loss falls by ", "drives.annual-failure-rate 2 %; all else defaults");
        assertThat(JsonMapper.shared().readTree(Files.readString(json)).get("durability").isNull())
                .isTrue();
    }

    @Test
    void jsonOnStdoutIsAloneThere() {
        CommandLineRun run =
                CommandLineRun.of("run", path("holds.yaml"), path("fails.yaml"), "--json", "-");

        JsonNode results = JsonMapper.shared().readTree(run.out());
        assertThat(results).hasSize(2);
        assertThat(results.get(1).get("expectations").get(0).get("holds").asBoolean()).isFalse();
    }

    @Test
    void junitIsWellFormedAndCountsWhatFails() throws Exception {
        Path junit = folder.resolve("out.xml");

        CommandLineRun.of(
                "run", path("holds.yaml"), path("fails.yaml"), "--junit", junit.toString());

        Document xml =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(Files.readString(junit))));
        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("testsuites");
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        Element failing = (Element) xml.getElementsByTagName("testsuite").item(1);
        assertThat(failing.getAttribute("failures")).isEqualTo("1");
        assertThat(failing.getAttribute("name")).isEqualTo("a rack <&> \"quotes\"");
    }

    @Test
    void digestsDoNotDependOnThreadsOrOnHowOftenItIsRun() {
        List<String> one = digests("1");
        List<String> two = digests("2");

        assertThat(one).isEqualTo(two).isEqualTo(digests("1"));
        assertThat(one).doesNotHaveDuplicates();
    }

    private List<String> digests(String threads) {
        CommandLineRun holds =
                CommandLineRun.of(
                        "run",
                        path("holds.yaml"),
                        path("fails.yaml"),
                        "--threads",
                        threads,
                        "--json",
                        "-");
        CommandLineRun seeded =
                CommandLineRun.of("run", path("holds.yaml"), "--seed", "2", "--json", "-");
        JsonNode results = JsonMapper.shared().readTree(holds.out());
        assertThat(results.get(0).get("digest")).isEqualTo(results.get(1).get("digest"));
        return List.of(
                results.get(0).get("digest").asString(),
                JsonMapper.shared().readTree(seeded.out()).get("digest").asString());
    }

    private CommandLineRun run(String... names) {
        String[] arguments = new String[names.length + 1];
        arguments[0] = "run";
        for (int i = 0; i < names.length; i++) {
            arguments[i + 1] = path(names[i]);
        }
        return CommandLineRun.of(arguments);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void assertHas(JsonNode node, String names) {
        assertThat(node.propertyNames()).contains(names.split(" "));
    }
}
