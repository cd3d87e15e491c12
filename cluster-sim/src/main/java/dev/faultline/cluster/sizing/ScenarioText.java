package dev.faultline.cluster.sizing;

import dev.faultline.node.units.DataRate;
import java.util.List;

/**
 * The scenario in which the loss of a failure domain is timed: clients read what the requirement
 * asks, whole stripes at a time.
 */
final class ScenarioText {

    private ScenarioText() {}

    /**
     * @param usableBytes that the cluster has
     * @param topology the topology's file, as the scenario names it
     * @param comments lines at its head
     * @param expectations what must hold
     */
    static String of(
            Requirement requirement,
            double usableBytes,
            String topology,
            List<String> comments,
            List<String> expectations) {
        StringBuilder text = new StringBuilder();
        comments.forEach(line -> text.append("# ").append(line).append('\n'));
        RequirementFile.Rebuild rebuild = requirement.file().rebuild();
        text.append("name: A failure domain is lost\n");
        text.append("topology: '").append(topology.replace("'", "''")).append("'\n");
        text.append("fill: ").append(requirement.fill(usableBytes)).append('\n');
        if (requirement.readBytesPerSecond() > 0) {
            text.append("foreground: [{name: clients, reads: ")
                    .append(new DataRate(requirement.readBytesPerSecond()))
                    .append(", access: sequential}]\n");
        }
        text.append("rebuild: {share: ").append(rebuild.share()).append("}\n");
        text.append("timeline: [{at: 1 h, lose: domain/0}]\n");
        if (!expectations.isEmpty()) {
            text.append("expect:\n");
            expectations.forEach(line -> text.append("  - ").append(line).append('\n'));
        }
        return text.toString();
    }
}
