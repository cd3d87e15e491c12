package dev.faultline.cluster.preflight;

import dev.faultline.cluster.maintenance.PolicyKind;
import dev.faultline.node.hardware.VmSpec.Provider;
import java.util.List;
import java.util.stream.Stream;

/** What the account that runs the chosen policy must be allowed to do. */
final class PermissionCheck {

    private PermissionCheck() {}

    static void add(Question question, List<Finding> findings) {
        EnvironmentFile environment = question.environment();
        PolicyKind policy = environment.maintenance().policy();
        List<String> needed = needed(environment.provider(), policy);
        List<String> missing =
                needed.stream()
                        .filter(one ->
                                environment.permissions().stream()
                                        .noneMatch(had -> grants(had, one)))
                        .toList();
        String word = policy.word();
        if (needed.isEmpty()) {
            findings.add(
                    new Finding(
                            Severity.NOTE,
                            "permissions",
                            word,
                            "The policy needs none: %s"
                                    .formatted(
                                            policy == PolicyKind.IGNORE
                                                    ? "it does nothing."
                                                    : "guests approve events by themselves."),
                            "",
                            source(environment.provider())));
        } else if (missing.isEmpty()) {
            findings.add(
                    new Finding(
                            Severity.NOTE,
                            "permissions",
                            word,
                            "All %d that the policy needs are there.".formatted(needed.size()),
                            "",
                            source(environment.provider())));
        } else {
            findings.add(
                    new Finding(
                            Severity.BLOCKER,
                            "permissions",
                            word,
                            "The policy needs %s.".formatted(String.join(", ", missing)),
                            "Grant them to the account that runs it.",
                            source(environment.provider())));
        }
    }

    /** {@code compute.instances.*} grants {@code compute.instances.create}. */
    private static boolean grants(String had, String needed) {
        return had.endsWith("*")
                ? needed.regionMatches(true, 0, had, 0, had.length() - 1)
                : had.equalsIgnoreCase(needed);
    }

    private static List<String> needed(Provider provider, PolicyKind policy) {
        return switch (policy) {
            case IGNORE -> List.of();
            case APPROVE_WHEN_REDUNDANT, SERIALIZE_NODES, SERIALIZE_DOMAIN -> toStart(provider);
            case MIGRATE_FIRST ->
                    Stream.concat(toStart(provider).stream(), toReplace(provider).stream())
                            .toList();
        };
    }

    /** To hear of maintenance, and to begin it earlier; on Azure the guest does both. */
    private static List<String> toStart(Provider provider) {
        return switch (provider) {
            case AZURE -> List.of();
            case GCP -> List.of("compute.instances.get", "compute.instances.update");
            case AWS ->
                    List.of(
                            "ec2:DescribeInstanceStatus",
                            "ec2:RebootInstances",
                            "ec2:StopInstances",
                            "ec2:StartInstances");
            case OCI -> List.of("INSTANCE_READ", "INSTANCE_UPDATE", "INSTANCE_POWER_ACTIONS");
        };
    }

    private static List<String> toReplace(Provider provider) {
        return switch (provider) {
            case AZURE ->
                    List.of(
                            "Microsoft.Compute/virtualMachines/write",
                            "Microsoft.Compute/virtualMachines/delete",
                            "Microsoft.Network/networkInterfaces/write",
                            "Microsoft.Network/networkInterfaces/join/action",
                            "Microsoft.Network/virtualNetworks/subnets/join/action");
            case GCP ->
                    List.of(
                            "compute.instances.create",
                            "compute.instances.delete",
                            "compute.disks.create",
                            "compute.subnetworks.use",
                            "compute.resourcePolicies.use");
            case AWS -> List.of("ec2:RunInstances", "ec2:TerminateInstances", "ec2:CreateTags");
            case OCI ->
                    List.of(
                            "INSTANCE_CREATE",
                            "INSTANCE_DELETE",
                            "VNIC_CREATE",
                            "VNIC_ATTACH",
                            "SUBNET_ATTACH");
        };
    }

    private static String source(Provider provider) {
        return switch (provider) {
            case AZURE -> "learn.microsoft.com/azure/role-based-access-control/permissions/compute";
            case GCP -> "docs.cloud.google.com/compute/docs/access/iam (recalled)";
            case AWS ->
                    "docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html";
            case OCI ->
                    "docs.oracle.com/iaas/Content/Identity/Reference/corepolicyreference.htm (recalled)";
        };
    }
}
