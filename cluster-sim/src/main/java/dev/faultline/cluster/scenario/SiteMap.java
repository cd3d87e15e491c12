package dev.faultline.cluster.scenario;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.NodeGroup;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.RackUse;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.node.hardware.CatalogRow;
import dev.faultline.node.hardware.DriveSpec;
import dev.faultline.node.hardware.NicSpec;
import dev.faultline.node.hardware.ServerSpec;
import dev.faultline.node.hardware.VmSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The site's racks with what is in them, and the catalog rows it is built from. */
final class SiteMap {

    private final Proposal proposal;
    private final Cluster cluster;

    SiteMap(Proposal proposal) {
        this.proposal = proposal;
        this.cluster = proposal.cluster();
    }

    RunResult.Site site(List<RunResult.StateChange> changes, List<RunResult.LoadSample> samples) {
        List<RunResult.Rack> racks = new ArrayList<>();
        for (int rack = 0; rack < cluster.rackCount(); rack++) {
            racks.add(rack(rack));
        }
        TopologyFile.SiteFile site = proposal.file().site();
        boolean provider = proposal.providerDomains();
        return new RunResult.Site(
                provider ? "provider" : "rack",
                provider ? null : site.rackUnits(),
                site.rackPower() == null ? null : site.rackPower().watts(),
                racks,
                changes,
                samples);
    }

    private RunResult.Rack rack(int rack) {
        List<RunResult.NodeRun> runs = new ArrayList<>();
        int node = cluster.firstNodeOfRack(rack);
        while (node < cluster.firstNodeOfRack(rack + 1)) {
            NodeGroup group = cluster.groupOf(node);
            int first = node;
            while (node < cluster.firstNodeOfRack(rack + 1) && cluster.groupOf(node) == group) {
                node++;
            }
            runs.add(
                    new RunResult.NodeRun(
                            group.name(),
                            group.kind().name(),
                            node - first,
                            group.kind().driveCount(),
                            group.kind().rackUnits()));
        }
        RackUse use = RackUse.of(cluster, rack);
        return new RunResult.Rack(
                cluster.domainOfRack(rack),
                proposal.providerDomains() ? null : use.units(),
                Double.isNaN(use.provisionedWatts()) ? null : use.provisionedWatts(),
                runs);
    }

    /** A catalog row as results name it. */
    static RunResult.CatalogRow row(CatalogRow row) {
        String kind = row.getClass().getSimpleName().replace("Spec", "").toLowerCase(Locale.ROOT);
        String priceDate =
                switch (row) {
                    case ServerSpec server -> server.priceDate();
                    case VmSpec vm -> vm.priceDate();
                    default -> null;
                };
        return new RunResult.CatalogRow(
                kind,
                row.key(),
                summary(row),
                row.source(),
                row.confidence().name().toLowerCase(Locale.ROOT),
                priceDate);
    }

    private static String summary(CatalogRow row) {
        return switch (row) {
            case DriveSpec drive ->
                    "%s: %s, reads %s, writes %s"
                            .formatted(
                                    drive.name(),
                                    drive.capacity(),
                                    drive.sequentialRead(),
                                    drive.sequentialWrite());
            case NicSpec nic -> "%s: %s".formatted(nic.name(), nic.portsRate().printBits());
            default -> row.name();
        };
    }
}
