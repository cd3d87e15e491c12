package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.topology.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whose turn it is: which announced nodes a policy lets go now. Nodes whose time comes first are
 * looked at first.
 */
final class Turn {

    private static final Comparator<Work> SOONEST =
            Comparator.comparingLong((Work work) -> work.dueNanos).thenComparingInt(w -> w.index);

    private final Cluster cluster;
    private final RedundancyRule rule;
    private final Operations operations;

    Turn(Cluster cluster, RedundancyRule rule, Operations operations) {
        this.cluster = cluster;
        this.rule = rule;
        this.operations = operations;
    }

    /** In the order in which their times come. */
    static List<Work> soonestFirst(List<Work> works) {
        return works.stream().sorted(SOONEST).toList();
    }

    /**
     * Those to let go together now; none when the policies have to wait. Whoever is let go changes
     * what holds for the others, so that the caller asks again afterwards.
     *
     * @param pending announced, and not begun
     * @param anyAway whether maintenance has any node away now
     */
    List<Work> next(List<Work> pending, boolean anyAway) {
        List<Work> startable =
                pending.stream().filter(work -> work.visit().plan().startable()).toList();
        boolean quiet = !anyAway && operations.isRebuilt();
        for (Work work : soonestFirst(startable)) {
            List<Work> together =
                    switch (work.policy) {
                        case APPROVE_WHEN_REDUNDANT -> List.of(work);
                        case SERIALIZE_NODES -> quiet ? List.of(work) : List.<Work>of();
                        case SERIALIZE_DOMAIN, IGNORE, MIGRATE_FIRST -> List.of();
                    };
            if (!together.isEmpty() && rule.holdsWithout(nodesOf(together))) {
                return together;
            }
        }
        return quiet ? wholeDomain(startable) : List.of();
    }

    private List<Work> wholeDomain(List<Work> startable) {
        Map<Integer, List<Work>> byDomain = new TreeMap<>();
        for (Work work : soonestFirst(startable)) {
            if (work.policy == PolicyKind.SERIALIZE_DOMAIN) {
                int domain = cluster.domainOfNode(work.visit().nodes()[0]);
                byDomain.computeIfAbsent(domain, d -> new ArrayList<>()).add(work);
            }
        }
        return byDomain.values().stream()
                .sorted(Comparator.comparing(List::getFirst, SOONEST))
                .filter(works -> rule.holdsWithout(nodesOf(works)))
                .findFirst()
                .orElse(List.of());
    }

    private static int[] nodesOf(List<Work> works) {
        return works.stream()
                .flatMapToInt(work -> Arrays.stream(work.visit().nodes()))
                .sorted()
                .distinct()
                .toArray();
    }
}
