package dev.faultline.cluster.protection;

/**
 * Data kept in one code: the users' data, or the metadata.
 *
 * @param name {@code data} or {@code metadata}
 * @param stripBytes bytes that one strip of one group occupies on its drive
 * @param states which strips can be read
 */
public record Layout(String name, Placement placement, double stripBytes, GroupStates states) {

    public Code code() {
        return placement.code();
    }

    /** Bytes kept, parities not counted. */
    public double storedBytes() {
        return stripBytes * code().dataStrips() * placement.groupCount();
    }
}
