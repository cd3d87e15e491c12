package dev.faultline.cluster.request;

/**
 * Which drive holds which byte of a device that was filled from its beginning: strips of {@code
 * stripBytes}, {@code dataStrips} of them in a row, and each row's first strip one drive further
 * than that of the row before, so that parities are on all drives alike.
 */
record StripMap(int dataStrips, int drives, long stripBytes) {

    int driveOf(long offset) {
        long strip = offset / stripBytes;
        return (int) ((strip / dataStrips + strip % dataStrips) % drives);
    }

    long rowOf(long offset) {
        return offset / stripBytes / dataStrips;
    }

    /** Where on its drive the byte is: every row takes one strip's room of each drive. */
    long driveOffset(long offset) {
        return rowOf(offset) * stripBytes + offset % stripBytes;
    }

    long stripEnd(long offset) {
        return (offset / stripBytes + 1) * stripBytes;
    }

    long rowBytes() {
        return dataStrips * stripBytes;
    }
}
