package dev.faultline.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LivePageTest {

    @TempDir Path folder = Path.of("");

    @Test
    void showsTheNodeInABrowser() throws Exception {
        Path browser = browser();
        FakeNode node = new FakeNode();
        node.control().slow(1, 3);
        node.control().fail(2);

        String page = rendered(browser, node);

        assertThat(page).as("the page's own report of errors").doesNotContain("data-error");
        assertThat(page).containsPattern("data-samples=\"[2-9]");
        assertThat(page).contains(">ebox-\"quoted\"\\1u<").contains("8+2, modelled");
        assertThat(page).contains("<li>drive 2 is failed</li>");
        assertThat(page).contains("<td class=\"slow\">slow ×3</td>");
        assertThat(page).contains("rebuilding: 25 of 100 stripes");
        assertThat(page).contains("0: 0, 1: 7, 2: 93");
        // two charts, drawn, and the rates of the second look: 11 more reads of 4 KiB
        assertThat(page.split("<canvas", -1)).hasSize(3);
        assertThat(page).containsPattern("id=\"reads\">[0-9.]+ ?/s<");
    }

    private String rendered(Path browser, FakeNode node) throws IOException, InterruptedException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (HttpDoor door = HttpDoor.open(anyPort, node, node.control(), HttpLimits.DEFAULT)) {
            List<String> command = new ArrayList<>();
            command.add(browser.toString());
            command.addAll(
                    List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--user-data-dir=" + folder.resolve("profile"),
                            "--virtual-time-budget=4000",
                            "--dump-dom",
                            "http://127.0.0.1:" + door.address().getPort() + "/"));
            Path out = folder.resolve("page.html");
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(folder.resolve("errors").toFile())
                            .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("the browser ended").isTrue();
            return Files.readString(out);
        }
    }

    private static Path browser() {
        Optional<Path> found =
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name -> Tools.find(name).stream())
                        .findFirst();
        assumeTrue(found.isPresent(), "chromium (Debian package chromium) is not installed");
        return found.orElseThrow();
    }
}
