package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.failure.PartKind;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.topology.Cluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * All that a platform announces during a run, and when it takes which nodes if nobody acts before.
 *
 * <p>A function of the cluster, the announcements and the seed alone: what the operator does
 * changes nothing in it. That is what a metadata service shows to a guest, too.
 *
 * @param announcements in order of time
 * @param visits in order of the time at which they are announced
 */
public record Calendar(List<Announcement> announcements, List<Visit> visits) {

    /** A calendar with nothing in it. */
    public static final Calendar EMPTY = new Calendar(List.of(), List.of());

    private static final double YEAR_NANOS = 365 * 86_400e9;

    public Calendar {
        announcements = List.copyOf(announcements);
        visits = List.copyOf(visits);
    }

    /** The calendar of these announcements. */
    public static Calendar of(
            Cluster cluster, List<Announcement> announcements, RandomStreams streams) {
        List<Announcement> inOrder = new ArrayList<>(announcements);
        inOrder.sort(Comparator.comparingLong(Announcement::atNanos));
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            addVisits(cluster, i, inOrder.get(i), streams, visits);
        }
        visits.sort(Comparator.comparingLong(Visit::announcedNanos));
        return new Calendar(inOrder, visits);
    }

    /**
     * Announcements that come as a Poisson process until a time: exponential gaps, drawn for each
     * part from a stream of its own.
     *
     * @param parts each announced by itself, unless together
     * @param name of a part, for its stream
     */
    public static List<Announcement> drawn(
            MaintenanceFile.Generate generate,
            Parts parts,
            java.util.function.IntFunction<String> name,
            long untilNanos,
            RandomStreams streams) {
        List<Announcement> drawn = new ArrayList<>();
        int units = generate.together() ? 1 : parts.indices().length;
        for (int unit = 0; unit < units; unit++) {
            int index = parts.indices()[unit];
            Parts part = generate.together() ? parts : new Parts(parts.kind(), new int[] {index});
            String what = generate.together() ? generate.parts().text() : name.apply(index);
            String stream = "maintenance/" + generate.name() + "/" + what;
            RandomGenerator random = streams.stream(stream);
            double at = gapNanos(generate, random);
            for (int n = 0; at < untilNanos; n++) {
                drawn.add(
                        new Announcement(
                                generate.name() + ": " + what,
                                stream + "/" + n,
                                (long) at,
                                part,
                                generate.plan()));
                at += gapNanos(generate, random);
            }
        }
        return drawn;
    }

    private static double gapNanos(MaintenanceFile.Generate generate, RandomGenerator random) {
        return -Math.log(1 - random.nextDouble()) / generate.perYear() * YEAR_NANOS;
    }

    private static void addVisits(
            Cluster cluster,
            int index,
            Announcement announcement,
            RandomStreams streams,
            List<Visit> visits) {
        MaintenancePlan plan = announcement.plan();
        RandomGenerator random = streams.stream(announcement.stream() + "/starts");
        long turnNanos =
                plan.durationNanos() == MaintenancePlan.FOR_EVER ? 0 : plan.durationNanos();
        int turn = 0;
        for (List<int[]> together : turns(cluster, announcement)) {
            long announced = announcement.atNanos() + turn++ * (turnNanos + plan.pauseNanos());
            for (int[] nodes : together) {
                long opens = announced + plan.noticeNanos();
                long into =
                        switch (plan.starts()) {
                            case OPENING -> 0;
                            case CLOSING -> plan.windowNanos();
                            case SPREAD -> (long) (random.nextDouble() * plan.windowNanos());
                        };
                visits.add(
                        new Visit(
                                index,
                                nodes,
                                announced,
                                opens,
                                opens + plan.windowNanos(),
                                opens + into,
                                plan));
            }
        }
    }

    /** For each turn of a walk the nodes or hosts that it takes; without a walk one turn. */
    private static List<List<int[]>> turns(Cluster cluster, Announcement announcement) {
        MaintenancePlan plan = announcement.plan();
        Map<Integer, Map<Integer, List<Integer>>> turns = new TreeMap<>();
        for (int node : announcement.parts().nodes(cluster)) {
            int turn =
                    switch (plan.walk()) {
                        case NONE -> 0;
                        case UPDATE_DOMAINS -> cluster.updateDomainOfNode(node);
                        case FAILURE_DOMAINS -> cluster.domainOfNode(node);
                    };
            int unit =
                    switch (plan.per()) {
                        case VM -> node;
                        case HOST -> cluster.hostOfNode(node);
                        case DOMAIN -> cluster.domainOfNode(node);
                    };
            turns.computeIfAbsent(turn, t -> new TreeMap<>())
                    .computeIfAbsent(unit, u -> new ArrayList<>())
                    .add(node);
        }
        boolean host = plan.per() == MaintenancePlan.Unit.HOST;
        return turns.values().stream()
                .map(units ->
                        units.values().stream()
                                .map(nodes -> host ? onHostOf(cluster, nodes) : ints(nodes))
                                .toList())
                .toList();
    }

    /** A host takes all of its VMs, also those that nobody named. */
    private static int[] onHostOf(Cluster cluster, List<Integer> nodes) {
        int host = cluster.hostOfNode(nodes.getFirst());
        return IntStream.range(0, cluster.nodeCount())
                .filter(node -> cluster.hostOfNode(node) == host)
                .toArray();
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The nodes of a visit as parts. */
    public static Parts partsOf(Visit visit) {
        return new Parts(PartKind.NODE, visit.nodes());
    }
}
