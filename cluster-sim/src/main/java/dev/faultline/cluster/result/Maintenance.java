package dev.faultline.cluster.result;

import dev.faultline.cluster.result.RunResult.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a platform's maintenance did to a cluster, and what its operator's policy made of it.
 *
 * @param policy what the operator did: {@code ignore}, {@code serialize-nodes}…
 * @param fallback what was done with nodes that could not be migrated; null for other policies
 * @param keepRedundancy the rule: maintenance leaves every stripe able to survive so many further
 *     erasures
 * @param minimum fewest that any stripe of users' data survived while maintenance had a node away,
 *     -1 when some could not be read; null when it never had one away
 * @param ruleHolds whether no node that was let go, or taken, lowered redundancy below the rule
 * @param belowRuleSeconds time below the rule while maintenance had a node away
 * @param redundancy the least redundancy of any stripe, through time
 * @param windowsMet visits done before the platform's time came; visits without notice count
 *     neither here nor as missed
 * @param windowsMissed visits for which the platform's time came before the policy was done
 * @param unfinished visits not over when the run ended
 * @param postponed how often a visit was postponed
 * @param copiedBytes copied to new VMs, copies that were given up included
 * @param recreatedBytes re-created by rebuilds in this run
 * @param movedBytes both
 * @param foreground what clients noticed while maintenance was under way
 * @param updateDomains null where the failure domains are the update domains
 * @param calendar every visit, in the order in which they were announced
 * @param waves stretches of time during which nodes were away, slower or being copied, or what they
 *     had held was re-created
 */
public record Maintenance(
        String policy,
        @Nullable String fallback,
        int keepRedundancy,
        @Nullable Integer minimum,
        boolean ruleHolds,
        double belowRuleSeconds,
        List<Point> redundancy,
        int windowsMet,
        int windowsMissed,
        int unfinished,
        int postponed,
        double copiedBytes,
        double recreatedBytes,
        double movedBytes,
        List<Impact> foreground,
        ExtraVms extraVms,
        @Nullable UpdateDomains updateDomains,
        List<Visit> calendar,
        List<Wave> waves) {

    /**
     * What a load got while maintenance was under way.
     *
     * @param leastShare least share of what it asked that it was served; null when it asked nothing
     * @param meanShare the same on average
     * @param notServedBytes asked and not served
     */
    public record Impact(
            String name,
            @Nullable Double leastShare,
            @Nullable Double meanShare,
            double notServedBytes) {}

    /**
     * VMs beyond those of the cluster.
     *
     * @param most at one time
     * @param usd at the catalog's prices; null when one of them is unknown
     */
    public record ExtraVms(
            int granted, int refused, int most, double hours, @Nullable Double usd) {}

    /**
     * @param count update domains of the cluster
     * @param promised how many may be gone at once, besides failure domains and drives
     * @param mostStripsAllowed of one stripe in an update domain; null when nothing is promised
     * @param mostStrips that any stripe has in one update domain at the end of the run
     */
    public record UpdateDomains(
            int count, int promised, @Nullable Integer mostStripsAllowed, int mostStrips) {}

    /**
     * One time that the platform takes a node, or a host with all of its nodes.
     *
     * @param what announced it
     * @param closesSeconds when its window closed as it was announced
     * @param beganSeconds when the nodes went away or copying them began; null for not in this run
     * @param by {@code platform}, {@code operator}, {@code migration}, or null while it waits
     * @param met null for visits without notice, and for those that are not over
     * @param redundancyAfter least redundancy right after the nodes were away; null when none was
     */
    public record Visit(
            String what,
            String effect,
            List<String> nodes,
            int failureDomain,
            int updateDomain,
            double announcedSeconds,
            double opensSeconds,
            double closesSeconds,
            @Nullable Double beganSeconds,
            @Nullable Double endedSeconds,
            @Nullable String by,
            @Nullable Boolean met,
            int postponed,
            @Nullable Integer redundancyAfter,
            double copiedBytes) {}

    /**
     * Visits that overlap in time, each until its nodes are back and all is re-created.
     *
     * @param what what their nodes have in common
     * @param toSeconds null when it was not over at the end
     * @param minimum least redundancy right after any of its nodes went away
     */
    public record Wave(
            String what,
            int nodes,
            double fromSeconds,
            @Nullable Double toSeconds,
            @Nullable Integer minimum) {}
}
