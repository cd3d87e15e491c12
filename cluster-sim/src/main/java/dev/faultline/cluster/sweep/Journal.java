package dev.faultline.cluster.sweep;

import dev.faultline.cluster.result.SweepResult;
import dev.faultline.node.units.RefusedArgument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were made before, in a file that outlives an interrupt: one line a row, appended in one
 * write when the row is made. A line is found by the digest of all that its row rests on, so a line
 * of other inputs is never taken; a line that was cut short is passed over. Lines of other inputs
 * stay, so that one file can serve sweeps that share rows, up to {@link #MOST_LINES}: a longer file
 * is refused. Threads share it.
 */
public final class Journal implements AutoCloseable {

    private static final String HEAD = "faultline-sweep-journal/1";
    private static final String BETWEEN = "\t";

    /** A file that has grown past this is begun anew by removing it. */
    private static final int MOST_LINES = 1_000_000;

    private final Map<String, String> lines = new ConcurrentHashMap<>();
    private final @Nullable FileChannel channel;

    private Journal(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** Keeps nothing. */
    public static Journal none() {
        return new Journal(null);
    }

    /**
     * Opens a journal, or begins one.
     *
     * @throws IllegalArgumentException when the file is something else, or cannot be written
     */
    public static Journal open(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!lines.isEmpty() && !lines.getFirst().equals(HEAD)) {
                throw new RefusedArgument(
                        "%s is no journal of a sweep (its first line would be %s): name another file"
                                .formatted(file, HEAD));
            }
            if (lines.size() > MOST_LINES) {
                throw new RefusedArgument(
                        "%s has more than %,d lines: remove it, or name another file"
                                .formatted(file, MOST_LINES));
            }
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.APPEND);
            Journal journal = new Journal(channel);
            journal.take(lines);
            journal.write((lines.isEmpty() ? HEAD : "") + "\n");
            return journal;
        } catch (IOException e) {
            throw new RefusedArgument(
                    "cannot use %s as a journal: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Rows it had when it was opened, and has got since. */
    public int size() {
        return lines.size();
    }

    SweepResult.@Nullable Row find(String key, Combination combination) {
        String line = lines.get(key);
        return line == null ? null : row(line, combination);
    }

    void append(String key, SweepResult.Row row) {
        if (channel == null) {
            return;
        }
        String line = line(key, row);
        lines.put(key, line);
        write(line + "\n");
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(List<String> all) {
        for (String line : all) {
            String[] parts = line.split(BETWEEN, -1);
            if (parts.length >= 3 && parts[parts.length - 1].equals(".")) {
                lines.put(parts[0], line);
            }
        }
    }

    private synchronized void write(String text) {
        if (channel == null) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String key, SweepResult.Row row) {
        List<String> parts = new ArrayList<>();
        parts.add(key);
        parts.add(row.problem() == null ? "" : plain(row.problem()));
        for (Object figure : row.figures()) {
            parts.add(
                    switch (figure) {
                        case null -> "?";
                        case Double number -> "=" + number;
                        default -> "'" + plain(figure.toString());
                    });
        }
        parts.add(".");
        return String.join(BETWEEN, parts);
    }

    private static SweepResult.Row row(String line, Combination combination) {
        String[] parts = line.split(BETWEEN, -1);
        List<@Nullable Object> figures = new ArrayList<>();
        for (int i = 2; i < parts.length - 1; i++) {
            String rest = parts[i].substring(1);
            figures.add(
                    switch (parts[i].charAt(0)) {
                        case '=' -> (Object) Double.valueOf(rest);
                        case '\'' -> rest;
                        default -> null;
                    });
        }
        return new SweepResult.Row(
                combination.labels(),
                combination.seed(),
                figures,
                parts[1].isEmpty() ? null : parts[1]);
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ");
    }
}
