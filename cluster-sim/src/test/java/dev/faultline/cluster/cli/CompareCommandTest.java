package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command compare, as a user types it. */
class CompareCommandTest {

    private static final String LAB =
            """
            name: Lab
            nodes:
              - {group: storage, server: lab-1u-4x1t, failure-domains: %d, nodes-per-rack: 2}
            protection: {data: %s, tolerate: {failure-domains: 1}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @BeforeEach
    void home() {
        System.setProperty("faultline.home", CatalogCommandTest.home().toString());
    }

    private Path lab(String name, int domains, String code) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), LAB.formatted(domains, code));
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
    void setsProposalsAndServicesSideBySide() throws IOException {
        Path json = folder.resolve("c.json");
        Path csv = folder.resolve("c.csv");
        Path html = folder.resolve("c.html");

        int exit =
                run(
                        "compare",
                        lab("six", 6, "{code: 4+1}"),
                        lab("three", 3, "auto"),
                        "--reference",
                        "azure-managed-lustre-*",
                        "--json",
                        json,
                        "--csv",
                        csv,
                        "--html",
                        html);

        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString().lines().findFirst())
                .hasValueSatisfying(
                        head -> assertThat(head.split("\\s+")).containsExactly("", "six", "three"));
        assertThat(out.toString())
                .contains("Capacity", "usable of raw", "rebuild of a domain", "nines in a year")
                .contains("Reference services", "azure-managed-lustre-40")
                .contains("Assumptions", "the price of: CPU lab-cpu", "Prices", "tlc-30t-3q26");
        JsonNode result = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(result.get("format").asString()).isEqualTo("faultline-compare/1");
        JsonNode six = result.get("proposals").get(0);
        assertThat(six.get("review").get("capacity").get("rawBytes").asDouble()).isEqualTo(48e12);
        assertThat(six.get("review").get("cost").get("capitalUsd").isNull())
                .as("nobody sells lab CPUs")
                .isTrue();
        assertThat(six.get("losses")).hasSize(3);
        assertThat(six.get("losses").get(2).get("rebuildSeconds").asDouble()).isPositive();
        assertThat(result.get("services")).hasSize(4);
        List<String> rows = Files.readAllLines(csv);
        assertThat(rows).hasSize(1 + 2 + 4);
        assertThat(rows.get(0)).startsWith("kind,name,nodes").contains("usable [B]");
        assertThat(rows.get(1)).startsWith("proposal,six,");
        assertThat(rows.get(3)).startsWith("service,azure-managed-lustre-40,");
        assertThat(Files.readString(html)).contains("faultline.growth = ", "faultline.bars = ");
    }

    @Test
    void saysThatAnUpdateDomainMayBeGoneBesides() {
        int exit =
                run(
                        "compare",
                        CatalogCommandTest.home()
                                .resolve("topologies/azure-lsv4-update-aware.yaml"));

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1 domain, 1 update domain, 1 drive");
    }

    @Test
    void dependsOnNoNumberOfThreads() throws IOException {
        Path first = lab("first", 6, "{code: 4+1}");
        Path second = lab("second", 4, "auto");

        run("compare", first, second, "--threads", "1", "--csv", "-");
        String one = out.toString();
        out.getBuffer().setLength(0);
        run("compare", first, second, "--threads", "4", "--csv", "-");

        assertThat(out.toString()).isEqualTo(one).isNotEmpty();
    }

    @Test
    void saysWhatThreeDomainsCannotRestore() throws IOException {
        run("compare", lab("three", 3, "auto"));

        assertThat(out.toString())
                .containsPattern("rebuild of a domain +never")
                .contains("After the loss of a domain not all is re-created: failure domains");
    }

    @Test
    void bringsAllToOneSize() throws IOException {
        int exit = run("compare", lab("lab", 6, "{code: 4+1}"), "--usable", "90 TB");

        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("Scaled: ", "failure domains for 6", "more than asked");
    }

    @Test
    void reportsEverythingWrongAtOnceAndWritesNothing() throws IOException {
        Path topology =
                Files.writeString(
                        folder.resolve("bad.yaml"),
                        LAB.formatted(6, "{code: 4+1}")
                                + "cost: {hosting: colo-verginia, prices: [qlc], price-date: 5Q26}\n");
        Path prices =
                Files.writeString(
                        folder.resolve("prices.yaml"),
                        """
                        prices:
                          - {key: a, name: a, each: 5 USD, per-hour: 1 USD/h, price-date: "2026", source: s, confidence: assumed}
                          - {key: b, name: b, each: 5 EUR, price-date: "2026", confidence: assumed}
                        """);
        Path csv = folder.resolve("c.csv");

        int exit = run("compare", topology, "--prices", prices, "--csv", csv);

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains("bad.yaml:5:", "cost.price-date", "\"5Q26\" is no time")
                .contains("prices.yaml:2:", "2 kinds of prices")
                .contains("prices.yaml:3:", "unknown unit \"EUR\"", "\"source\" is missing");
        assertThat(csv).doesNotExist();
    }

    @Test
    void namesPricesThatAreNotThere() throws IOException {
        Path topology =
                Files.writeString(
                        folder.resolve("bad.yaml"),
                        LAB.formatted(6, "{code: 4+1}")
                                + "cost: {hosting: electricity-planning, prices: [qlc-30t-3q26x]}\n"
                                + "network: {switch: sn5601}\n");

        int exit = run("compare", topology);

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "bad.yaml:5:",
                        "cost.hosting",
                        "no price of hosting",
                        "colo-virginia",
                        "none")
                .contains("cost.prices[0]", "did you mean \"qlc-30t-3q26\"?")
                .contains("bad.yaml:6:", "network.switch", "did you mean \"sn5600\"?");
    }

    @Test
    void refusesLoadsThatDoNotFitTogether() throws IOException {
        int exit =
                run(
                        "compare",
                        lab("lab", 6, "{code: 4+1}"),
                        "--set",
                        "cost={average-reads: 70 %, average-writes: 40 %}");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("more than 100 % together");
    }

    @Test
    void namesTheServiceThatWasMeant() throws IOException {
        Path lab = lab("lab", 6, "{code: 4+1}");

        assertThat(run("compare", lab, "--reference", "azure-managed-lustre-41")).isEqualTo(2);
        assertThat(run("compare", lab, "--reference", "nobody-*")).isEqualTo(2);
        assertThat(run("compare", lab, "--usable", "10")).isEqualTo(2);
        assertThat(err.toString())
                .contains("did you mean \"azure-managed-lustre-40\"?")
                .contains("nobody-* matches no service")
                .contains("has no unit");
    }
}
