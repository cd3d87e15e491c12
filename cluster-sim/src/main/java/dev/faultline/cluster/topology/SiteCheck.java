package dev.faultline.cluster.topology;

import dev.faultline.node.config.Bound;
import dev.faultline.node.config.Problems;
import dev.faultline.node.units.Power;

/** Whether racks hold what is put into them, and whether the site can power it. */
final class SiteCheck {

    private final Bound<TopologyFile> bound;
    private final Cluster cluster;
    private final Problems problems;

    SiteCheck(Bound<TopologyFile> bound, Cluster cluster, Problems problems) {
        this.bound = bound;
        this.cluster = cluster;
        this.problems = problems;
    }

    void run() {
        TopologyFile.SiteFile site = bound.value().site();
        double total = 0;
        int highest = 0;
        double hottest = 0;
        for (int rack = 0; rack < cluster.rackCount(); rack++) {
            RackUse use = RackUse.of(cluster, rack);
            total += use.provisionedWatts();
            highest = Math.max(highest, use.units());
            hottest = Math.max(hottest, use.provisionedWatts());
        }
        if (highest > site.rackUnits()) {
            bound.refuse(
                    problems,
                    "nodes",
                    "a rack would need %d units and has %d (site.rack-units)"
                            .formatted(highest, site.rackUnits()));
        }
        if (site.rackPower() != null && hottest > site.rackPower().watts()) {
            bound.refuse(
                    problems,
                    "nodes",
                    "a rack would draw %s at most and can supply %s (site.rack-power)"
                            .formatted(Power.print(hottest), site.rackPower()));
        }
        if (site.power() != null && total * site.pue() > site.power().watts()) {
            bound.refuse(
                    problems,
                    "site.power",
                    "%s are less than the %s that all nodes at once would draw at the meter"
                            .formatted(site.power(), Power.print(total * site.pue())));
        }
    }
}
