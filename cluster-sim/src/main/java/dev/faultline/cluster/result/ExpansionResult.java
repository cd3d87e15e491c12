package dev.faultline.cluster.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster grown in steps: bytes, bytes per second, seconds and shares from 0 to 1.
 *
 * @param name of the first topology
 * @param code that is kept throughout
 * @param fill share of the usable capacity that is stored before each step
 * @param share of every resource that moving is guaranteed
 * @param readsAsked by clients; null for all that they can get
 */
public record ExpansionResult(
        String format,
        String name,
        String code,
        long seed,
        double fill,
        double share,
        @Nullable Double readsAsked,
        List<Step> steps) {

    /** Raised when a reader of the old one would misread the new. */
    public static final String FORMAT = "faultline-expansion/1";

    public ExpansionResult {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param storedBytes users' data at the time
     * @param fillAfter share of the usable capacity that it is afterwards
     * @param stages in order, while strips move
     * @param reencoding what a better code would take and give; null where there is none
     */
    public record Step(
            String from,
            String to,
            Size before,
            Size after,
            double usableBytesBefore,
            double usableBytesAfter,
            double storedBytes,
            double fillAfter,
            Movement movement,
            Balance balance,
            Clients clients,
            List<ExpansionStage> stages,
            @Nullable Reencoding reencoding) {

        public Step {
            stages = List.copyOf(stages);
        }
    }

    /** Parts of a cluster. */
    public record Size(int nodes, int drives, int racks, int failureDomains) {}

    /**
     * What moves, users' data with parities and metadata.
     *
     * @param leastBytes fewest that can move if every drive is to hold the same number of strips,
     *     give or take one
     * @param newShareBytes what the new drives' share of all drives is of all that is stored
     * @param lowerBoundSeconds with no client in the way and all work spread perfectly
     * @param bottleneck what sets the lower bound
     */
    public record Movement(
            double bytes,
            double leastBytes,
            double newShareBytes,
            double acrossRacksBytes,
            double seconds,
            double lowerBoundSeconds,
            String bottleneck) {}

    /**
     * How even drives are afterwards.
     *
     * @param emptiest bytes of the emptiest drive over the mean; likewise fullest
     * @param limitInDomain strips of a stripe that a failure domain may hold
     * @param mostInDomainBefore strips of a stripe in a failure domain at most; likewise after
     */
    public record Balance(
            double emptiest,
            double fullest,
            int limitInDomain,
            int mostInDomainBefore,
            int mostInDomainAfter) {}

    /** What clients can read before and after, and are served while strips move. */
    public record Clients(
            double readBytesPerSecondBefore,
            double leastReadBytesPerSecond,
            double meanReadBytesPerSecond,
            double readBytesPerSecondAfter) {}

    /**
     * What reading all data and writing it in a better code would take instead of moving strips.
     *
     * @param readBytes users' data
     * @param writtenBytes with the new parities
     * @param seconds under the same terms
     */
    public record Reencoding(
            String code,
            double usableBytes,
            double readBytes,
            double writtenBytes,
            double seconds) {}
}
