package dev.faultline.cluster.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** What pages are made of, from the class path: their frame, style and scripts. */
final class PageParts {

    /** What scripts of every page build on, in the order in which they build on each other. */
    static final List<String> SHELL =
            List.of(
                    "units.js",
                    "theme.js",
                    "drawing.js",
                    "dom.js",
                    "plot.js",
                    "parts.js",
                    "tabs.js",
                    "shell.js");

    private static final String LIBRARY = "/META-INF/maven/org.mvnpm/echarts/pom.properties";

    private PageParts() {}

    static String page() {
        return resource("page.html");
    }

    static String style() {
        return resource("style.css");
    }

    static String script(List<String> names) {
        return names.stream().map(PageParts::resource).collect(Collectors.joining("\n"));
    }

    /** The chart library, minified, its licence at its head. */
    static String charts() {
        return resource(
                "/META-INF/resources/_static/echarts/%s/dist/echarts.min.js"
                        .formatted(chartsVersion()));
    }

    static String chartsVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(resource(LIBRARY)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static String resource(String name) {
        try (InputStream in = PageParts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
