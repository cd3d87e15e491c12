package dev.faultline.cluster.topology;

import java.util.ArrayList;
import java.util.List;

/** Lays node groups out over racks and failure domains. */
public final class ClusterBuilder {

    private final List<NodeGroup> groups = new ArrayList<>();
    private final List<Rows> rows = new ArrayList<>();

    /** Racks that some groups share: domains in a row, each with so many racks. */
    private record Rows(
            int domains, int racksPerDomain, List<Integer> groups, List<Integer> each) {}

    /**
     * Adds a group in racks of its own. Its domains are the site's domains counted from 0, so two
     * groups of four domains each share domains but not racks.
     */
    public ClusterBuilder group(
            NodeGroup group, int failureDomains, int racksPerDomain, int nodesPerRack) {
        groups.add(group);
        Rows own = new Rows(failureDomains, racksPerDomain, new ArrayList<>(), new ArrayList<>());
        own.groups().add(groups.size() - 1);
        own.each().add(nodesPerRack);
        rows.add(own);
        return this;
    }

    /** Adds a group in the racks of an earlier one. */
    public ClusterBuilder groupInRacksOf(NodeGroup group, String host, int nodesPerRack) {
        groups.add(group);
        for (Rows shared : rows) {
            if (groups.get(shared.groups().getFirst()).name().equals(host)) {
                shared.groups().add(groups.size() - 1);
                shared.each().add(nodesPerRack);
                return this;
            }
        }
        throw new IllegalArgumentException("no group '" + host + "' has racks to share");
    }

    public Cluster build() {
        int domains = rows.stream().mapToInt(Rows::domains).max().orElseThrow();
        List<Integer> domainOfRack = new ArrayList<>();
        List<Integer> rackOfNode = new ArrayList<>();
        List<Integer> groupOfNode = new ArrayList<>();
        for (int domain = 0; domain < domains; domain++) {
            for (Rows row : rows) {
                int racks = domain < row.domains() ? row.racksPerDomain() : 0;
                for (int rack = 0; rack < racks; rack++) {
                    fill(row, domainOfRack.size(), rackOfNode, groupOfNode);
                    domainOfRack.add(domain);
                }
            }
        }
        return new Cluster(groups, ints(domainOfRack), ints(rackOfNode), ints(groupOfNode));
    }

    private static void fill(Rows row, int rack, List<Integer> rackOfNode, List<Integer> group) {
        for (int i = 0; i < row.groups().size(); i++) {
            for (int node = 0; node < row.each().get(i); node++) {
                rackOfNode.add(rack);
                group.add(row.groups().get(i));
            }
        }
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
