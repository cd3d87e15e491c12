package dev.faultline.cluster.compare;

import dev.faultline.cluster.compare.Sizes.Size;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.units.DataSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a proposal to a capacity, in whole domains and whole nodes:
 *
 * <ul>
 *   <li>Domains that a provider guarantees stay as many as they are, and the machines in each
 *       change.
 *   <li>Racks stay as full as they are, and their domains change in number, down to {@value
 *       #FEWEST_DOMAINS} (or as many as the proposal has, if fewer); below that the racks are
 *       filled less.
 * </ul>
 *
 * The smallest such size that holds the capacity is taken.
 */
public final class Scaling {

    /** Below this, stripes are so narrow that a small cluster would not look like the large one. */
    static final int FEWEST_DOMAINS = 8;

    /** Of what is asked: more than this is looked for in other shapes. */
    private static final double NEARLY = 1.05;

    /** How far below the proportional size the search begins: fewer domains have a dearer code. */
    private static final double HEAD_START = 0.8;

    private final Sizes sizes;
    private final Candidate from;
    private final double usableBytes;

    private Scaling(Sizes sizes, Candidate from, double usableBytes) {
        this.sizes = sizes;
        this.from = from;
        this.usableBytes = usableBytes;
    }

    /** The candidate in that size; null when there is none, which is reported. */
    public static @Nullable Candidate to(
            double usableBytes, Candidate from, TopologyReader reader, Problems problems) {
        Sizes sizes = new Sizes(reader, from.proposal());
        Scaling scaling = new Scaling(sizes, from, usableBytes);
        Optional<Candidate> scaled = scaling.search();
        if (scaled.isEmpty()) {
            Proposal proposal = from.proposal();
            proposal.bound()
                    .refuse(
                            problems,
                            "nodes",
                            ("no number of domains and nodes up to %,d drives holds %s (--usable) and"
                                            + " keeps the promise")
                                    .formatted(
                                            TopologyReader.MOST_DRIVES,
                                            DataSize.print(usableBytes)));
        }
        return scaled.orElse(null);
    }

    private Optional<Candidate> search() {
        Size own = sizes.own();
        if (sizes.byProvider()) {
            return byNodes(own.domains());
        }
        if (usableBytes > from.usableBytes()) {
            double proportional = own.domains() * usableBytes / from.usableBytes();
            int first = Math.max(own.domains(), (int) (HEAD_START * proportional));
            return first(first, domains -> new Size(domains, own.nodes()));
        }
        return bySmallerRacks();
    }

    /** The fewest racks with little more than asked; where there are none, the least above it. */
    private Optional<Candidate> bySmallerRacks() {
        Size own = sizes.own();
        Optional<Candidate> best = Optional.empty();
        for (int domains = Math.min(own.domains(), FEWEST_DOMAINS);
                domains <= own.domains();
                domains++) {
            Optional<Candidate> next = byNodes(domains);
            if (next.isPresent() && next.get().usableBytes() <= usableBytes * NEARLY) {
                return next;
            }
            if (best.isEmpty()
                    || (next.isPresent() && next.get().usableBytes() < best.get().usableBytes())) {
                best = next;
            }
        }
        return best;
    }

    private Optional<Candidate> byNodes(int domains) {
        Size own = sizes.own();
        double proportional =
                own.nodes() * (double) own.domains() / domains * usableBytes / from.usableBytes();
        int first = Math.max(1, (int) (HEAD_START * proportional));
        return first(first, nodes -> new Size(domains, nodes));
    }

    private interface Choice {
        Size of(int count);
    }

    /** The first that is large enough; a size that cannot be built is passed over. */
    private Optional<Candidate> first(int from, Choice choice) {
        int most = 4 * from + 64;
        for (int count = from; count <= most; count++) {
            Size size = choice.of(count);
            Optional<Candidate> candidate = sizes.at(size);
            if (candidate.isPresent() && candidate.get().usableBytes() >= usableBytes) {
                return Optional.of(told(candidate.get(), size));
            }
        }
        return Optional.empty();
    }

    private Candidate told(Candidate candidate, Size size) {
        Size own = sizes.own();
        List<String> words = new ArrayList<>();
        String unit = sizes.byProvider() ? "machines in a domain" : "nodes in a rack";
        if (size.domains() != own.domains()) {
            words.add("%d failure domains for %d".formatted(size.domains(), own.domains()));
        }
        if (size.nodes() != own.nodes()) {
            words.add("%d %s for %d".formatted(size.nodes(), unit, own.nodes()));
        }
        double above = candidate.usableBytes() / usableBytes - 1;
        words.add(
                String.format(
                        Locale.ROOT,
                        "%s usable, %.1f %% more than asked",
                        DataSize.print(candidate.usableBytes()),
                        100 * above));
        return new Candidate(
                candidate.proposal(), candidate.plan(), List.of(String.join(", ", words)));
    }
}
