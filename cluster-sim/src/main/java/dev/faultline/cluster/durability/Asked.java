package dev.faultline.cluster.durability;

import dev.faultline.cluster.result.DurabilityResult.Assumption;
import dev.faultline.cluster.result.DurabilityResult.Subject;
import java.util.List;

/** Something whose durability can be asked about: a cluster, or pools without one. */
public sealed interface Asked permits ClusterQuestion, PoolQuestion {

    Question ask(
            double missionSeconds, Method method, double relativeError, long mostTrials, long seed);

    /** What it is, for those who read the answer. */
    Subject subject();

    /** What it is asked under. */
    Assumptions assumed();

    /** What every answer about it rests on. */
    List<Assumption> assumptions();
}
