package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads durability's assumptions: a file, or all defaults, with `--set` over them. */
final class AssumptionsReader {
    private AssumptionsReader() {}

    static @Nullable Assumptions read(
            @Nullable Path file, List<Setting> settings, Problems problems) {
        Located root =
                file == null
                        ? ConfigFile.tree("{}", "assumptions", problems)
                        : ConfigFile.tree(file, problems);
        if (root == null) {
            return null;
        }
        for (Setting setting : settings) {
            if (setting.below("topology").isEmpty()) {
                root = setting.applyTo(root, problems);
            }
        }
        return Binder.bind(root, Assumptions.class, problems);
    }
}
