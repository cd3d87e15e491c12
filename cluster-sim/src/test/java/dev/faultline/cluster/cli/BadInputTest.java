package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that people get wrong: each problem is named with its place, and nothing is written. */
final class BadInputTest {

    private static final String TOPOLOGY =
            """
            name: lab
            site: {power: 100 kW}
            nodes:
              - group: storage
                server: lab-1u-4x1t
                failure-domains: 6
                nodes-per-rack: 2
            protection:
              data: auto
              tolerate: {failure-domains: 1, drives: 1}
            """;

    private static final String SCENARIO =
            """
            name: one rack
            topology: topology.yaml
            timeline:
              - {at: 1 h, lose: rack/1}
            expect:
              - data-lost = 0 B
            """;

    @TempDir Path folder;

    @BeforeEach
    void writeGoodFiles() throws IOException {
        write("topology.yaml", TOPOLOGY);
        write("scenario.yaml", SCENARIO);
    }

    @Test
    void theFilesAreGoodBeforeTheyAreSpoilt() {
        CommandLineRun check =
                CommandLineRun.of("check", path("topology.yaml"), path("scenario.yaml"));

        assertThat(check.err()).isEmpty();
        assertThat(check.exitCode()).isZero();
    }

    static Stream<Arguments> spoiltTopologies() {
        return Stream.of(
                // what is replaced, by what, where the problem is, what the message must say
                Arguments.of("failure-domains: 6", "failure-domain: 6", "6:5", "failure-domains"),
                Arguments.of("{power: 100 kW}", "{power: 100}", "2:15", "unit"),
                Arguments.of("{power: 100 kW}", "{power: 2 kW}", "2:15", "2 kW"),
                Arguments.of("{power: 100 kW}", "{rack-units: 1}", "4:3", "rack-units"),
                Arguments.of("{power: 100 kW}", "{rack-power: 300 W}", "4:3", "rack-power"),
                Arguments.of("data: auto", "data: {code: 28+4}", "9:16", "possible here"),
                Arguments.of("data: auto", "data: {code: 500+4}", "9:16", "150"),
                Arguments.of("data: auto", "data: {code: 3x2}", "9:16", "28+4"),
                Arguments.of("data: auto", "data: {parity: 1}", "9:18", "possible here"),
                Arguments.of("data: auto", "data: {code: 3+2, repair-reads: 1 %}", "9:16", "least"),
                Arguments.of("drives: 1}", "drives: 9}", "10:13", "max-parities"),
                Arguments.of("failure-domains: 1, d", "failure-domains: 5, d", "10:31", "6"),
                Arguments.of("failure-domains: 6", "failure-domains: 0", "6:22", "0"),
                Arguments.of("lab-1u-4x1t", "lab-1u-4x2t", "5:13", "lab-1u-4x1t"),
                Arguments.of(
                        "server: lab-1u-4x1t",
                        "server: lab-1u-4x1t\n    assumed: {network: 1 Gb/s}",
                        "5:13",
                        "goes with a vm"),
                Arguments.of("nodes-per-rack: 2", "nodes-per-rack: two", "7:21", "two"),
                Arguments.of("nodes-per-rack: 2", "nodes-per-rack: 900000", "4:3", "2,000,000"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("spoiltTopologies")
    void aSpoiltTopologyIsRefusedAtItsPlace(String good, String bad, String place, String words)
            throws IOException {
        write("topology.yaml", TOPOLOGY.replace(good, bad));

        assertRefused(List.of("topology.yaml:" + place, words));
    }

    static Stream<Arguments> spoiltScenarios() {
        return Stream.of(
                Arguments.of("timeline:", "timelin:", "3:1", "timeline"),
                Arguments.of("at: 1 h", "at: 1", "4:10", "unit"),
                Arguments.of("at: 1 h", "at: -1 h", "4:10", "-1"),
                Arguments.of("rack/1", "rack/6", "4:5", "racks 0..5"),
                Arguments.of("rack/1", "random 13 nodes", "4:5", "12 nodes"),
                Arguments.of("rack/1", "shelf/1", "4:21", "rack/17"),
                Arguments.of("lose: rack/1", "loose: rack/1", "4:5", "lose"),
                Arguments.of("data-lost = 0 B", "data-list = 0 B", "6:5", "data-lost"),
                Arguments.of("data-lost = 0 B", "data-lost = 0", "6:5", "unit"),
                Arguments.of("data-lost = 0 B", "foreground.x.min > 1 %", "6:5", "\"x\""),
                Arguments.of("topology.yaml", "nowhere.yaml", "", "nowhere.yaml"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("spoiltScenarios")
    void aSpoiltScenarioIsRefusedAtItsPlace(String good, String bad, String place, String words)
            throws IOException {
        write("scenario.yaml", SCENARIO.replace(good, bad));

        assertRefused(List.of(place.isEmpty() ? ".yaml" : "scenario.yaml:" + place, words));
    }

    @Test
    void eventsMustBeInOrderOfTime() throws IOException {
        write(
                "scenario.yaml",
                SCENARIO.replace("expect:", "  - {at: 30 min, lose: rack/2}\nexpect:"));

        assertRefused(List.of("scenario.yaml:5:10", "30 min", "1 h", "order"));
    }

    @Test
    void moreDrivesThanBaysDoNotFit() throws IOException {
        write(
                "topology.yaml",
                TOPOLOGY.replace(
                        "server: lab-1u-4x1t",
                        """
                        server:
                              kind: converged
                              rack-units: 1
                              drive-bays: 12
                              drives: [{drive: lab-1t, count: 13}]
                              nics: [{nic: lab-16g, count: 1}]
                              cpu: {cpu: lab-cpu}\
                        """));

        assertRefused(List.of("topology.yaml:", "13 drives do not fit", "drive-bays is 12"));
    }

    @Test
    void everyProblemIsReportedInOneGo() throws IOException {
        write(
                "topology.yaml",
                TOPOLOGY.replace("power: 100 kW", "power: 100, pu: 1")
                        .replace("nodes-per-rack: 2", "nodes-per-rack: 0")
                        .replace("drives: 1}", "drives: -1}"));

        assertRefused(
                List.of(
                        "topology.yaml:2:15",
                        "topology.yaml:2:20",
                        "topology.yaml:7:21",
                        "topology.yaml:10:42"));
    }

    @Test
    void whatOnlyFollowsFromSeveralValuesIsReportedInOneGoToo() throws IOException {
        write(
                "topology.yaml",
                TOPOLOGY.replace("{power: 100 kW}", "{power: 2 kW, rack-units: 1}")
                        .replace("data: auto", "data: {code: 28+4}"));
        write("scenario.yaml", SCENARIO.replace("rack/1", "rack/77"));

        assertRefused(List.of("topology.yaml:2:", "topology.yaml:4:3", "28+4", "rack/77"));
    }

    @Test
    void hardwareThatDoesNotExistIsReportedWithTheRest() throws IOException {
        write(
                "topology.yaml",
                TOPOLOGY.replace("lab-1u-4x1t", "no-such-server")
                        + "data-path: {front-end: nobody}\n");

        assertRefused(List.of("no-such-server", "nobody"));
    }

    @Test
    void aWriteBufferThatIsNoCodeIsRefused() throws IOException {
        write("topology.yaml", TOPOLOGY + "data-path: {write-buffer: {code: 6x2}}\n");

        assertRefused(List.of("topology.yaml:11:", "data-path.write-buffer", "6x2"));
    }

    @Test
    void aNodeHasAtMostSixteenNics() throws IOException {
        write(
                "topology.yaml",
                TOPOLOGY.replace(
                        "server: lab-1u-4x1t",
                        """
                        server:
                              kind: converged
                              rack-units: 1
                              drives: [{drive: lab-1t, count: 4}]
                              nics: [{nic: lab-16g, count: 17}]
                              cpu: {cpu: lab-cpu}
                              chassis-idle-power: 50 W
                              chassis-maximum-power: 50 W
                              psu-efficiency: 100 %\
                        """));

        assertRefused(List.of("topology.yaml:", "17", "16"));
    }

    @Test
    void includesThatGoInCirclesOrNowhereAreNamed() throws IOException {
        write("a.yaml", "include: b.yaml\nname: a\n");
        write("b.yaml", "include: a.yaml\n");
        write("c.yaml", "include: gone.yaml\nname: c\n");

        CommandLineRun circle = CommandLineRun.of("check", path("a.yaml"));
        CommandLineRun gone = CommandLineRun.of("check", path("c.yaml"));

        assertThat(circle.exitCode()).isEqualTo(2);
        assertThat(circle.err()).contains("a.yaml", "b.yaml");
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.err()).contains("c.yaml:1:", "gone.yaml");
    }

    @Test
    void aFileOfTwoGigabytesIsRefusedUnread() throws IOException {
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("scenario.yaml").toFile(), "rw")) {
            large.setLength(2L << 30);
        }

        assertRefused(List.of("scenario.yaml"));
    }

    @Test
    void binaryJunkIsRefused() throws IOException {
        byte[] junk = new byte[4096];
        new SplittableRandom(5).nextBytes(junk);
        Files.write(folder.resolve("scenario.yaml"), junk);

        assertRefused(List.of("scenario.yaml"));
    }

    @Test
    void aFolderOrNoFileAtAllIsRefused() {
        assertThat(CommandLineRun.of("run", folder.toString()).exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("run", path("none.yaml")).exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("check", path("none.yaml")).err()).contains("none.yaml");
    }

    @Test
    void settingsAreRefusedLikeFiles() {
        CommandLineRun ofTopology =
                CommandLineRun.of(
                        "run",
                        path("scenario.yaml"),
                        "--set",
                        "topology.nodes.stroage.failure-domains=7");
        CommandLineRun ofScenario =
                CommandLineRun.of("run", path("scenario.yaml"), "--set", "fil=60 %");

        assertThat(ofTopology.exitCode()).isEqualTo(2);
        assertThat(ofTopology.err()).contains("stroage").contains("storage");
        assertThat(ofScenario.exitCode()).isEqualTo(2);
        assertThat(ofScenario.err()).contains("fil").contains("did you mean \"fill\"");
    }

    /** By run and check alike: exit code 2, all these words on stderr, no file and no trace. */
    private void assertRefused(List<String> words) {
        Path json = folder.resolve("out.json");
        Path junit = folder.resolve("out.xml");
        CommandLineRun run =
                CommandLineRun.of(
                        "run",
                        path("scenario.yaml"),
                        "--json",
                        json.toString(),
                        "--junit",
                        junit.toString());
        CommandLineRun check = CommandLineRun.of("check", path("scenario.yaml"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(words).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(json).doesNotExist();
        assertThat(junit).doesNotExist();
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).isEqualTo(run.err());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
