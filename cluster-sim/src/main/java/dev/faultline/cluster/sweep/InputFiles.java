package dev.faultline.cluster.sweep;

import dev.faultline.node.config.Located;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a row rests on, as one short text: the contents of files and the words of settings. Another
 * text of either gives another digest. Threads share it; each file is read once.
 */
public final class InputFiles {

    /** Half of SHA-256: 2^64 rows before two are likely to collide. */
    private static final int DIGEST_LETTERS = 32;

    private final Map<Path, String> digests = new ConcurrentHashMap<>();
    private final String always;

    /**
     * @param always files that every row rests on: the catalog's
     */
    public InputFiles(Collection<Path> always) {
        StringBuilder all = new StringBuilder();
        new TreeSet<>(always).forEach(file -> all.append(digestOf(file)));
        this.always = all.toString();
    }

    String digest(Collection<Path> files, List<String> words) {
        StringBuilder all = new StringBuilder(always);
        new TreeSet<>(files).forEach(file -> all.append('\n').append(digestOf(file)));
        words.forEach(word -> all.append('\n').append(word));
        byte[] sum = sha256().digest(all.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sum).substring(0, DIGEST_LETTERS);
    }

    /** Adds the files that the parts of a tree stand in. */
    static void addTo(Set<Path> files, @Nullable Located node) {
        if (node == null) {
            return;
        }
        Path file = Path.of(node.place().file());
        if (node.place().line() > 0 && Files.isRegularFile(file)) {
            files.add(file.toAbsolutePath().normalize());
        }
        switch (node) {
            case Located.Mapping mapping ->
                    mapping.entries().values().forEach(entry -> addTo(files, entry.value()));
            case Located.Sequence list -> list.items().forEach(item -> addTo(files, item));
            case Located.Scalar scalar -> {
                // A leaf: its own file is all.
            }
        }
    }

    private String digestOf(Path file) {
        return digests.computeIfAbsent(
                file,
                path -> {
                    try {
                        return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(path)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
