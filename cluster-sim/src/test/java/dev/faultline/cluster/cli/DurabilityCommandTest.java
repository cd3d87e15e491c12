package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands durability and burst, as a user types them. */
class DurabilityCommandTest {
    private static final String LAB =
            """
            name: Lab
            nodes:
              - {group: storage, server: lab-1u-4x1t, failure-domains: 6, nodes-per-rack: 2}
            protection: {data: {code: 4+1}, tolerate: {failure-domains: 1}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private Path lab() throws IOException {
        return Files.writeString(folder.resolve("lab.yaml"), LAB);
    }

    @BeforeEach
    void home() {
        System.setProperty("faultline.home", CatalogCommandTest.home().toString());
    }

    private int run(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return Faultline.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void answersWithAssumptionsIntervalCausesAndChanges() throws IOException {
        int exit = run("durability", lab(), "--relative-error", "10 %");

        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("Lab", "4+1 over 48 drives", "assumed (all defaults)")
                .contains("drives     annual-failure-rate 0.9 %")
                .contains("95 % interval", "by importance", "nines")
                .contains("share of losses", "one more parity strip");
    }

    @Test
    void writesTheSameAsJson() throws IOException {
        Path json = folder.resolve("durability.json");

        assertThat(run("durability", lab(), "--relative-error", "10 %", "--json", json)).isZero();

        JsonNode root = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(root.get("format").asString()).isEqualTo("faultline-durability/1");
        JsonNode loss = root.get("result").get("loss");
        assertThat(loss.get("probability").asDouble())
                .isBetween(loss.get("low").asDouble(), loss.get("high").asDouble());
        assertThat(root.get("result").get("contributions")).isNotEmpty();
    }

    @Test
    void settingOneAssumptionKeepsTheOthers() throws IOException {
        assertThat(run("durability", lab(), "--set", "racks.losses-per-year=0.5")).isZero();

        assertThat(out.toString())
                .contains("losses-per-year 0.5*, outages-per-year 0.1, outage 4 h");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--relative-error | 5 | 5",
                "--relative-error | 150 % | relative error (150.0 %) must be above 0 %",
                "--years | 0 | years (0.0) must be positive",
                "--method | guess | guess",
                "--method | exact | there is no exact answer here",
                "--set | drives.annual-failure-rate=120 % | annual-failure-rate",
                "--set | nodes.outages-per-year=-1 | outages-per-year",
                "--set | drive.annual-failure-rate=1 % | drive",
                "--set | rebuild.share=0 % | rebuild.share",
                "--assumptions | nowhere.yaml | nowhere.yaml",
                "--set | drives.annual-failure-rate=0 % | drives that never die lose nothing",
                "--set | rebuild.convention=often | accepted: serial, parallel, most-exposed-first",
                "--set | rebuild.times=exponential | exponential times go with the conventions",
                "--html | nowhere/page.html | there is no such folder",
                "--pools | 5x10 | --code",
            })
    void refusesWhatCannotBe(String option, String value, String explained) throws IOException {
        int exit = run("durability", lab(), option, value);

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains(explained);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void naiveSimulationBeyondPatienceSaysHowLongItWouldTake() throws IOException {
        int exit =
                run(
                        "durability",
                        lab(),
                        "--method",
                        "importance",
                        "--relative-error",
                        "0.0001 %",
                        "--patience",
                        "1 s");

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("what was asked would take about", "an hour gives about");
    }

    /** 8+2 on five pools of ten drives, repaired serially: 1.17e-6, as published 5.9 nines. */
    @Test
    void answersAboutPoolsWithoutATopology() {
        int exit =
                run(
                        "durability",
                        "--pools",
                        "5x10",
                        "--code",
                        "8+2",
                        "--set",
                        "rebuild.convention=serial",
                        "--set",
                        "rebuild.times=exponential",
                        "--set",
                        "rebuild.detect-after=0 s",
                        "--set",
                        "latent={uber: 0, errors-per-pb-year: 0}",
                        "--set",
                        "drives.annual-failure-rate=2 %",
                        "--set",
                        "fill=100 %");

        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("1.17e-06   5.93 nines", "computed          by exact");
    }

    @Test
    void theConventionOfRepairIsSelected() throws IOException {
        int exit =
                run(
                        "durability",
                        lab(),
                        "--method",
                        "closed-form",
                        "--set",
                        "rebuild.convention=parallel");

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("until it starts; parallel", "by closed-form", "whole places fail");
    }

    @Test
    void pagesAreWrittenWholeWithTheCommandThatRepeatsThem() throws IOException {
        Path page = folder.resolve("page.html");

        assertThat(run("durability", lab(), "--relative-error", "30 %", "--html", page)).isZero();

        assertThat(Files.readString(page)).contains("<title>Durability of Lab · Faultline</title>");
        assertThat(out.toString())
                .contains("by other methods, drives failing alone", "closed-form");

        assertThat(run("burst", lab(), "--failures", 6, "--racks", 3, "--html", page)).isZero();

        assertThat(Files.readString(page)).contains("<title>Bursts on Lab · Faultline</title>");
    }

    @Test
    void aMapHasASignForEveryBurst() {
        int exit = run("burst", "--grid", "4x20", "--local", "8+2", "--failures", 4, "--map");

        // one and two failures lose nothing; in one rack of 2 pools of 10, the third hits the two
        // before with 2 x C(10,3) / C(20,3) = 0.21; four lie in three racks: none has three
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("1   ·\n", "2   ··\n", "3   0··\n")
                .containsPattern("4   00··\n");
    }

    @Test
    void burstPrintsThePublishedFigure() {
        int exit =
                run("burst", "--grid", "40x800", "--local", "8+2", "--failures", 4, "--racks", 2);

        assertThat(exit).isZero();
        assertThat(out.toString()).contains("0.0000644928543933   exact");
    }

    /**
     * 4+1 strips, each of another of 6 domains; more than one failure in one domain loses nothing.
     */
    @Test
    void burstOnATopologySamplesItsPlacement() throws IOException {
        Path json = folder.resolve("burst.json");

        assertThat(run("burst", lab(), "--failures", 3, "--json", json)).isZero();

        JsonNode cells = JsonMapper.shared().readTree(Files.readString(json)).get("cells");
        assertThat(cells).hasSize(3);
        assertThat(cells.get(0).get("probability").asDouble()).isCloseTo(0, within(0.0));
        assertThat(cells.get(2).get("probability").asDouble())
                .isGreaterThan(cells.get(1).get("probability").asDouble());
    }

    @ParameterizedTest(name = "burst {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--failures 3 | say a TOPOLOGY, or --grid",
                "--failures 0 --grid 4x8 --local 3+1 | --failures 0: at least one drive fails",
                "--failures 3 --grid 4by8 --local 3+1 | --grid 4by8: accepted is such as 40x800",
                "--failures 3 --grid 4x8 | --grid needs --local or --network",
                "--failures 3 --grid 4x9 --local 3+1 | drives per rack (9) must be a multiple",
                "--failures 3 --grid 4x8 --network 2+1 | racks (4) must be a multiple of the network",
                "--failures 3 --grid 4x8 --local 3+1 --racks 4 | 3 failed drives cannot lie in exactly 4",
                "--failures 3 --grid 4x8 --local 3+1 --pool 2 | --pool 2 must hold a stripe of 3+1",
            })
    void refusesImpossibleBursts(String arguments, String explained) {
        Object[] words = ("burst " + arguments).split(" ");

        assertThat(run(words)).isEqualTo(2);
        assertThat(err.toString()).contains(explained);
    }
}
