package dev.faultline.cluster.durability.trial;

import java.util.ArrayList;
import java.util.List;

/** Where seeing a mission as separate cycles is itself an approximation worth a warning. */
final class CycleWarnings {
    private CycleWarnings() {}

    static List<String> of(PoolModel model, CycleSums sums) {
        List<String> warnings = new ArrayList<>();
        if (sums.intactShare() < 0.5) {
            warnings.add(
                    "a pool is fully redundant only %.0f %% of the time: check with naive simulation"
                            .formatted(100 * sums.intactShare()));
        }
        if (sums.probability() > 0.1) {
            warnings.add(
                    "losses are likely: they are taken as independent events, naive simulation is exact");
        }
        if (model.layout().pools() > 1 && !model.hazards().shared().isEmpty()) {
            warnings.add(
                    "places are shared by %d pools, taken as failing separately: an upper bound"
                            .formatted(model.layout().pools()));
        }
        return warnings;
    }
}
