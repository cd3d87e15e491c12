package dev.faultline.cluster.preflight;

import dev.faultline.cluster.maintenance.PolicyKind;
import dev.faultline.cluster.metadata.LiveMigration;
import dev.faultline.cluster.preflight.EnvironmentFile.LocalDrives;
import dev.faultline.cluster.preflight.EnvironmentFile.Maintenance;
import dev.faultline.cluster.preflight.EnvironmentFile.OnMaintenance;
import dev.faultline.node.hardware.VmSpec;
import dev.faultline.node.units.Span;
import java.util.List;

/** Settings by which maintenance stops VMs, or loses what their local drives hold. */
final class MaintenanceCheck {

    private MaintenanceCheck() {}

    static void add(Question question, List<Finding> findings) {
        Maintenance set = question.environment().maintenance();
        for (Question.Group group : question.vms()) {
            if (group.vm() != null) {
                migration(group, group.vm(), set, findings);
                drives(group, group.vm(), set, findings);
            }
        }
        recovery(set, findings);
        policy(question, set, findings);
    }

    private static void migration(
            Question.Group group, VmSpec vm, Maintenance set, List<Finding> findings) {
        LiveMigration rule = LiveMigration.of(vm);
        String subject = group.name() + ": " + vm.name();
        if (rule.possible()) {
            boolean stops = set.onHostMaintenance() == OnMaintenance.STOP;
            findings.add(
                    new Finding(
                            stops ? Severity.WARNING : Severity.NOTE,
                            "maintenance",
                            subject,
                            rule.why() + (stops ? " It is set to stop instead." : ""),
                            stops ? "Set it to migrate." : "",
                            rule.source()));
            return;
        }
        boolean expectsToMove = set.onHostMaintenance() == OnMaintenance.MIGRATE;
        findings.add(
                new Finding(
                        expectsToMove ? Severity.BLOCKER : Severity.WARNING,
                        "maintenance",
                        subject,
                        rule.why()
                                + (expectsToMove
                                        ? " The VMs are set to migrate, which fails."
                                        : ""),
                        expectsToMove
                                ? "Set them to stop, or use a size below the limit."
                                : "Plan for VMs that are stopped, a policy that lets them go one by one, or use a size below the limit.",
                        rule.source()));
    }

    private static void drives(
            Question.Group group, VmSpec vm, Maintenance set, List<Finding> findings) {
        if (vm.drives() == null && vm.localCapacity() == null) {
            return;
        }
        boolean moves =
                LiveMigration.of(vm).possible() && set.onHostMaintenance() != OnMaintenance.STOP;
        String subject = group.name() + ": local drives";
        String source = "docs/models.md, maintenance; the provider's page on local drives";
        if (set.localDrives() == null) {
            findings.add(
                    new Finding(
                            moves ? Severity.NOTE : Severity.WARNING,
                            "maintenance",
                            subject,
                            "Whether a stopped VM keeps them is not stated.",
                            "Find out, and write maintenance.local-drives: kept or lost.",
                            source));
        } else if (set.localDrives() == LocalDrives.LOST) {
            boolean unattended = set.policy() == PolicyKind.IGNORE && !moves;
            findings.add(
                    new Finding(
                            unattended ? Severity.BLOCKER : Severity.WARNING,
                            "maintenance",
                            subject,
                            unattended
                                    ? "A stopped VM loses them, and nobody keeps the platform from taking several at a time."
                                    : "A stopped VM loses them: each is rebuilt after its maintenance.",
                            unattended
                                    ? "Choose migrate-first, serialize-nodes or approve-when-redundant, or have drives kept."
                                    : "Have drives kept where the provider can, or leave room for these rebuilds.",
                            source));
        }
    }

    private static void recovery(Maintenance set, List<Finding> findings) {
        Span recovery = set.recovery();
        if (recovery != null && recovery.nanos() == 0) {
            findings.add(
                    new Finding(
                            Severity.WARNING,
                            "maintenance",
                            "host errors",
                            "The provider does not try to bring local drives back after a host has failed.",
                            "Allow it an hour or more (localSsdRecoveryTimeout on Google).",
                            "docs.cloud.google.com/compute/docs/instances/host-maintenance-overview"));
        }
    }

    private static void policy(Question question, Maintenance set, List<Finding> findings) {
        if (set.policy() == PolicyKind.MIGRATE_FIRST && question.extraVms() == 0) {
            findings.add(
                    new Finding(
                            Severity.BLOCKER,
                            "maintenance",
                            "migrate-first",
                            "It may have no VM beyond those of the cluster, so it cannot migrate any.",
                            "Set maintenance.extra-vms to 1 or more.",
                            "docs/models.md, maintenance"));
        }
    }
}
