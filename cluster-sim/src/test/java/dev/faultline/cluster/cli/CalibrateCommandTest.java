package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.CpuSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CalibrateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsACatalogToStandardOutputAndProgressToStandardError(@TempDir Path folder)
            throws IOException {
        int exit = calibrate("--seconds", "1", "--strip-kib", "4");

        Files.writeString(folder.resolve("cpus.yaml"), out.toString());
        CpuSpec cpu = Catalog.load(folder).cpus().get("this-host");
        assertThat(exit).isZero();
        assertThat(cpu.multiplyAccumulateBytesPerSecond()).isPositive();
        assertThat(cpu.checksumBytesPerSecond()).isPositive();
        assertThat(err.toString()).contains("calibrate: encode 28+4");
    }

    @Test
    void refusesMoreThanItsTime() {
        assertThat(calibrate("--seconds", "27")).isEqualTo(2);
        assertThat(err.toString()).contains("--seconds (27) must be 1 to 26");
        assertThat(calibrate("--seconds", "0")).isEqualTo(2);
        assertThat(calibrate("--strip-kib", "2048")).isEqualTo(2);
        assertThat(err.toString()).contains("--strip-kib (2048) must be 1 to 1024");
    }

    private int calibrate(String... arguments) {
        return new CommandLine(new CalibrateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
