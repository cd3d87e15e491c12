package dev.faultline.cluster.scenario;

import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.maintenance.Calendar;
import dev.faultline.cluster.maintenance.Policy;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.rebuild.RebuildPolicy;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.workload.Load;
import java.util.List;

/**
 * A scenario with everything looked up: ready to run any number of times, with the same result.
 *
 * @param fileName as given
 * @param text the file's text
 * @param timeline what happens, with the parts it happens to, in order of time
 * @param calendar what the platform announces and does, from the timeline and drawn
 * @param policy what the operator does about that
 */
public record Scenario(
        ScenarioFile file,
        String fileName,
        String text,
        Proposal proposal,
        ProtectionPlan plan,
        List<Load> loads,
        RebuildPolicy rebuild,
        List<Happening> timeline,
        Calendar calendar,
        Policy policy) {

    /** The same with another way to rebuild. */
    public Scenario with(RebuildPolicy other) {
        return new Scenario(
                file, fileName, text, proposal, plan, loads, other, timeline, calendar, policy);
    }

    /** An event and the parts that it selects. */
    public record Happening(ScenarioFile.Event event, Parts parts) {}
}
