package dev.faultline.cluster.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the tests of the page's script, which are JavaScript, with Node's own test runner. */
class PageScriptTest {

    private static final Path TESTS = Path.of("src", "test", "js");

    @Test
    void theTestsOfThePagesScriptPass() throws Exception {
        assumeTrue(hasTestRunner(), "Node 18 or later is not installed");

        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
        try (Stream<Path> files = Files.list(TESTS)) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .forEach(command::add);
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("# pass [1-9][0-9]").contains("# fail 0");
    }

    private static boolean hasTestRunner() throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
            String version =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0
                    && Integer.parseInt(version.strip().substring(1).split("\\.")[0]) >= 18;
        } catch (IOException e) {
            return false;
        }
    }
}
