package dev.faultline.cluster.cli;

import dev.faultline.node.units.RefusedArgument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Files that commands write: whole or not at all. */
final class OutputFile {

    private OutputFile() {}

    /** Says what is wrong with a place before work is done for it. */
    static void check(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(file)) {
            throw new RefusedArgument(
                    "cannot write %s: %s"
                            .formatted(
                                    file,
                                    Files.isDirectory(file)
                                            ? "it is a folder"
                                            : "there is no such folder"));
        }
    }

    /** As {@link #check}, for files as options name them: null for none, - for stdout. */
    static void checkAll(@Nullable String... files) {
        for (String file : files) {
            if (file != null && !file.equals("-")) {
                check(Path.of(file));
            }
        }
    }

    static void write(Path file, String text) {
        check(file);
        Path target = file.toAbsolutePath();
        Path parent = Objects.requireNonNull(target.getParent());
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            writeThrough(target, text);
            return;
        }
        try {
            Path part = parent.resolve("." + target.getFileName() + ".part");
            try {
                Files.writeString(part, text);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new RefusedArgument("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** A pipe or a device cannot be replaced, only written to. */
    private static void writeThrough(Path target, String text) {
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new RefusedArgument("cannot write %s: %s".formatted(target, e.getMessage()), e);
        }
    }
}
