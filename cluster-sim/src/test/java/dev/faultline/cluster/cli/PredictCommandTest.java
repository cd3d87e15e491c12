package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PredictCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsWhatAPersonAsksFirst() {
        int code = run("--server", "lab-1u-4x1t", "--code", "2+1", "--bs", "128k");

        assertThat(code).as(err.toString()).isZero();
        // four drives could give 4 GB/s; the NIC of 16 Gb/s, all of it for payload, gives 2,
        // headers included
        assertThat(out.toString())
                .contains("lab-1u-4x1t, 2+1: randread of 131,072 bytes, 1 job x depth 32")
                .contains("bandwidth  2 GB/s")
                .contains("bound by   NIC send");
    }

    @Test
    void writesTheSameAsJson(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("out.json");

        int code =
                run(
                        "--server",
                        "lab-1u-4x1t",
                        "--code",
                        "2+1",
                        "--rw",
                        "randrw",
                        "--rwmixread",
                        "70",
                        "--iodepth",
                        "8",
                        "--numjobs",
                        "2",
                        "--json",
                        file.toString());

        assertThat(code).as(err.toString()).isZero();
        JsonNode result = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(result.at("/job/depth").asInt()).isEqualTo(8);
        assertThat(result.at("/job/readShare").asDouble()).isEqualTo(0.7);
        JsonNode prediction = result.get("prediction");
        assertThat(prediction.get("bytesPerSecond").asDouble())
                .isEqualTo(prediction.get("requestsPerSecond").asDouble() * 4096);
        assertThat(prediction.at("/reads/p50Seconds").asDouble()).isGreaterThan(100e-6);
        assertThat(prediction.at("/writes/count").asLong()).isPositive();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--server     | ebox-1u-10x123 | did you mean \"ebox-1u-10x122\"",
                "--rw         | randreed       | there are read, write, randread",
                "--bs         | 4q             | expected such as 4096, 4k or 1m",
                "--bs         | 0              | bs must be from 1 byte",
                "--iodepth    | 0              | iodepth x numjobs must be from 1",
                "--code       | 8-2            | is not a code",
                "--code       | 28+4           | needs 32 drives; the server has 10",
                "--catalog    | nowhere        | nowhere",
            })
    void saysWhatIsWrong(String option, String value, String message) {
        int code = run("--server", "ebox-1u-10x122", option, value);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("predict", "--catalog", "../topologies/catalog"));
        arguments.addAll(List.of(options));
        return Faultline.commandLine()
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
