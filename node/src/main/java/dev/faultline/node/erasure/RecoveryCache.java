package dev.faultline.node.erasure;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Recoveries by the strips they depend on. Holds a bounded number, and starts again when full:
 * patterns of loss that still matter come back at once.
 */
final class RecoveryCache {
    private static final int LIMIT = 4096;

    private final ConcurrentHashMap<StripSet, Recovery> recoveries = new ConcurrentHashMap<>();
    private final Function<StripSet, Recovery> plan;

    RecoveryCache(Function<StripSet, Recovery> plan) {
        this.plan = plan;
    }

    Recovery get(StripSet key) {
        Recovery known = recoveries.get(key);
        if (known != null) {
            return known;
        }
        Recovery planned = plan.apply(key);
        if (recoveries.size() >= LIMIT) {
            recoveries.clear();
        }
        recoveries.put(key, planned);
        return planned;
    }
}
