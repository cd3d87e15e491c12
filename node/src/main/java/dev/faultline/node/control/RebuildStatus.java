package dev.faultline.node.control;

/**
 * Re-creating the strips of failed drives.
 *
 * @param active whether any strips are missing that can be re-created
 * @param rowsDone stripes restored in this rebuild (the latest one, when none is active)
 * @param rowsTotal stripes that this rebuild had or has to restore
 * @param writtenBytes what it has written to drives
 * @param rateBytesPerSecond its throttle: at most this much is written
 */
public record RebuildStatus(
        boolean active,
        long rowsDone,
        long rowsTotal,
        long writtenBytes,
        double rateBytesPerSecond) {

    /** From 0 to 1; 1 when there is nothing to do. */
    public double progress() {
        return rowsTotal == 0 ? 1 : (double) rowsDone / rowsTotal;
    }
}
