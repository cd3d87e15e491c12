package dev.faultline.cluster.preflight;

import dev.faultline.cluster.topology.Proposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks a deployment's preconditions, and says of each what was found. */
public final class Preflight {

    private Preflight() {}

    /** All findings, blockers first, otherwise in the order of the checks. */
    public static List<Finding> of(Proposal proposal, EnvironmentFile environment) {
        Question question = new Question(proposal, environment);
        List<Finding> findings = new ArrayList<>();
        providers(question, findings);
        QuotaCheck.add(question, findings);
        DomainCheck.add(question, findings);
        AddressCheck.add(question, findings);
        FirewallCheck.add(question, findings);
        PermissionCheck.add(question, findings);
        MaintenanceCheck.add(question, findings);
        return sorted(findings);
    }

    /** Blockers first. */
    public static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    private static void providers(Question question, List<Finding> findings) {
        for (Question.Group group : question.groups()) {
            String provider = question.environment().provider().name();
            if (group.vm() == null || !group.vm().provider().name().equals(provider)) {
                findings.add(
                        new Finding(
                                Severity.BLOCKER,
                                "provider",
                                group.name(),
                                "Its nodes are %s, which %s does not rent out."
                                        .formatted(
                                                group.vm() == null
                                                        ? "servers"
                                                        : group.vm().name()
                                                                + " of "
                                                                + group.vm().provider(),
                                                provider),
                                "Use the environment of that provider, or another VM in the topology.",
                                "topologies/catalog/vms.yaml"));
            }
        }
    }
}
