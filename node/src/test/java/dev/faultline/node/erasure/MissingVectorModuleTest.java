package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A JVM started without {@code --add-modules jdk.incubator.vector} encodes all the same. */
class MissingVectorModuleTest {
    @Test
    void fallsBackToTheScalarKernel() throws IOException, InterruptedException {
        TestStripe stripe = TestStripe.encoded(ErasureCode.of("6+2/local 2"), 40, 77);

        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xshare:auto",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WithoutVectors.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(process.waitFor()).isZero();
        assertThat(output).isEqualTo("scalar " + hex(stripe.strips));
    }

    static String hex(byte[][] strips) {
        return Arrays.stream(strips).map(HexFormat.of()::formatHex).reduce("", String::concat);
    }
}
