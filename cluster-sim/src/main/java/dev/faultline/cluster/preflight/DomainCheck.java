package dev.faultline.cluster.preflight;

import dev.faultline.cluster.topology.SpreadKind;
import dev.faultline.cluster.topology.TopologyFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failure and update domains that are asked for, against those that are to be had. */
final class DomainCheck {

    private DomainCheck() {}

    static void add(Question question, List<Finding> findings) {
        EnvironmentFile.Domains had = question.environment().domains();
        for (Question.Group group : question.vms()) {
            TopologyFile.Nodes file = group.file();
            if (file.failureDomains() != null) {
                compare(
                        findings,
                        group.name(),
                        "failure domains",
                        file.failureDomains(),
                        had.failureDomains());
                perDomain(findings, group, file.failureDomains(), had.vmsPerDomain());
            }
            Integer updates = updateDomains(file);
            if (updates != null) {
                compare(findings, group.name(), "update domains", updates, had.updateDomains());
            }
        }
    }

    private static @Nullable Integer updateDomains(TopologyFile.Nodes file) {
        SpreadKind placement = file.placement();
        if (file.updateDomains() != null) {
            return file.updateDomains();
        }
        return placement == null || placement.usualUpdateDomains() == 0
                ? null
                : placement.usualUpdateDomains();
    }

    private static void compare(
            List<Finding> findings, String group, String what, int asked, @Nullable Integer had) {
        String source = "the provider's limits: docs/models.md, update domains and placement";
        if (had == null) {
            findings.add(
                    new Finding(
                            Severity.WARNING,
                            "domains",
                            group,
                            "It asks for %d %s, and how many there are is not stated."
                                    .formatted(asked, what),
                            "Look up what the region gives, and write it under domains.",
                            source));
            return;
        }
        boolean enough = asked <= had;
        findings.add(
                new Finding(
                        enough ? Severity.NOTE : Severity.BLOCKER,
                        "domains",
                        group,
                        "It asks for %d %s; there are %d.".formatted(asked, what, had),
                        enough
                                ? ""
                                : "Choose a region that gives %d, or set them to %d in the topology and see what the code then costs."
                                        .formatted(asked, had),
                        source));
    }

    private static void perDomain(
            List<Finding> findings, Question.Group group, int domains, @Nullable Integer most) {
        int each = (group.nodes() + domains - 1) / domains;
        if (most != null && each > most) {
            findings.add(
                    new Finding(
                            Severity.BLOCKER,
                            "domains",
                            group.name(),
                            "It has %d VMs in a failure domain; there is room for %d."
                                    .formatted(each, most),
                            "Ask for room, or use more domains.",
                            "the environment's vms-per-domain"));
        }
    }
}
