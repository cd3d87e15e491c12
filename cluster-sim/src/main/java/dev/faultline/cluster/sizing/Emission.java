package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.sizing.RequirementFile.Candidate;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Span;
import java.util.ArrayList;
import java.util.List;

/** An answer as files: the topology, and a scenario that tries what it promises. */
public final class Emission {

    private final Requirement requirement;
    private final Candidate candidate;
    private final SizeResult.Answer answer;

    Emission(Requirement requirement, Candidate candidate, SizeResult.Answer answer) {
        this.requirement = requirement;
        this.candidate = candidate;
        this.answer = answer;
    }

    /** The topology's text, which {@code check} and {@code run} accept. */
    public String topology() {
        return TopologyText.written(requirement, candidate, Sizing.shape(answer), comments());
    }

    /**
     * A scenario in which a failure domain is lost, with the promises as its expectations.
     *
     * @param topology the topology's file, as the scenario is to name it
     */
    public String scenario(String topology) {
        return ScenarioText.of(
                requirement,
                answer.configuration().usableBytes(),
                topology,
                List.of("Tries what sizing promised of this topology."),
                expectations());
    }

    private List<String> comments() {
        SizeResult.Configuration c = answer.configuration();
        ReviewResult review = answer.review();
        List<String> lines = new ArrayList<>();
        lines.add(
                "Found by faultline size: the least %s that meets \"%s\"."
                        .formatted(objective(), requirement.file().name()));
        lines.add("");
        lines.add("What it gives, by the models that run and compare use:");
        lines.add(
                "  usable %s, code %s"
                        .formatted(DataSize.print(c.usableBytes()), review.protection().code()));
        lines.add(
                "  reads %s (%s binds), writes %s (%s binds)"
                        .formatted(
                                DataRate.print(c.readBytesPerSecond()),
                                review.read().resource(),
                                DataRate.print(c.writeBytesPerSecond()),
                                review.write().resource()));
        Double watts = c.watts();
        lines.add(
                "  %,d nodes, %,d drives, %s at the meter with everything busy"
                        .formatted(
                                c.nodes(),
                                c.drives(),
                                watts == null ? "unknown power" : Power.print(watts)));
        Double seconds = answer.rebuildDomainSeconds();
        if (seconds != null) {
            lines.add("  a lost domain re-created in " + Span.ofSeconds(seconds).print());
        }
        lines.add("What binds: " + answer.binding() + ".");
        return lines;
    }

    private String objective() {
        return switch (requirement.objective()) {
            case COST -> "monthly cost";
            case POWER -> "power";
            case RACKS -> "number of racks";
            case NODES -> "number of nodes";
            case USABLE -> "hardware for the most usable capacity";
        };
    }

    /** Rounded down or up by a millionth: amounts are printed with two decimals. */
    private List<String> expectations() {
        SizeResult.Configuration c = answer.configuration();
        List<String> lines = new ArrayList<>();
        lines.add("data-lost = 0 B");
        lines.add("usable >= " + new DataSize((long) atLeast(c.usableBytes())));
        lines.add("read >= " + new DataRate(atLeast(c.readBytesPerSecond())));
        lines.add("write >= " + new DataRate(atLeast(c.writeBytesPerSecond())));
        Double watts = c.watts();
        if (watts != null) {
            lines.add("provisioned-power <= " + new Power(atMost(watts)));
        }
        Double seconds = answer.rebuildDomainSeconds();
        if (seconds != null) {
            lines.add("rebuild-time <= " + Span.ofSeconds(atMost(seconds)));
        }
        return lines;
    }

    private static double atLeast(double value) {
        return Math.floor(value * (1 - 1e-6));
    }

    private static double atMost(double value) {
        return Math.ceil(value * (1 + 1e-6));
    }
}
