package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
