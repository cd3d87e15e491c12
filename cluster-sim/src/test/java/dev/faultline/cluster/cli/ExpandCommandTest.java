package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code faultline expand} on the lab of round numbers, and on files that do not fit together. */
final class ExpandCommandTest {

    private static final String LAB =
            """
            name: lab
            nodes:
              - group: storage
                server: lab-1u-4x1t
                failure-domains: 6
                nodes-per-rack: 2
            protection:
              data: {code: 4+1}
              tolerate: {failure-domains: 1, drives: 0}
              metadata: {mirrors: 3, share: 5 %}
              spare: 12.5 %
            """;

    @TempDir Path folder;

    @BeforeEach
    void writeLab() throws IOException {
        write("lab.yaml", LAB);
    }

    /**
     * Twelve servers become twenty-four, in six racks more. 48 TB hold 30 TB, 80 % of which are 24
     * TB, 33.6 TB with parities and metadata. Half of the drives are new: 16.8 TB move.
     *
     * <p>No less than: out of 12 old NICs of 2 GB/s 16.8 TB / 24 GB/s = 700 s; onto 48 new drives
     * that write 0.5 GB/s just as long. With 30 % guaranteed and clients who take all the rest of
     * the old NICs: 16.8 TB / 7.2 GB/s = 2,333 s.
     *
     * <p>Clients read 24 / (23/12) = 12.52 GB/s before. Of a byte read at first, when all lies on
     * old servers, 23/24 leave their owner and 12/24 an old front end: 0.7 x 24 / (35/24) = 11.52.
     * Afterwards 48 / (47/24) = 24.5 GB/s. The lot of data strips takes a few per cent of each.
     */
    @Test
    void aLabThatDoublesMovesHalf() throws IOException {
        JsonNode step = step("--to-domains", "12");

        assertThat(step.at("/storedBytes").asDouble()).isCloseTo(24e12, within(1e3));
        assertThat(step.at("/fillAfter").asDouble()).isCloseTo(0.4, within(1e-12));
        JsonNode movement = step.at("/movement");
        assertThat(movement.at("/newShareBytes").asDouble()).isCloseTo(16.8e12, within(1e6));
        assertThat(movement.at("/bytes").asDouble()).isCloseTo(16.8e12, within(0.01 * 16.8e12));
        assertThat(movement.at("/bytes").asDouble())
                .isEqualTo(movement.at("/leastBytes").asDouble(), within(1e6));
        assertThat(movement.at("/lowerBoundSeconds").asDouble()).isCloseTo(700, within(7.0));
        assertThat(movement.at("/seconds").asDouble()).isBetween(2333 * 0.99, 2333 * 1.04);
        JsonNode clients = step.at("/clients");
        assertThat(clients.at("/readBytesPerSecondBefore").asDouble())
                .isBetween(0.96 * 12.52e9, 12.53e9);
        assertThat(clients.at("/leastReadBytesPerSecond").asDouble())
                .isBetween(0.95 * 11.52e9, 11.53e9);
        assertThat(clients.at("/readBytesPerSecondAfter").asDouble())
                .isBetween(0.95 * 24.5e9, 24.6e9);
        // 4+1 is as good as any of at most 8 parities that 11 racks allow? No: 10+1 is, 1.1 for
        // 1.25
        assertThat(step.at("/reencoding/code").asString()).isNotEqualTo("4+1");
    }

    /** What clients are served adds up: stages follow each other, to the end and to the mean. */
    @Test
    void stagesOfAStepCoverIt() throws IOException {
        JsonNode step = step("--to-domains", "12");

        double at = 0;
        double bytes = 0;
        double least = Double.POSITIVE_INFINITY;
        for (JsonNode stage : step.at("/stages")) {
            assertThat(stage.at("/fromSeconds").asDouble()).isEqualTo(at);
            double rate = stage.at("/readBytesPerSecond").asDouble();
            bytes += rate * (stage.at("/toSeconds").asDouble() - at);
            least = Math.min(least, rate);
            at = stage.at("/toSeconds").asDouble();
        }
        assertThat(at).isEqualTo(step.at("/movement/seconds").asDouble());
        assertThat(bytes / at)
                .isCloseTo(step.at("/clients/meanReadBytesPerSecond").asDouble(), within(1e-3));
        assertThat(least).isEqualTo(step.at("/clients/leastReadBytesPerSecond").asDouble());
        int stages = step.at("/stages").size();
        assertThat(step.at("/stages").get(stages - 1).at("/movedShare").asDouble()).isEqualTo(1);
    }

    @Test
    void writesAPageThatSaysHowToMakeItAgain() throws IOException {
        Path page = folder.resolve("growth.html");

        CommandLineRun run =
                CommandLineRun.of(
                        "expand",
                        folder.resolve("lab.yaml").toString(),
                        "--to-domains",
                        "12",
                        "--html",
                        page.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(page)).contains("<title>lab", "expansionCharts");
    }

    /** Twice the servers in the same racks: half moves, and none of it has to leave its rack. */
    @Test
    void aLabThatGrowsInItsRacksMovesWithinThem() throws IOException {
        write("larger.yaml", LAB.replace("nodes-per-rack: 2", "nodes-per-rack: 4"));

        JsonNode movement = step(path("larger.yaml")).at("/movement");

        double bytes = movement.at("/bytes").asDouble();
        assertThat(bytes).isCloseTo(16.8e12, within(0.01 * 16.8e12));
        assertThat(movement.at("/acrossRacksBytes").asDouble()).isLessThan(0.02 * bytes);
    }

    /** What clients ask and get, the movement does not have: alone it takes its lower bound. */
    @Test
    void withoutClientsItTakesItsLowerBound() throws IOException {
        JsonNode movement = step("--to-domains", "12", "--reads", "1 B/s").at("/movement");

        double bound = movement.at("/lowerBoundSeconds").asDouble();
        assertThat(movement.at("/seconds").asDouble()).isBetween(bound, 1.05 * bound);
    }

    @Test
    void saysItInWords() {
        CommandLineRun run = CommandLineRun.of("expand", path("lab.yaml"), "--to-domains", "8,12");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("4+1 stays", "2 steps", "12 -> 16", "16 -> 24", "optional");
    }

    /**
     * Three of domain 0's strips for each of others' do not fit: 1 of each stripe may lie there.
     */
    @Test
    void aDomainThatMayNotTakeItsPartIsNamed() throws IOException {
        write(
                "larger.yaml",
                LAB.replace(
                        "protection:",
                        """
                          - group: more
                            server: lab-1u-4x1t
                            failure-domains: 1
                            nodes-per-rack: 6
                        protection:\
                        """));

        CommandLineRun run = CommandLineRun.of("expand", path("lab.yaml"), path("larger.yaml"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("drives are not even", "1 at most, 1 before, 1 allowed");
    }

    @Test
    void aMovementThatTakesAgesIsToldInYears() {
        CommandLineRun run =
                CommandLineRun.of(
                        "expand", path("lab.yaml"), "--to-domains", "12", "--share", "0.00001 %");

        // 16.8 TB of 1e-7 x 24 GB/s: 7e9 s
        assertThat(run.out()).contains("222 y");
    }

    @Test
    void whatBecomesLessIsRefusedAtItsPlace() throws IOException {
        write(
                "less.yaml",
                LAB.replace("nodes-per-rack: 2", "nodes-per-rack: 1")
                        .replace("failure-domains: 6", "failure-domains: 24")
                        .replace("share: 5 %", "share: 4 %"));

        assertRefused("less.yaml:6:21", "growing removes nothing", "less.yaml:10:", "metadata");
    }

    @Test
    void otherNodesUnderTheSameNameAreRefused() throws IOException {
        write("less.yaml", LAB.replace("lab-1u-4x1t", "ebox-1u-10x122"));

        assertRefused("less.yaml:3:5", "what is there stays");
    }

    @Test
    void anotherNameForTheGroupIsRefused() throws IOException {
        write("less.yaml", LAB.replace("group: storage", "group: others"));

        assertRefused("less.yaml:", "\"storage\"", "is not there");
    }

    @Test
    void itMustGrow() throws IOException {
        write("less.yaml", LAB);

        assertRefused("less.yaml:", "48 drives are not more than the 48");
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        String lab = path("lab.yaml");

        for (String[] wrong :
                new String[][] {
                    {"--share", "0 %"}, {"--share", "130 %"}, {"--fill", "200 %"}, {"--reads", "5"}
                }) {
            CommandLineRun run =
                    CommandLineRun.of("expand", lab, "--to-domains", "12", wrong[0], wrong[1]);
            assertThat(run.exitCode()).as(wrong[1]).isEqualTo(2);
            assertThat(run.err()).as(wrong[1]).isNotBlank();
            assertThat(run.out()).as(wrong[1]).isEmpty();
        }
        assertThat(CommandLineRun.of("expand", lab).err()).contains("--to-domains");
    }

    private void assertRefused(String... words) {
        CommandLineRun run = CommandLineRun.of("expand", path("lab.yaml"), path("less.yaml"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(words);
        assertThat(run.out()).isEmpty();
    }

    private JsonNode step(String... arguments) throws IOException {
        Path json = folder.resolve("result.json");
        String[] all = new String[arguments.length + 4];
        all[0] = "expand";
        all[1] = path("lab.yaml");
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 2] = "--json";
        all[all.length - 1] = json.toString();
        CommandLineRun run = CommandLineRun.of(all);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return JsonMapper.builder().build().readTree(Files.readString(json)).at("/steps/0");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
