package dev.faultline.node.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file that a person wrote: includes resolved, settings applied, bound to a record. */
public final class ConfigFile {

    private ConfigFile() {}

    /** The merged tree of a file and its includes; null when there is none, which is reported. */
    public static @Nullable Located tree(Path file, Problems problems) {
        return Includes.read(file, problems);
    }

    /** The tree of YAML text that stands in no file, or was read already. */
    public static @Nullable Located tree(String text, String origin, Problems problems) {
        return YamlReader.read(text, origin, problems);
    }

    /** The file's value; null when there is any problem with it, and all are then reported. */
    public static <T> @Nullable Bound<T> read(
            Path file, Class<T> type, List<Setting> settings, Problems problems) {
        int before = problems.count();
        Located root = tree(file, problems);
        if (root == null) {
            return null;
        }
        for (Setting setting : settings) {
            root = setting.applyTo(root, problems);
        }
        T value = Binder.bind(root, type, problems);
        return value == null || problems.count() > before ? null : new Bound<>(value, root);
    }

    /** As {@link #read}, throwing what is wrong. */
    public static <T> Bound<T> read(Path file, Class<T> type, List<Setting> settings) {
        Problems problems = new Problems();
        Bound<T> bound = read(file, type, settings, problems);
        problems.throwIfAny();
        return java.util.Objects.requireNonNull(bound);
    }
}
