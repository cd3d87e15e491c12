package dev.faultline.cluster.request;

import dev.faultline.node.device.DriveModel;
import dev.faultline.node.device.LinkModel;
import dev.faultline.node.device.Operation;
import dev.faultline.node.store.Geometry;
import java.util.List;

/**
 * The way of a client's request through one node, as the emulated node goes it:
 *
 * <ul>
 *   <li>read: NIC in, the drives that hold it (each strip touched is one read of one drive, and the
 *       slowest decides), NIC out
 *   <li>write: NIC in, the write buffer (a copy on {@code m + 1} drives, each one stream of writes,
 *       and the slowest decides), NIC out; whenever a row's worth of data has been taken, all its
 *       {@code k + m} strips are written to their drives in the background, each with its header,
 *       unless this is a burst for which the write buffer has room
 * </ul>
 *
 * <p>For one thread.
 */
final class NodePath {

    static final long STRIP_BYTES = 128 * 1024;

    /** A long write is buffered in parts of this size. */
    private static final long PART_BYTES = 256 * 1024;

    /** Of a request, and of an answer. */
    private static final long HEADER_BYTES = 28;

    private final DriveModel[] drives;
    private final LinkModel in;
    private final LinkModel out;
    private final StripMap map;
    private final int copies;
    private final int strips;
    private final long strideBytes;
    private final boolean burst;
    private final long[] bufferEnds;
    private long taken;
    private long rowsWritten;

    NodePath(NodeHardware node, boolean burst) {
        this.burst = burst;
        drives = node.drives().stream().map(DriveModel::new).toArray(DriveModel[]::new);
        in = new LinkModel(node.linkBytesPerSecond(), node.linkLatencyNanos());
        out = new LinkModel(node.linkBytesPerSecond(), node.linkLatencyNanos());
        map = new StripMap(node.code().dataStrips(), drives.length, STRIP_BYTES);
        strips = node.code().width();
        copies = strips - map.dataStrips() + 1;
        strideBytes = Geometry.strideBytes(map.dataStrips(), strips - map.dataStrips());
        bufferEnds = new long[drives.length];
    }

    Route route() {
        return new Route(
                List.of(
                        (now, _) -> in.complete(now, HEADER_BYTES),
                        this::read,
                        (now, request) -> out.complete(now, HEADER_BYTES + request.length())),
                List.of(
                        (now, request) -> in.complete(now, HEADER_BYTES + request.length()),
                        this::write,
                        (now, _) -> out.complete(now, HEADER_BYTES)));
    }

    /** The work that each kind of part has done up to now. */
    Busy busy(long nowNanos) {
        double media = 0;
        for (DriveModel drive : drives) {
            media += drive.mediaNanos() - drive.backlogNanos(nowNanos);
        }
        return new Busy(media / drives.length, in.wireNanos(), out.wireNanos());
    }

    /** Nanoseconds of work done; of the drives on average. */
    record Busy(double driveNanos, double inNanos, double outNanos) {

        List<Utilisation> since(Busy before, long nanos) {
            return List.of(
                    new Utilisation("drives", (driveNanos - before.driveNanos) / nanos),
                    new Utilisation("NIC receive", (inNanos - before.inNanos) / nanos),
                    new Utilisation("NIC send", (outNanos - before.outNanos) / nanos));
        }
    }

    private long read(long nowNanos, Request request) {
        long done = nowNanos;
        long end = request.offset() + request.length();
        for (long at = request.offset(); at < end; ) {
            long length = Math.min(end, map.stripEnd(at)) - at;
            DriveModel drive = drives[map.driveOf(at)];
            done =
                    Math.max(
                            done,
                            drive.complete(nowNanos, Operation.READ, map.driveOffset(at), length));
            at += length;
        }
        return done;
    }

    private long write(long nowNanos, Request request) {
        long done = nowNanos;
        long end = request.offset() + request.length();
        for (long at = request.offset(); at < end; at += PART_BYTES) {
            done = Math.max(done, buffer(nowNanos, at, Math.min(PART_BYTES, end - at)));
        }
        taken += burst ? 0 : request.length();
        for (; taken >= map.rowBytes(); taken -= map.rowBytes()) {
            writeRow(nowNanos);
        }
        return done;
    }

    private long buffer(long nowNanos, long offset, long length) {
        long done = nowNanos;
        int home = (int) (offset / STRIP_BYTES % drives.length);
        for (int copy = 0; copy < copies; copy++) {
            int place = (home + copy) % drives.length;
            long at = bufferEnds[place];
            bufferEnds[place] = at + length;
            done = Math.max(done, drives[place].complete(nowNanos, Operation.WRITE, at, length));
        }
        return done;
    }

    /** To a place of the drives that is behind all that they hold, apart from the write buffer. */
    private void writeRow(long nowNanos) {
        long row = rowsWritten++;
        for (int strip = 0; strip < strips; strip++) {
            drives[(int) ((row + strip) % drives.length)].complete(
                    nowNanos, Operation.WRITE, (1L << 60) + row * strideBytes, strideBytes);
        }
    }
}
