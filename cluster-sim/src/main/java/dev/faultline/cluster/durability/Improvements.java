package dev.faultline.cluster.durability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a single change would gain: the question is asked again with the change, to about a tenth,
 * and the factor by which the probability of loss falls is what the change is worth.
 */
final class Improvements {
    private static final double ROUGH_ERROR = 0.1;
    private static final long ROUGH_TRIALS = 2_000_000;

    private final Question question;
    private final Estimate now;

    Improvements(Question question, Estimate now) {
        this.question = question;
        this.now = now;
    }

    List<Improvement> ranked() {
        if (!(now.probability() > 0)) {
            return List.of();
        }
        boolean chain = now.method() == Method.EXACT || now.method() == Method.MARKOV;
        Method method = chain ? now.method() : Method.IMPORTANCE;
        List<Improvement> improvements = new ArrayList<>();
        for (Map.Entry<String, Question> change : changes().entrySet()) {
            Question rough = change.getValue().roughly(method, ROUGH_ERROR, ROUGH_TRIALS);
            double after = Durability.loss(rough, Progress.NONE).estimate().probability();
            if (after > 0) {
                improvements.add(
                        new Improvement(change.getKey(), after, now.probability() / after));
            }
        }
        improvements.sort(Comparator.comparingDouble(Improvement::factor).reversed());
        return improvements;
    }

    private Map<String, Question> changes() {
        Map<String, Question> changes = new LinkedHashMap<>();
        ClusterLayout layout = question.layout();
        if (layout.code().data() > 1) {
            changes.put(
                    "one more parity strip in the same width",
                    question.withLayout(layout.withCode(layout.code().withMoreParity())));
        }
        Rebuild rebuild = question.rebuild();
        changes.put(
                "rebuild at twice the rate (NICs, or its share of them)",
                question.withRebuild(rebuild.withTimes(twiceAsFast(rebuild.times()))));
        if (rebuild.detectSeconds() > 0) {
            changes.put(
                    "failures detected in half the time",
                    question.withRebuild(rebuild.withDetectSeconds(rebuild.detectSeconds() / 2)));
        }
        Hazards.Latent latent = question.hazards().latent();
        if (latent.errorsPerByteYear() > 0 && latent.scrubSeconds() > 0) {
            changes.put(
                    "scrubbing twice as often",
                    question.withHazards(question.hazards().withScrub(latent.scrubSeconds() / 2)));
        }
        if (rebuild.restorableDrives() < layout.poolDrives()) {
            changes.put(
                    "lost hardware replaced in half the time",
                    question.withRebuild(
                            rebuild.withReplacementSeconds(rebuild.replacementSeconds() / 2)));
        }
        if (layout.spareDrives() < layout.poolDrives()) {
            changes.put(
                    "twice the spare space",
                    question.withLayout(layout.withSpareDrives(2 * layout.spareDrives())));
        }
        return changes;
    }

    private static Rebuild.Times twiceAsFast(Rebuild.Times times) {
        return (erasures, groups, failed) -> times.seconds(erasures, groups, failed) / 2;
    }
}
