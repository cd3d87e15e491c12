package dev.faultline.cluster.durability;

import dev.faultline.node.config.Spelling;

/** How failed drives of one pool share the rebuild. */
public enum RepairConvention {
    /**
     * One rebuild stream per pool, shared by its failed drives; each drive is restored as a whole.
     */
    SERIAL,
    /** Every failed drive is restored on its own, at its full rate. */
    PARALLEL,
    /**
     * Group by group, the groups with most erasures first, each restored completely: what the
     * rebuild model of the cluster simulator does.
     */
    MOST_EXPOSED_FIRST;

    /** As files write it. */
    public String words() {
        return Spelling.kebab(name());
    }
}
