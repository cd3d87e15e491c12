package dev.faultline.node.store;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * What recovery found, besides the index and the rows.
 *
 * @param nextSequence above all that were used
 * @param lastGeneration the highest of all rows
 * @param pagesStored for each page of {@link Tombstones}, whether rows hold any of its blocks
 */
record RecoveredState(
        long nextSequence,
        long lastGeneration,
        long allocatedBlocks,
        Collection<Long> lostBlocks,
        BitSet pagesStored) {

    static RecoveredState empty() {
        return new RecoveredState(1, 0, 0, List.of(), new BitSet());
    }
}
