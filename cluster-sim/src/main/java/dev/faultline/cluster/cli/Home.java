package dev.faultline.cluster.cli;

import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.units.RefusedArgument;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Faultline's own files are: the launcher says so in {@code faultline.home}. */
final class Home {

    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("faultline.home", ""));
    }

    static Catalog catalog() {
        Path folder = folder().resolve("topologies").resolve("catalog");
        if (!Files.isDirectory(folder)) {
            throw new RefusedArgument(
                    "no catalog at %s; start faultline by its launcher, or set -Dfaultline.home"
                            .formatted(folder.toAbsolutePath()));
        }
        return Catalog.load(folder);
    }
}
