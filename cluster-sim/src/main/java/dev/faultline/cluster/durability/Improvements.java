package dev.faultline.cluster.durability;

import dev.faultline.cluster.result.DurabilityResult.Improvement;
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
    private final Method method;

    Improvements(Question question, Estimate now) {
        this.question = question;
        this.now = now;
        this.method = now.method().simulates() ? Method.IMPORTANCE : now.method();
    }

    /** The most useful first; those that were reached when the progress says stop. */
    List<Improvement> ranked(Progress progress) {
        List<Improvement> improvements = new ArrayList<>();
        double before = now.probability() > 0 ? baseline(progress) : 0;
        for (Map.Entry<String, Question> change : changes().entrySet()) {
            String what = "what would be gained: " + change.getKey();
            if (!(before > 0) || !progress.begin(what)) {
                break;
            }
            double after = rough(change.getValue(), progress.aside(what));
            if (after > 0) {
                improvements.add(new Improvement(change.getKey(), after, before / after));
            }
        }
        improvements.sort(Comparator.comparingDouble(Improvement::factor).reversed());
        return improvements;
    }

    /** What changes are compared with: found in the same way as they are. */
    private double baseline(Progress progress) {
        return now.method() == method
                ? now.probability()
                : rough(question, progress.aside("what changes are compared with"));
    }

    private double rough(Question asked, Progress progress) {
        Question roughly = asked.roughly(method, ROUGH_ERROR, ROUGH_TRIALS);
        return Durability.loss(roughly, progress).estimate().probability();
    }

    private Map<String, Question> changes() {
        Map<String, Question> changes = new LinkedHashMap<>();
        ClusterLayout layout = question.layout();
        if (layout.code().data() > 1) {
            changes.put(
                    "one more parity strip in the same width",
                    question.withLayout(layout.withCode(layout.code().withMoreParity())));
        }
        RebuildModel rebuild = question.rebuild();
        for (FasterRebuild faster : question.faster()) {
            changes.put(
                    faster.change(), question.withRebuild(rebuild.withTimes(faster.times().get())));
        }
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
}
