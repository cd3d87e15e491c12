package dev.faultline.node.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as the services see it.
 *
 * @param path decoded, beginning with a slash
 * @param query every value of every parameter, decoded, in order
 * @param rawQuery as it was sent, without the question mark; empty for none
 * @param headers every value by the name in lower case
 */
public record Request(
        String method,
        String path,
        Map<String, List<String>> query,
        String rawQuery,
        Map<String, List<String>> headers,
        byte[] body) {

    /** Parameters that are looked at; a request with more is refused. */
    private static final int MOST_PARAMETERS = 64;

    /**
     * Takes a request's target apart.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static Request of(
            String method, String target, Map<String, List<String>> headers, byte[] body) {
        String[] parts = target.split("\\?", 2);
        String raw = parts.length == 1 ? "" : parts[1];
        String path = decode(parts[0].replace("+", "%2B"));
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path must begin with a slash");
        }
        return new Request(method, path, parameters(raw), raw, lowerCase(headers), body);
    }

    /** A GET with headers, names and values in turn. */
    public static Request get(String target, String... headers) {
        return of("GET", target, pairs(headers), new byte[0]);
    }

    @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.getFirst();
    }

    boolean hasHeader(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }

    @Nullable String parameter(String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.getFirst();
    }

    boolean hasDuplicateParameter() {
        return query.values().stream().anyMatch(values -> values.size() > 1);
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Steps of the path without empty ones. */
    List<String> steps() {
        return Arrays.stream(path.split("/")).filter(step -> !step.isEmpty()).toList();
    }

    boolean isFolder() {
        return path.endsWith("/");
    }

    Request without(String parameter) {
        Map<String, List<String>> rest = new LinkedHashMap<>(query);
        rest.remove(parameter);
        return new Request(method, path, rest, rawQuery, headers, body);
    }

    private static Map<String, List<String>> parameters(String raw) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (raw.isEmpty()) {
            return all;
        }
        String[] parts = raw.split("&", MOST_PARAMETERS + 1);
        if (parts.length > MOST_PARAMETERS) {
            throw new IllegalArgumentException(
                    "at most %d parameters are accepted".formatted(MOST_PARAMETERS));
        }
        for (String part : parts) {
            String[] pair = part.split("=", 2);
            all.computeIfAbsent(decode(pair[0]), _ -> new ArrayList<>())
                    .add(pair.length == 1 ? "" : decode(pair[1]));
        }
        return all;
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, values) ->
                all.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .addAll(values));
        return all;
    }

    private static Map<String, List<String>> pairs(String... namesAndValues) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.computeIfAbsent(namesAndValues[i], _ -> new ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        return pairs;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
