package dev.faultline.cluster.cli;

import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.units.RefusedArgument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where Faultline's own files are: the launcher says so in {@code faultline.home}. */
final class Home {

    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("faultline.home", ""));
    }

    /** The files that all figures of hardware and prices come from. */
    static List<Path> catalogFiles() {
        try (Stream<Path> files = Files.list(catalogFolder())) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path catalogFolder() {
        return folder().resolve("topologies").resolve("catalog");
    }

    static Catalog catalog() {
        Path folder = catalogFolder();
        if (!Files.isDirectory(folder)) {
            throw new RefusedArgument(
                    "no catalog at %s; start faultline by its launcher, or set -Dfaultline.home"
                            .formatted(folder.toAbsolutePath()));
        }
        return Catalog.load(folder);
    }
}
