package dev.faultline.cluster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that commands write: whole or not at all. */
final class OutputFile {

    private OutputFile() {}

    static void write(Path file, String text) {
        Path target = file.toAbsolutePath();
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new IllegalArgumentException(
                    "cannot write %s: there is no such folder".formatted(file));
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            writeThrough(target, text);
            return;
        }
        try {
            Path part = Files.createTempFile(parent, ".faultline", ".part");
            try {
                Files.writeString(part, text);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** A pipe or a device cannot be replaced, only written to. */
    private static void writeThrough(Path target, String text) {
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot write %s: %s".formatted(target, e.getMessage()), e);
        }
    }
}
