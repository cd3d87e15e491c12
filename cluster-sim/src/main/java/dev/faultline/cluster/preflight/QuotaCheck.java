package dev.faultline.cluster.preflight;

import dev.faultline.node.hardware.VmSpec.Provider;
import dev.faultline.node.units.DataSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Quota of vCPUs and of local drives, by family; VMs that the policy needs besides count. */
final class QuotaCheck {

    private static final double NEARLY_ALL = 0.9;

    private QuotaCheck() {}

    /** What a deployment takes of a family. */
    private record Need(long vms, long vcpus, long localBytes) {
        Need plus(Need other) {
            return new Need(vms + other.vms, vcpus + other.vcpus, localBytes + other.localBytes);
        }
    }

    static void add(Question question, List<Finding> findings) {
        needs(question)
                .forEach((family, need) -> {
                    vcpus(question, family, need, findings);
                    disks(question, family, need, findings);
                });
    }

    /** The extra VMs are of the largest group's size. */
    private static Map<String, Need> needs(Question question) {
        Map<String, Need> needs = new TreeMap<>();
        int extra = question.extraVms();
        for (Question.Group group : question.vms()) {
            if (group.vm() != null) {
                String family =
                        group.vm().family() == null ? group.vm().key() : group.vm().family();
                long local = hasDrives(group) ? group.vm().localBytes() : 0;
                long vms = group.nodes() + (local > 0 ? extra : 0);
                extra = local > 0 ? 0 : extra;
                needs.merge(
                        family, new Need(vms, vms * group.vm().vcpus(), vms * local), Need::plus);
            }
        }
        return needs;
    }

    private static boolean hasDrives(Question.Group group) {
        return group.vm() != null
                && (group.vm().drives() != null || group.vm().localCapacity() != null);
    }

    private static void vcpus(Question question, String family, Need need, List<Finding> findings) {
        String source = source(question.environment().provider());
        Optional<EnvironmentFile.Quota> quota =
                question.environment().quotas().stream()
                        .filter(one -> one.family().equalsIgnoreCase(family))
                        .findFirst();
        if (quota.isEmpty()) {
            findings.add(
                    new Finding(
                            Severity.WARNING,
                            "quota",
                            family,
                            "%,d VMs need %,d vCPUs, and the quota of this family is not stated."
                                    .formatted(need.vms(), need.vcpus()),
                            "Look it up, ask for %,d, and write it under quotas."
                                    .formatted(need.vcpus()),
                            source));
            return;
        }
        long left = quota.get().vcpus() - quota.get().used();
        boolean enough = need.vcpus() <= left;
        boolean close = need.vcpus() > NEARLY_ALL * left;
        findings.add(
                new Finding(
                        enough ? (close ? Severity.WARNING : Severity.NOTE) : Severity.BLOCKER,
                        "quota",
                        family,
                        "%,d VMs need %,d vCPUs; %,d of %,d are left."
                                .formatted(need.vms(), need.vcpus(), left, quota.get().vcpus()),
                        enough
                                ? (close ? "Ask for more: a replacement needs room too." : "")
                                : "Ask for %,d more.".formatted(need.vcpus() - left),
                        source));
    }

    private static void disks(Question question, String family, Need need, List<Finding> findings) {
        Optional<EnvironmentFile.DiskQuota> quota =
                question.environment().localDisks().stream()
                        .filter(one -> one.family().equalsIgnoreCase(family))
                        .findFirst();
        String needed = new DataSize(need.localBytes()).print();
        if (quota.isEmpty()) {
            if (question.environment().provider() == Provider.GCP && need.localBytes() > 0) {
                findings.add(
                        new Finding(
                                Severity.WARNING,
                                "local-disk",
                                family,
                                "%,d VMs have %s of local SSD, which Google limits by family, and the limit is not stated."
                                        .formatted(need.vms(), needed),
                                "Look it up, and write it under local-disks.",
                                source(Provider.GCP)));
            }
            return;
        }
        long left = quota.get().capacity().bytes() - quota.get().used().bytes();
        boolean enough = need.localBytes() <= left;
        findings.add(
                new Finding(
                        enough ? Severity.NOTE : Severity.BLOCKER,
                        "local-disk",
                        family,
                        "%,d VMs have %s of local drives; %s of %s is left."
                                .formatted(
                                        need.vms(),
                                        needed,
                                        left < 0 ? "nothing" : new DataSize(left).print(),
                                        quota.get().capacity().print()),
                        enough
                                ? ""
                                : "Ask for %s more."
                                        .formatted(new DataSize(need.localBytes() - left).print()),
                        source(question.environment().provider())));
    }

    private static String source(Provider provider) {
        return switch (provider) {
            case AZURE -> "learn.microsoft.com/azure/virtual-machines/quotas";
            case GCP -> "docs.cloud.google.com/compute/resource-usage";
            case AWS -> "docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-resource-limits.html";
            case OCI -> "docs.oracle.com/iaas/Content/General/Concepts/servicelimits.htm";
        };
    }
}
