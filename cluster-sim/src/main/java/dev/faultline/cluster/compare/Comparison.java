package dev.faultline.cluster.compare;

import dev.faultline.cluster.result.ComparisonResult;
import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.ComparisonResult.GrowthPoint;
import dev.faultline.cluster.result.ComparisonResult.LossOfOne;
import dev.faultline.cluster.result.ComparisonResult.ServiceResult;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.review.Review;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.topology.TopologyReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a comparison says of its proposals, as pieces of work that do not depend on each
 * other: callers do them on as many threads as they like and get the same result.
 */
public final class Comparison {

    private final TopologyReader reader;
    private final PriceBook prices;
    private final List<Named> candidates;

    /** A candidate and its short name. */
    public record Named(String label, Candidate candidate) {}

    /** One piece of work. */
    public sealed interface Piece {
        Named named();
    }

    private record ReviewPiece(Named named) implements Piece {}

    private record LossPiece(Named named, Losses.Part part) implements Piece {}

    private record NinesPiece(Named named) implements Piece {}

    private record GrowthPiece(Named named) implements Piece {}

    public Comparison(TopologyReader reader, PriceBook prices, List<Named> candidates) {
        this.reader = reader;
        this.prices = prices;
        this.candidates = List.copyOf(candidates);
    }

    /** What is to be done, the longest first; {@link #result} wants the answers in this order. */
    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        for (Losses.Part part : Losses.Part.values()) {
            candidates.forEach(named -> pieces.add(new LossPiece(named, part)));
        }
        candidates.forEach(named -> pieces.add(new NinesPiece(named)));
        candidates.forEach(named -> pieces.add(new GrowthPiece(named)));
        candidates.forEach(named -> pieces.add(new ReviewPiece(named)));
        return pieces;
    }

    /** Does one piece; threads may do several at once. */
    public Object answer(Piece piece) {
        Candidate candidate = piece.named().candidate();
        return switch (piece) {
            case ReviewPiece review -> Review.of(candidate.proposal(), candidate.plan(), prices);
            case LossPiece loss -> Losses.of(loss.part(), candidate);
            case NinesPiece nines -> Nines.of(candidate);
            case GrowthPiece growth -> Growth.of(candidate, reader);
        };
    }

    /** All answers put together. */
    public ComparisonResult result(
            List<Piece> pieces,
            List<Object> answers,
            List<ServiceResult> services,
            @Nullable Double usableBytes,
            String command) {
        List<Compared> compared =
                candidates.stream().map(named -> compared(named, pieces, answers)).toList();
        return new ComparisonResult(
                ComparisonResult.FORMAT,
                usableBytes,
                compared,
                services,
                Overtaking.of(compared, services),
                assumptions(),
                command);
    }

    /** A proposal that is named twice is two: each has its own pieces. */
    @SuppressWarnings({"unchecked", "ReferenceEquality"})
    private static Compared compared(Named named, List<Piece> pieces, List<Object> answers) {
        ReviewResult review = null;
        ComparisonResult.Durability durability = null;
        List<GrowthPoint> growth = List.of();
        List<LossOfOne> losses = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).named() != named) {
                continue;
            }
            switch (answers.get(i)) {
                case ReviewResult answer -> review = answer;
                case ComparisonResult.Durability answer -> durability = answer;
                case LossOfOne answer -> losses.add(answer);
                case List<?> answer -> growth = (List<GrowthPoint>) answer;
                default -> throw new IllegalStateException("an answer to nothing that was asked");
            }
        }
        if (review == null) {
            throw new IllegalStateException("no review of " + named.label());
        }
        return new Compared(
                named.label(), review, named.candidate().scaled(), losses, durability, growth);
    }

    private static List<String> assumptions() {
        return List.of(
                "Rebuilds: the first drive, node and domain is lost while clients use the shares of the steady rates that average power is counted at; noticed after 30 s; 30 % of every resource is guaranteed to the rebuild.",
                "Nines are of losing no data within a year, by importance sampling with few trials under durability's default assumptions.",
                "Capital is written off evenly without interest; running cost has electricity, hosting and support, or machines by the hour; no staff, no software, no traffic.",
                "A service's throughput and price are its provider's; its reads are compared, and it survives what its provider promises.");
    }
}
