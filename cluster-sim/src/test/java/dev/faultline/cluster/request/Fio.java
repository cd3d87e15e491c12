package dev.faultline.cluster.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real fio with its NBD engine, where the host has it. */
final class Fio {

    /** What fio reports, in real time. */
    record Report(double requestsPerSecond, double bytesPerSecond, double medianSeconds) {}

    private final Path program;
    private final Path folder;
    private final InetSocketAddress server;

    private Fio(Path program, Path folder, InetSocketAddress server) {
        this.program = program;
        this.folder = folder;
        this.server = server;
    }

    static Optional<Path> find() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(path -> Path.of(path, "fio"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Fio against(InetSocketAddress server, Path program, Path folder) {
        return new Fio(program, folder, server);
    }

    /** Writes the whole device once, from its beginning. */
    void fill(long sizeBytes) throws IOException, InterruptedException {
        run("fill", "--rw=write", "--bs=256k", "--iodepth=8", "--size=" + sizeBytes);
    }

    /** Runs a job that only reads or only writes, for so long, after it has run for a while. */
    Report run(FioJob job, double seconds, double rampSeconds)
            throws IOException, InterruptedException {
        JsonNode side =
                run(
                                job.pattern() + "-" + job.depth(),
                                "--rw=" + job.pattern(),
                                "--bs=" + job.blockBytes(),
                                "--iodepth=" + job.depth(),
                                "--size=" + job.sizeBytes(),
                                "--norandommap",
                                "--time_based",
                                "--ramp_time=" + Math.round(rampSeconds * 1000) + "ms",
                                "--runtime=" + Math.round(seconds * 1000) + "ms",
                                "--lat_percentiles=1",
                                "--percentile_list=50")
                        .at("/jobs/0/" + (job.pattern().writes() ? "write" : "read"));
        return new Report(
                side.get("iops").asDouble(),
                side.get("bw_bytes").asDouble(),
                side.at("/lat_ns/percentile/50.000000").asDouble() / 1e9);
    }

    private JsonNode run(String name, String... options) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, name, ".json");
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(
                List.of(
                        "--name=" + name,
                        "--ioengine=nbd",
                        "--uri=nbd://127.0.0.1:" + server.getPort() + "/",
                        "--thread",
                        "--randrepeat=1",
                        "--output-format=json",
                        "--output=" + out));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        String text = Files.readString(out); // the engine says hello before the report
        return JsonMapper.shared().readTree(text.substring(text.indexOf("{")));
    }
}
