package dev.faultline.cluster.topology;

import java.util.Arrays;

/**
 * Which update domain and which host each node is in.
 *
 * <p>VMs are dealt round robin, as Azure does it: instance i of a group is in failure domain i mod
 * F and in update domain i mod U ("Availability sets overview", Microsoft: with five update domains
 * the sixth VM shares one with the first). So in failure domain d the p-th node is instance p F +
 * d. Only when F and U have no common divisor does every failure domain meet every update domain: 3
 * x 5 and 3 x 20 do, 5 x 5 is a diagonal on which both are the same thing.
 *
 * <p>A group without update domains has its failure domains for them. VMs that share a host are
 * neighbours within their failure and update domain, since both would go down with the host.
 *
 * @param updateDomains how many there are on the site
 */
record UpdateGrid(int updateDomains, int[] updateDomainOfNode, int[] hostOfNode) {

    static UpdateGrid of(Cluster cluster) {
        int[] updateDomain = new int[cluster.nodeCount()];
        int[] host = new int[cluster.nodeCount()];
        int hosts = 0;
        for (NodeGroup group : cluster.groups()) {
            int domains = domainsOf(cluster, group);
            int each = Math.max(1, group.updateDomains());
            int[] placed = new int[domains];
            int[] inCell = new int[domains * each];
            int[] hostOfCell = new int[domains * each];
            for (int node = 0; node < cluster.nodeCount(); node++) {
                if (cluster.groupOf(node) == group) {
                    int domain = cluster.domainOfNode(node);
                    int instance = placed[domain]++ * domains + domain;
                    updateDomain[node] =
                            group.updateDomains() == 0 ? domain : instance % group.updateDomains();
                    int cell =
                            domain * each + (group.updateDomains() == 0 ? 0 : updateDomain[node]);
                    hostOfCell[cell] =
                            inCell[cell]++ % group.nodesPerHost() == 0 ? hosts++ : hostOfCell[cell];
                    host[node] = hostOfCell[cell];
                }
            }
        }
        int most = Arrays.stream(updateDomain).max().orElse(0);
        return new UpdateGrid(most + 1, updateDomain, host);
    }

    private static int domainsOf(Cluster cluster, NodeGroup group) {
        int last = 0;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (cluster.groupOf(node) == group) {
                last = Math.max(last, cluster.domainOfNode(node));
            }
        }
        return last + 1;
    }
}
