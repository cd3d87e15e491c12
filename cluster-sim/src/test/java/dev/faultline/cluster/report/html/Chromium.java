package dev.faultline.cluster.report.html;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium of the system, driven over its DevTools protocol; one page at a time. Keeps
 * what the page writes to the console and every address it asks for.
 */
final class Chromium implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> replies = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> console = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private CompletableFuture<Void> loaded = new CompletableFuture<>();

    private Chromium(Process process, Path profile, String address) {
        this.process = process;
        this.profile = profile;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create(address), new Listener())
                        .join();
    }

    /** Where Debian and others put it; empty when it is not installed. */
    static Optional<Path> binary() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start() throws IOException {
        Path profile = Files.createTempDirectory("faultline-chromium");
        Process process =
                new ProcessBuilder(
                                binary().orElseThrow().toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--hide-scrollbars",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(profile.resolve("output.txt").toFile())
                        .start();
        String port = portIn(profile.resolve("DevToolsActivePort"), process);
        Chromium chromium = new Chromium(process, profile, pageAddress(port));
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            chromium.call(domain + ".enable", Map.of());
        }
        return chromium;
    }

    private static String portIn(Path file, Process process) throws IOException {
        for (int attempt = 0; attempt < PATIENCE_SECONDS * 20 && process.isAlive(); attempt++) {
            if (Files.exists(file) && Files.size(file) > 0) {
                return Files.readAllLines(file).getFirst();
            }
            try {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        throw new IOException("Chromium did not start");
    }

    private static String pageAddress(String port) throws IOException {
        try (var in = URI.create("http://127.0.0.1:" + port + "/json/list").toURL().openStream()) {
            for (JsonNode target : JSON.readTree(in)) {
                if (target.path("type").asString("").equals("page")) {
                    return target.path("webSocketDebuggerUrl").asString();
                }
            }
        }
        throw new IOException("Chromium has no page");
    }

    /** Opens a file in a window of this size, and returns when its scripts say that it is ready. */
    void open(Path file, int width, int height) throws IOException {
        console.clear();
        requests.clear();
        resize(width, height);
        loaded = new CompletableFuture<>();
        call("Page.navigate", Map.of("url", file.toUri().toString()));
        await(loaded);
        evaluate(
                "new Promise(done => { const look = () =>"
                        + " document.documentElement.dataset.ready || document.querySelector('.problem')"
                        + " ? requestAnimationFrame(() => done(1)) : setTimeout(look, 10); look(); })");
    }

    void resize(int width, int height) throws IOException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void preferColours(String scheme) throws IOException {
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void medium(String medium) throws IOException {
        call("Emulation.setEmulatedMedia", Map.of("media", medium));
    }

    /** The value of an expression, or of what it promises. */
    JsonNode evaluate(String expression) throws IOException {
        JsonNode reply =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression", expression,
                                "awaitPromise", true,
                                "returnByValue", true));
        if (reply.has("exceptionDetails")) {
            throw new IOException(expression + ": " + reply.get("exceptionDetails"));
        }
        return reply.path("result").path("value");
    }

    void moveMouse(double x, double y) throws IOException {
        call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
    }

    void press(String key) throws IOException {
        call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
    }

    /** The whole page, however high. */
    void screenshot(Path file) throws IOException {
        JsonNode picture =
                call(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true));
        write(file, picture);
    }

    /** Part of the page, in its pixels. */
    void screenshot(Path file, int x, int y, int width, int height) throws IOException {
        Map<String, Integer> clip =
                Map.of("x", x, "y", y, "width", width, "height", height, "scale", 1);
        write(
                file,
                call(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true, "clip", clip)));
    }

    void pdf(Path file) throws IOException {
        write(
                file,
                call(
                        "Page.printToPDF",
                        Map.of("printBackground", true, "preferCSSPageSize", true)));
    }

    private static void write(Path file, JsonNode reply) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(reply.path("data").asString()));
    }

    /** What was written to the console, and errors, since the page was opened. */
    synchronized List<String> console() {
        return List.copyOf(console);
    }

    /** Addresses asked for since the page was opened, the page itself included. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws IOException {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        replies.put(id, reply);
        String text =
                JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(text, true).join();
        JsonNode answer = await(reply);
        if (answer.has("error")) {
            throw new IOException(method + ": " + answer.get("error"));
        }
        return answer.path("result");
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new IOException(e);
        }
    }

    private synchronized void received(JsonNode message) {
        JsonNode parameters = message.path("params");
        switch (message.path("method").asString("")) {
            case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
                    console.add(parameters.toString());
            case "Network.requestWillBeSent" ->
                    requests.add(parameters.path("request").path("url").asString());
            case "Page.loadEventFired" -> loaded.complete(null);
            default -> {
                CompletableFuture<JsonNode> reply = replies.remove(message.path("id").asInt(0));
                if (reply != null) {
                    reply.complete(message);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
