package dev.faultline.cluster.preflight;

import dev.faultline.node.hardware.VmSpec.Provider;
import java.util.List;

/** Whether the range of addresses is large enough, private, and nobody else's. */
final class AddressCheck {

    private static final List<Cidr> PRIVATE =
            List.of(
                    Cidr.parse("10.0.0.0/8"),
                    Cidr.parse("172.16.0.0/12"),
                    Cidr.parse("192.168.0.0/16"),
                    Cidr.parse("100.64.0.0/10"));

    private static final Cidr LINK_LOCAL = Cidr.parse("169.254.0.0/16");

    private AddressCheck() {}

    static void add(Question question, List<Finding> findings) {
        EnvironmentFile.Network network = question.environment().network();
        size(question, network, findings);
        Cidr nodes = network.nodes();
        if (nodes.overlaps(LINK_LOCAL)) {
            findings.add(
                    blocker(
                            nodes,
                            "It overlaps 169.254.0.0/16, where the metadata service is.",
                            "Use a private range.",
                            "RFC 3927"));
        } else if (PRIVATE.stream().noneMatch(range -> range.covers(nodes))) {
            findings.add(
                    blocker(
                            nodes,
                            "Its addresses are routable on the Internet: they are somebody else's.",
                            "Use a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.",
                            "RFC 1918, RFC 6598"));
        }
        for (EnvironmentFile.Range other : network.others()) {
            if (nodes.overlaps(other.addresses())) {
                findings.add(
                        blocker(
                                nodes,
                                "It overlaps %s (%s): traffic for one reaches the other."
                                        .formatted(other.name(), other.addresses()),
                                "Choose a range that nothing else is routed to.",
                                "the environment's network.others"));
            }
        }
    }

    private static void size(
            Question question, EnvironmentFile.Network network, List<Finding> findings) {
        int nodes = question.groups().stream().mapToInt(Question.Group::nodes).sum();
        long needed = (long) (nodes + question.extraVms()) * network.addressesPerVm();
        int kept = keptByProvider(question.environment().provider());
        long left = network.nodes().addresses() - kept - network.used();
        boolean enough = needed <= left;
        String reason =
                "%,d nodes%s need %,d addresses; %s has %,d, of which the provider keeps %d and %,d are in use: %,d are left."
                        .formatted(
                                nodes,
                                question.extraVms() == 0
                                        ? ""
                                        : " and %d VM%s of the policy"
                                                .formatted(
                                                        question.extraVms(),
                                                        question.extraVms() == 1 ? "" : "s"),
                                needed,
                                network.nodes(),
                                network.nodes().addresses(),
                                kept,
                                network.used(),
                                Math.max(0, left));
        String remedy =
                enough
                        ? ""
                        : "Use a range of /%d or larger."
                                .formatted(bits(needed + kept + network.used()));
        findings.add(
                new Finding(
                        enough ? Severity.NOTE : Severity.BLOCKER,
                        "addresses",
                        network.nodes().toString(),
                        reason,
                        remedy,
                        source(question.environment().provider())));
    }

    /** Of the smallest range with so many addresses. */
    private static int bits(long addresses) {
        int bits = 32;
        while (bits > 0 && 1L << (32 - bits) < addresses) {
            bits--;
        }
        return bits;
    }

    /** Addresses of each subnet that VMs do not get. */
    private static int keptByProvider(Provider provider) {
        return switch (provider) {
            case AZURE, AWS -> 5;
            case GCP -> 4;
            case OCI -> 3;
        };
    }

    private static String source(Provider provider) {
        return switch (provider) {
            case AZURE -> "learn.microsoft.com/azure/virtual-network/virtual-networks-faq";
            case AWS -> "docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";
            case GCP -> "docs.cloud.google.com/vpc/docs/subnets";
            case OCI -> "docs.oracle.com/iaas/Content/Network/Concepts/overview.htm";
        };
    }

    private static Finding blocker(Cidr range, String reason, String remedy, String source) {
        return new Finding(Severity.BLOCKER, "addresses", range.toString(), reason, remedy, source);
    }
}
