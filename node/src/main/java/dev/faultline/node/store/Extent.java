package dev.faultline.node.store;

import net.openhft.chronicle.values.Array;

/**
 * The index's entry for {@link Blocks#PER_EXTENT} neighbours; public because code is made from it.
 */
public interface Extent {

    @Array(length = Blocks.PER_EXTENT)
    long getLocationAt(int index);

    void setLocationAt(int index, long location);

    @Array(length = Blocks.PER_EXTENT)
    int getChecksumAt(int index);

    void setChecksumAt(int index, int checksum);
}
