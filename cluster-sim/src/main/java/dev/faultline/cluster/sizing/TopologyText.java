package dev.faultline.cluster.sizing;

import dev.faultline.cluster.sizing.RequirementFile.Candidate;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Located.Entry;
import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import dev.faultline.node.config.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topology file for a shape of a candidate: what is tried, and what is written for a person, are
 * the same text but for the comments and the site's limits.
 */
final class TopologyText {

    /** Higher than any rack: what is tried may break every limit, so that one sees by how much. */
    private static final String NO_LIMIT = "1000000";

    private static final String STORAGE = "storage";
    private static final String FRONT_ENDS = "front-ends";

    private final Requirement requirement;
    private final Candidate candidate;
    private final StringBuilder text = new StringBuilder();

    private TopologyText(Requirement requirement, Candidate candidate) {
        this.requirement = requirement;
        this.candidate = candidate;
    }

    /** Without the site's limits. */
    static String tried(Requirement requirement, Candidate candidate, Shape shape) {
        return new TopologyText(requirement, candidate).write(shape, List.of(), false);
    }

    /** With the site's limits, and comments at its head. */
    static String written(
            Requirement requirement, Candidate candidate, Shape shape, List<String> comments) {
        return new TopologyText(requirement, candidate).write(shape, comments, true);
    }

    private String write(Shape shape, List<String> comments, boolean limits) {
        comments.forEach(line -> text.append("# ").append(line).append('\n'));
        String name = requirement.file().name() + ", " + candidate.label();
        line("name", scalar(name).flowText());
        line("site", site(limits).flowText());
        nodes(shape);
        part("network");
        line("protection", protection());
        line("data-path", dataPath(shape));
        part("cost");
        return text.toString();
    }

    private void nodes(Shape shape) {
        text.append("nodes:\n  - group: ").append(STORAGE).append('\n');
        hardware(candidate.server(), candidate.vm(), candidate.drive());
        if (candidate.vm() != null) {
            key("network-tier1", candidate.networkTier1() ? "true" : null);
            key("failure-domains", Integer.toString(shape.domains()));
            key("domain-kind", "provider");
            key("nodes-per-domain", Integer.toString(shape.nodesPerRack()));
            return;
        }
        key("failure-domains", Integer.toString(shape.domains()));
        key("racks-per-domain", Integer.toString(candidate.racksPerDomain()));
        key("nodes-per-rack", Integer.toString(shape.nodesPerRack()));
        if (shape.frontEndsPerRack() > 0) {
            text.append("  - group: ").append(FRONT_ENDS).append('\n');
            hardware(candidate.frontEnd(), null, null);
            key("in-racks-of", STORAGE);
            key("nodes-per-rack", Integer.toString(shape.frontEndsPerRack()));
        }
    }

    private void hardware(@Nullable String server, @Nullable String vm, @Nullable String drive) {
        key("server", server);
        key("vm", vm);
        key("drive", drive);
        key("nic", candidate.nic());
    }

    private Mapping site(boolean limits) {
        Mapping site =
                requirement.root().get("site") instanceof Mapping written
                        ? written
                        : new Mapping(Place.of("site"), Map.of());
        return limits
                ? site
                : with(site.without("power").without("rack-power"), "rack-units", NO_LIMIT);
    }

    private String protection() {
        String written = requirement.part("protection");
        return written.isEmpty() ? "{tolerate: {failure-domains: 1, drives: 2}}" : written;
    }

    private String dataPath(Shape shape) {
        Mapping written =
                requirement.root().get("data-path") instanceof Mapping mapping
                        ? mapping
                        : new Mapping(Place.of("data-path"), new LinkedHashMap<>());
        String frontEnd = shape.frontEndsPerRack() > 0 ? FRONT_ENDS : "converged";
        return with(written, "front-end", frontEnd).flowText();
    }

    private static Mapping with(Mapping mapping, String key, String value) {
        return mapping.with(key, new Entry(Place.of(key), scalar(value)));
    }

    private static Located scalar(String value) {
        return new Scalar(Place.of("sizing"), value, false);
    }

    private void part(String key) {
        String written = requirement.part(key);
        if (!written.isEmpty()) {
            line(key, written);
        }
    }

    private void line(String key, String value) {
        text.append(key).append(": ").append(value).append('\n');
    }

    private void key(String key, @Nullable String value) {
        if (value != null) {
            text.append("    ").append(key).append(": ").append(value).append('\n');
        }
    }
}
