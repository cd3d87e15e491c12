package dev.faultline.cluster.preflight;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what a running VM's metadata service says with the topology. */
public final class LiveCheck {

    private LiveCheck() {}

    /**
     * What a metadata service said of its VM; null for what it does not tell.
     *
     * @param url where it was asked
     * @param failureDomain from 0
     */
    public record Guest(
            String url,
            String name,
            String shape,
            @Nullable String region,
            @Nullable Integer failureDomain,
            @Nullable Integer updateDomain) {}

    /**
     * Findings about a running VM.
     *
     * @param node its index, where it is known which node it is to be; negative otherwise
     */
    public static List<Finding> of(
            Proposal proposal, EnvironmentFile environment, Guest guest, int node) {
        Question question = new Question(proposal, environment);
        List<Finding> findings = new ArrayList<>();
        Optional<Question.Group> group = group(question, guest, node);
        String wanted =
                question.vms().stream()
                        .map(one -> shape(one))
                        .distinct()
                        .collect(Collectors.joining(", "));
        findings.add(
                group.isPresent()
                        ? finding(
                                Severity.NOTE,
                                guest,
                                "Its shape %s is that of %s."
                                        .formatted(guest.shape(), group.get().name()),
                                "")
                        : finding(
                                Severity.BLOCKER,
                                guest,
                                "Its shape is %s; the topology has %s."
                                        .formatted(guest.shape(), wanted),
                                "Replace the VM, or change the topology."));
        region(environment, guest, findings);
        domains(question, guest, node, findings);
        return findings;
    }

    /** The finding that a service cannot be asked. */
    public static Finding unreachable(String url, String why) {
        return new Finding(
                Severity.BLOCKER,
                "live",
                url,
                why,
                "Ask from within the VM, or where faultline metadata listens.",
                "docs/metadata.md");
    }

    private static Optional<Question.Group> group(Question question, Guest guest, int node) {
        String expected = node < 0 ? null : question.proposal().cluster().groupOf(node).name();
        return question.vms().stream()
                .filter(one -> expected == null || one.name().equals(expected))
                .filter(one -> shape(one).equalsIgnoreCase(guest.shape()))
                .findFirst();
    }

    private static String shape(Question.Group group) {
        return group.vm() == null ? group.name() : group.vm().name().replaceFirst(" \\(.*", "");
    }

    private static void region(EnvironmentFile environment, Guest guest, List<Finding> findings) {
        if (environment.region() != null
                && guest.region() != null
                && !environment.region().equalsIgnoreCase(guest.region())) {
            findings.add(
                    finding(
                            Severity.BLOCKER,
                            guest,
                            "It is in %s; the environment is in %s."
                                    .formatted(guest.region(), environment.region()),
                            "Check which VM was asked."));
        }
    }

    private static void domains(Question question, Guest guest, int node, List<Finding> findings) {
        Cluster cluster = question.proposal().cluster();
        compare(
                findings,
                guest,
                "failure domain",
                guest.failureDomain(),
                cluster.domainCount(),
                node < 0 ? null : cluster.domainOfNode(node));
        boolean hasUpdateDomains =
                cluster.groups().stream().anyMatch(one -> one.updateDomains() > 0);
        if (hasUpdateDomains) {
            compare(
                    findings,
                    guest,
                    "update domain",
                    guest.updateDomain(),
                    cluster.updateDomainCount(),
                    node < 0 ? null : cluster.updateDomainOfNode(node));
        }
    }

    private static void compare(
            List<Finding> findings,
            Guest guest,
            String what,
            @Nullable Integer is,
            int count,
            @Nullable Integer expected) {
        if (is == null) {
            findings.add(
                    finding(
                            Severity.NOTE,
                            guest,
                            "Its service does not tell its %s.".formatted(what),
                            ""));
        } else if (is >= count) {
            findings.add(
                    finding(
                            Severity.BLOCKER,
                            guest,
                            "It is in %s %d; the topology has 0 to %d."
                                    .formatted(what, is, count - 1),
                            "Place it anew: placement counts on domains that the platform knows."));
        } else if (expected != null && !expected.equals(is)) {
            findings.add(
                    finding(
                            Severity.BLOCKER,
                            guest,
                            "It is in %s %d; this node is to be in %d."
                                    .formatted(what, is, expected),
                            "Give the node the place that the platform gave its VM, or place the VM anew."));
        } else {
            findings.add(finding(Severity.NOTE, guest, "It is in %s %d.".formatted(what, is), ""));
        }
    }

    private static Finding finding(Severity severity, Guest guest, String reason, String remedy) {
        return new Finding(
                severity,
                "live",
                "%s at %s".formatted(guest.name(), guest.url()),
                reason,
                remedy,
                "its metadata service");
    }
}
