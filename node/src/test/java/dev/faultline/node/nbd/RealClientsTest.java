package dev.faultline.node.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.server.Node;
import dev.faultline.node.server.TestNodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that others wrote (Debian: fio, qemu-utils, libnbd-bin), where they are installed. */
class RealClientsTest {

    private static final long SIZE = 64L << 20;

    @TempDir Path temp;

    private Node node;
    private String uri;

    @BeforeEach
    void start() throws IOException {
        node = TestNodes.start(temp.resolve("node"), SIZE);
        uri = "nbd://127.0.0.1:%d/".formatted(node.address().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    @Test
    void nbdinfoSeesTheExport() throws Exception {
        String info = run("nbdinfo", uri);
        String list = run("nbdinfo", "--list", uri);

        assertThat(info)
                .contains("export-size: 67108864")
                .contains("can_flush: true")
                .contains("can_fua: true")
                .contains("can_multi_conn: true")
                .contains("can_trim: true")
                .contains("can_zero: true")
                .contains("base:allocation");
        assertThat(list).contains("export=\"faultline\"");
    }

    @Test
    void nbdinfoSeesWhatIsAllocated() throws Exception {
        try (NbdClient client = NbdClient.connect(node.address())) {
            client.write(1 << 20, new byte[1 << 20], true);
        }

        String map = run("nbdinfo", "--map", uri).replaceAll("[ \t]+", " ");

        assertThat(map.lines().map(String::strip))
                .containsExactly(
                        "0 1048576 3 hole,zero",
                        "1048576 1048576 0 data",
                        "2097152 65011712 3 hole,zero");
    }

    @Test
    void nbdcopyBringsBackWhatItTook() throws Exception {
        byte[] bytes = new byte[(int) SIZE];
        new Random(5).nextBytes(bytes);
        Path there = Files.write(temp.resolve("there"), bytes);
        Path back = temp.resolve("back");

        run("nbdcopy", "--flush", there.toString(), uri);
        run("nbdcopy", uri, back.toString());

        assertThat(Files.mismatch(there, back)).isEqualTo(-1);
    }

    @Test
    void qemuIoWritesPartsOfBlocksZeroesAndDiscards() throws Exception {
        String output =
                run(
                        "qemu-io",
                        "-f",
                        "raw",
                        "-c",
                        "write -P 0xab 1000 5000",
                        "-c",
                        "read -P 0xab 1000 5000",
                        "-c",
                        "read -P 0 0 1000",
                        "-c",
                        "write -f -P 0xcd 65536 65536",
                        "-c",
                        "write -z 69632 4096",
                        "-c",
                        "write -z -u 81920 8192",
                        "-c",
                        "read -P 0xcd 65536 4096",
                        "-c",
                        "read -P 0 69632 4096",
                        "-c",
                        "read -P 0 81920 8192",
                        "-c",
                        "discard 65536 4096",
                        "-c",
                        "read -P 0 65536 4096",
                        "-c",
                        "flush",
                        uri);

        assertThat(output).doesNotContain("verification failed").doesNotContain("error");
    }

    @Test
    void qemuImgComparesEqual() throws Exception {
        byte[] bytes = new byte[(int) SIZE];
        new Random(6).nextBytes(bytes);
        Path image = Files.write(temp.resolve("image"), bytes);

        run("qemu-img", "convert", "-n", "-f", "raw", "-O", "raw", image.toString(), uri);

        assertThat(run("qemu-img", "compare", "-f", "raw", "-F", "raw", image.toString(), uri))
                .contains("Images are identical");
    }

    @Test
    void fioVerifiesWhatItWroteOverSeveralConnections() throws Exception {
        String output =
                run(
                        "fio",
                        "--name=verify",
                        "--ioengine=nbd",
                        "--uri=" + uri,
                        "--rw=randwrite",
                        "--bsrange=4k-64k",
                        "--iodepth=16",
                        "--numjobs=2",
                        "--size=16m",
                        "--offset_increment=16m",
                        "--verify=crc32c",
                        "--fsync=64",
                        "--output-format=normal");

        assertThat(output).contains("err= 0").doesNotContain("verify failed");
    }

    private String run(String... command) throws Exception {
        Path program =
                List.of("/usr/bin", "/usr/local/bin", "/bin").stream()
                        .map(folder -> Path.of(folder, command[0]))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        Assumptions.assumeTrue(program != null, command[0] + " is not installed");
        Path output = temp.resolve("output");
        Process process =
                new ProcessBuilder(command)
                        .directory(temp.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as("%s ended: %s", command[0], text).isTrue();
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
