package dev.faultline.cluster.scenario;

import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.node.hardware.CatalogRow;
import dev.faultline.node.hardware.Confidence;
import dev.faultline.node.units.DataSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a reader must know to read a result right, in sentences. */
final class Notes {

    private final Proposal proposal;
    private final ProtectionPlan plan;

    Notes(Proposal proposal, ProtectionPlan plan) {
        this.proposal = proposal;
        this.plan = plan;
    }

    List<String> of(RunResult.Rebuild rebuild) {
        List<String> notes = new ArrayList<>();
        if (!plan.promise().restore() && plan.promise().domains() > 0) {
            notes.add(
                    ("Stripes use all %d failure domains: while one is gone, what it held cannot be"
                                    + " re-created elsewhere, and the promise stays unrestored until"
                                    + " it is back.")
                            .formatted(proposal.cluster().storingDomainCount()));
        }
        Code metadata = plan.metadata().code();
        int promised = plan.promise().erasures(1, 1);
        if (metadata.tolerance() < promised) {
            notes.add(
                    ("Metadata is kept in %d copies and survives any %d erasures, fewer than the %d"
                                    + " that are promised for data (a domain and the drives).")
                            .formatted(metadata.width(), metadata.tolerance(), promised));
        }
        if (rebuild.missing() != null) {
            notes.add(
                    "%s could not be re-created. Missing: %s."
                            .formatted(
                                    DataSize.print(rebuild.unrestoredBytes()), rebuild.missing()));
        }
        if (proposal.cluster().groups().stream().anyMatch(group -> group.kind().power() == null)) {
            notes.add("Providers do not publish the power of their machines: power is unknown.");
        }
        String weak =
                proposal.rows().stream()
                        .filter(row -> row.confidence() != Confidence.SOURCED)
                        .map(CatalogRow::key)
                        .collect(Collectors.joining(", "));
        if (!weak.isEmpty()) {
            notes.add("Catalog rows that are not wholly sourced: " + weak + ".");
        }
        return notes;
    }
}
