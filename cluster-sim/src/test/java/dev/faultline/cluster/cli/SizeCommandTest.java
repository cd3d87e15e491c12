package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class SizeCommandTest {

    @TempDir Path folder;

    @Test
    void whatIsWrittenRunsAndGivesWhatWasPromised() throws IOException {
        Path topology = folder.resolve("mine.yaml");
        Path scenario = folder.resolve("tried.yaml");
        CommandLineRun size =
                CommandLineRun.of(
                        "size",
                        "--usable",
                        "20PB",
                        "--read",
                        "300GB/s",
                        "--rebuild-domain",
                        "24h",
                        "--objective",
                        "power",
                        "--power",
                        "1MW",
                        "--tolerate",
                        "domains=1,drives=2",
                        "--server",
                        "ebox-1u-10x122",
                        "--server",
                        "dbox-1u-22x122+cnode-1u",
                        "--emit",
                        topology.toString(),
                        "--emit-scenario",
                        scenario.toString(),
                        "--json",
                        "-");

        assertThat(size.exitCode()).as(size.err()).isZero();
        JsonNode answer =
                JsonMapper.shared().readTree(size.out()).get("candidates").get(0).get("answer");
        CommandLineRun check = CommandLineRun.of("check", topology.toString(), scenario.toString());
        assertThat(check.exitCode()).as(check.err()).isZero();
        CommandLineRun run = CommandLineRun.of("run", scenario.toString(), "--json", "-");
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        JsonNode result = JsonMapper.shared().readTree(run.out());
        JsonNode promised = answer.get("configuration");
        assertThat(result.get("capacity").get("usableBytes"))
                .isEqualTo(promised.get("usableBytes"));
        assertThat(result.get("throughput").get("readBytesPerSecond"))
                .isEqualTo(promised.get("readBytesPerSecond"));
        assertThat(result.get("throughput").get("writeBytesPerSecond"))
                .isEqualTo(promised.get("writeBytesPerSecond"));
        assertThat(result.get("density").get("provisionedWatts")).isEqualTo(promised.get("watts"));
        assertThat(result.get("rebuild").get("seconds"))
                .isEqualTo(answer.get("rebuildDomainSeconds"));
        assertThat(result.get("expectations")).hasSize(6);
    }

    /**
     * 100 USD more for each TB: written off over five years, with 5 % of support a year, 100 / 60 +
     * 100 x 5 % / 12 = 2.083 USD a month for each TB of the drives.
     */
    @Test
    void pricesOfOnesOwnCount() throws IOException {
        JsonNode cheap = sizedAt(100);
        JsonNode dear = sizedAt(200);

        assertThat(dear.get("nodes")).isEqualTo(cheap.get("nodes"));
        double terabytes = cheap.get("drives").asDouble() * 122.88;
        assertThat(dear.get("monthlyUsd").asDouble() - cheap.get("monthlyUsd").asDouble())
                .isCloseTo(terabytes * (100 / 60.0 + 100 * 0.05 / 12), within(1e-3));
    }

    private JsonNode sizedAt(int usdPerTerabyte) throws IOException {
        Path prices = folder.resolve("prices.yaml");
        Files.writeString(
                prices,
                """
                prices:
                  - {key: ours, name: ours, of: [d5-p5336-122t], per-terabyte: %d USD/TB, price-date: 4Q26, source: an offer, confidence: sourced}
                """
                        .formatted(usdPerTerabyte));
        CommandLineRun size =
                CommandLineRun.of(
                        "size",
                        "--usable",
                        "20PB",
                        "--objective",
                        "nodes",
                        "--set",
                        "site.electricity=0.08 USD/kWh",
                        "--server",
                        "ebox-1u-10x122",
                        "--prices",
                        prices.toString(),
                        "--json",
                        "-");
        assertThat(size.exitCode()).as(size.err()).isZero();
        JsonNode result = JsonMapper.shared().readTree(size.out());
        assertThat(result.get("command").asString()).contains("--prices " + prices);
        return result.at("/candidates/0/answer/configuration");
    }

    @Test
    void everythingWrongWithPricesAndRequirementIsSaidAtOnce() throws IOException {
        Path prices = folder.resolve("prices.yaml");
        Files.writeString(prices, "prices:\n  - {key: ours, of: [qlc], per-terabyte: cheap}\n");

        CommandLineRun size =
                CommandLineRun.of(
                        "size",
                        "--usable",
                        "20PB",
                        "--server",
                        "ebox-1u-10x122",
                        "--set",
                        "cost.hosting=nowhere",
                        "--prices",
                        prices.toString());

        assertThat(size.exitCode()).isEqualTo(2);
        assertThat(size.err())
                .contains("prices.yaml:2:", "per-terabyte", "cost.hosting", "colo-virginia");
    }

    @Test
    void noAnswerIsExitCodeOneAndSaysWhy() {
        CommandLineRun size =
                CommandLineRun.of(
                        "size",
                        "--usable",
                        "20PB",
                        "--power",
                        "10kW",
                        "--objective",
                        "nodes",
                        "--server",
                        "ebox-1u-10x122");

        assertThat(size.exitCode()).isEqualTo(1);
        assertThat(size.out())
                .contains("does not keep to power")
                .contains("with power ")
                .contains("with usable ");
    }

    @Test
    void everythingWrongIsSaidAtOnceWithItsPlace() throws IOException {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(
                file,
                """
                name: wrong
                usable: 20
                gpus: 8
                objective: cheap
                candidates:
                  - {server: ebox, vm: z3}
                """);

        CommandLineRun size = CommandLineRun.of("size", file.toString());

        assertThat(size.exitCode()).isEqualTo(2);
        assertThat(size.err())
                .contains("wrong.yaml:2:9: usable")
                .contains("wrong.yaml:4:12: objective: \"cheap\" is not known");

        Files.writeString(
                file,
                """
                name: wrong
                gpus: 8
                objective: usable
                candidates:
                  - {server: ebox, vm: z3}
                  - {server: no-such-server}
                """);
        CommandLineRun again = CommandLineRun.of("size", file.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .contains("wrong.yaml:2:7: gpus: needs gpu-profile besides")
                .contains("wrong.yaml:3:12: objective: usable has no end without a limit")
                .contains("wrong.yaml:5:5: candidates[0]: needs either a server or a vm")
                .contains("wrong.yaml:6:5: candidates[1]: unknown server \"no-such-server\"");
    }

    @Test
    void optionsThatMakeNoSenseAreSaidToBe() {
        assertThat(CommandLineRun.of("size").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("size").err()).contains("candidates: is empty");
        assertThat(CommandLineRun.of("size", "--tolerate", "two").err())
                .contains("expected domains=N,drives=N");
        assertThat(CommandLineRun.of("size", "--emit-scenario", "x.yaml").err())
                .contains("needs --emit");
    }
}
