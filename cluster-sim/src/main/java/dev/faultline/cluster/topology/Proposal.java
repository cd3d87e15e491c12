package dev.faultline.cluster.topology;

import dev.faultline.node.config.Bound;
import dev.faultline.node.hardware.CatalogRow;
import dev.faultline.node.units.Power;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A topology file with its hardware looked up: what can be built, before anything is said of how
 * data lies on it.
 *
 * @param bound the file, and where each part of it was written
 * @param providerDomains failure domains are what a provider guarantees; racks are not known
 * @param parts what each group of nodes is made of, in the order of {@code cluster.groups()}
 * @param rows catalog rows that it rests on
 * @param text the file's text
 */
public record Proposal(
        Bound<TopologyFile> bound,
        String fileName,
        String text,
        Cluster cluster,
        boolean providerDomains,
        List<GroupParts> parts,
        List<CatalogRow> rows) {

    /** The same file with another cluster in the place of its own. */
    public Proposal with(Cluster other) {
        return new Proposal(bound, fileName, text, other, providerDomains, parts, rows);
    }

    public TopologyFile file() {
        return bound.value();
    }

    public String name() {
        return file().name();
    }

    /** The site's power at the meter; empty when the file names none. */
    public OptionalDouble budgetWatts() {
        Power power = file().site().power();
        return power == null ? OptionalDouble.empty() : OptionalDouble.of(power.watts());
    }
}
