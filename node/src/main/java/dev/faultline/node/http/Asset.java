package dev.faultline.node.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files of the live page, read once and served from memory. */
final class Asset {

    private static final Map<String, Answer> BY_PATH =
            Map.of(
                    "/", load("page.html", "text/html; charset=utf-8"),
                    "/page.js", load("page.js", "text/javascript; charset=utf-8"),
                    "/page.css", load("page.css", "text/css; charset=utf-8"),
                    "/uPlot.iife.min.js",
                            load("uPlot.iife.min.js", "text/javascript; charset=utf-8"),
                    "/uPlot.min.css", load("uPlot.min.css", "text/css; charset=utf-8"),
                    "/favicon.svg", load("favicon.svg", "image/svg+xml"));

    private Asset() {}

    static Map<String, Answer> byPath() {
        return BY_PATH;
    }

    private static Answer load(String name, String contentType) {
        try (InputStream file = Asset.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the build left out " + name);
            }
            return Answer.of(contentType, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
