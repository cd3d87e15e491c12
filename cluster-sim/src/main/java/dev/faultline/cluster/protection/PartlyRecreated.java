package dev.faultline.cluster.protection;

import java.util.function.Consumer;

/** Groups whose strips are being re-created: some of their stripes can be read again already. */
@FunctionalInterface
public interface PartlyRecreated {

    /** While nothing is being re-created. */
    PartlyRecreated NOTHING = (layout, action) -> {};

    /** Tells of each such group of a layout. */
    void forEach(Layout layout, Consumer<Part> action);

    /**
     * The strips of one group that are being re-created.
     *
     * @param positions in the group
     * @param drives where the strip in each of the positions comes to lie
     * @param share of the group's stripes for which it does so by now, 0 to 1
     */
    record Part(int group, int[] positions, int[] drives, double share) {}
}
