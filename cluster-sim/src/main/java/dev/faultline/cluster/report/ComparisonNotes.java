package dev.faultline.cluster.report;

import static dev.faultline.cluster.result.MeasureUnit.BYTES;

import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.ComparisonResult.Durability;
import dev.faultline.cluster.result.ComparisonResult.LossOfOne;
import dev.faultline.cluster.result.ReviewResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sentences beside the figures of a comparison. */
public final class ComparisonNotes {

    private ComparisonNotes() {}

    /** What a reader of this proposal must know, in sentences. */
    public static List<String> of(Compared proposal) {
        List<String> notes =
                new ArrayList<>(proposal.scaled().stream().map(s -> "Scaled: " + s).toList());
        for (LossOfOne loss : proposal.losses()) {
            if (loss.missing() != null) {
                notes.add(
                        "After the loss of a %s not all is re-created: %s."
                                .formatted(loss.what(), loss.missing()));
            }
            if (loss.lostBytes() > 0) {
                notes.add(
                        "The loss of a %s loses %s for good."
                                .formatted(loss.what(), Amounts.print(BYTES, loss.lostBytes())));
            }
        }
        ReviewResult review = proposal.review();
        notes.addAll(review.assumptions());
        if (review.cost() != null) {
            review.cost().unknown().forEach(what -> notes.add("Not known: " + what + "."));
            notes.addAll(review.cost().assumptions());
        }
        Durability durability = proposal.durability();
        if (durability != null && durability.probability() > 0) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "Probability of loss within a year %.2g, 95 %% interval %.2g to %.2g, by %s.",
                            durability.probability(),
                            durability.low(),
                            durability.high(),
                            durability.method()));
        }
        return notes;
    }
}
