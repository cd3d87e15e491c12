package dev.faultline.cluster.cli;

import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the topology that a command names, with the settings that stand behind `topology.`. */
final class TopologyArgument {
    private TopologyArgument() {}

    static @Nullable Proposal read(Path file, List<Setting> settings, Problems problems) {
        List<Setting> below =
                settings.stream()
                        .map(setting -> setting.below("topology"))
                        .flatMap(Optional::stream)
                        .toList();
        return new TopologyReader(Catalog.load(Path.of("topologies/catalog")))
                .read(file, below, problems);
    }
}
