package dev.faultline.cluster.compare;

import dev.faultline.cluster.compare.Sizes.Size;
import dev.faultline.cluster.result.ComparisonResult.GrowthPoint;
import dev.faultline.cluster.result.RunResult.Throughput;
import dev.faultline.cluster.review.Frame;
import dev.faultline.cluster.topology.TopologyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A proposal's throughput and capacity as it grows: by machines in each domain where a provider
 * guarantees domains, else by domains of racks as full as they are, and below the fewest domains by
 * nodes in a rack.
 */
final class Growth {

    private static final int MOST_DRIVES = 20_000;
    private static final int LARGEST_FACTOR = 8;
    private static final double STEP = 1.6;

    private Growth() {}

    static List<GrowthPoint> of(Candidate candidate, TopologyReader reader) {
        Sizes sizes = new Sizes(reader, candidate.proposal());
        Size own = sizes.own();
        List<GrowthPoint> points = new ArrayList<>();
        if (sizes.byProvider()) {
            for (int nodes : counts(1, LARGEST_FACTOR * own.nodes(), own.nodes())) {
                add(points, sizes, candidate, new Size(own.domains(), nodes));
            }
            return points;
        }
        int fewest = Math.min(own.domains(), Scaling.FEWEST_DOMAINS);
        for (int nodes : counts(1, own.nodes() - 1, own.nodes() - 1)) {
            add(points, sizes, candidate, new Size(fewest, nodes));
        }
        for (int domains : counts(fewest, LARGEST_FACTOR * own.domains(), own.domains())) {
            add(points, sizes, candidate, new Size(domains, own.nodes()));
        }
        return points;
    }

    /** Evenly on a logarithmic scale, and the one that matters. */
    private static TreeSet<Integer> counts(int from, int to, int own) {
        TreeSet<Integer> counts = new TreeSet<>();
        for (double count = from; count <= to; count *= STEP) {
            counts.add((int) Math.round(count));
        }
        if (own >= from && own <= to) {
            counts.add(own);
        }
        return counts;
    }

    private static void add(List<GrowthPoint> points, Sizes sizes, Candidate candidate, Size size) {
        Size own = sizes.own();
        double drives = candidate.proposal().cluster().driveCount();
        double factor = (double) size.domains() * size.nodes() / (own.domains() * own.nodes());
        if (drives * factor > MOST_DRIVES && factor > 1) {
            return;
        }
        Optional<Candidate> at = size.equals(own) ? Optional.of(candidate) : sizes.at(size);
        if (at.isEmpty()) {
            return;
        }
        Frame frame = new Frame(at.get().proposal(), at.get().plan());
        Throughput throughput = frame.throughput();
        points.add(
                new GrowthPoint(
                        "%d nodes in %d domains"
                                .formatted(
                                        at.get().proposal().cluster().nodeCount(), size.domains()),
                        frame.usableBytes(),
                        throughput.readBytesPerSecond(),
                        throughput.writeBytesPerSecond(),
                        size.equals(own)));
    }
}
