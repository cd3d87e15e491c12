package dev.faultline.node.store;

import dev.faultline.node.device.EmulatedDrive;
import dev.faultline.node.device.Lent;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.device.Operation;
import dev.faultline.node.erasure.ErasureCode;
import dev.faultline.node.erasure.StripSet;
import dev.faultline.node.erasure.Stripe;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads blocks from rows: from their own drive when it answers and the checksum holds, else from
 * the other strips. For one thread. Allocates nothing while drives are well.
 */
final class RowReader {

    private final Geometry geometry;
    private final NodeId node;
    private final Drives drives;
    private final Codes codes;
    private final Suspects suspects;
    private final ModelTime time;
    private final Checksum checksum = new Checksum();
    private final RowHeader header;
    private final ByteBuffer[] scratch;
    private final @Nullable Stripe[] stripes;
    private long readyNanos;

    RowReader(
            Geometry geometry,
            NodeId node,
            Drives drives,
            Codes codes,
            Suspects suspects,
            ModelTime time) {
        this.geometry = geometry;
        this.node = node;
        this.drives = drives;
        this.codes = codes;
        this.suspects = suspects;
        this.time = time;
        header = new RowHeader(geometry);
        int strips = geometry.shape().strips();
        scratch = new ByteBuffer[strips];
        for (int strip = 0; strip < strips; strip++) {
            scratch[strip] = Arena.ofAuto().allocate(Blocks.BYTES, Blocks.BYTES).asByteBuffer();
        }
        stripes = new Stripe[geometry.shape().data() + 1];
    }

    /** From now on, {@link #readyNanos} tells when the drives will have answered. */
    void begin(long nowNanos) {
        readyNanos = nowNanos;
    }

    /** When the modelled drives have answered everything since {@link #begin}. */
    long readyNanos() {
        return readyNanos;
    }

    /**
     * Reads blocks of one strip, from a slot on, to a place in the target, whose position and limit
     * change. Returns how many leading blocks were read and are what was written; fewer than asked
     * when one of them is lost.
     */
    int read(
            Row row,
            int slot,
            int count,
            ByteBuffer target,
            int at,
            int[] checksums,
            int firstChecksum,
            long nowNanos) {
        byte place = row.drives()[slot / Geometry.STRIP_BLOCKS];
        boolean answered =
                place != Row.NOWHERE
                        && readFrom(
                                drives.of(place),
                                geometry.offsetOf(row.index, slot % Geometry.STRIP_BLOCKS),
                                target,
                                at,
                                count * Blocks.BYTES,
                                nowNanos);
        for (int i = 0; i < count; i++) {
            int expected = checksums[firstChecksum + i];
            int blockAt = at + i * Blocks.BYTES;
            if (answered && checksum.ofBlock(target.clear(), blockAt) == expected) {
                continue;
            }
            if (answered) {
                drives.of(place).countChecksumError();
                suspects.report(row);
            }
            if (!decode(row, slot + i, expected, nowNanos)) {
                return i;
            }
            target.clear()
                    .put(blockAt, scratch[(slot + i) / Geometry.STRIP_BLOCKS], 0, Blocks.BYTES);
        }
        return count;
    }

    /** Shows blocks of one strip where they lie; false if they cannot be had that way. */
    boolean lend(Row row, int slot, int count, Lent to) {
        byte place = row.drives()[slot / Geometry.STRIP_BLOCKS];
        return place != Row.NOWHERE
                && drives.of(place)
                        .lend(
                                geometry.offsetOf(row.index, slot % Geometry.STRIP_BLOCKS),
                                count * Blocks.BYTES,
                                to);
    }

    /** Reads what some strip of the row says of it, into {@link #header}; false if none does. */
    boolean readHeader(Row row) {
        byte[] places = row.drives();
        for (int strip = 0; strip < places.length; strip++) {
            if (readHeader(row, strip)) {
                return true;
            }
        }
        return false;
    }

    /** Reads what one strip says of its row. */
    boolean readHeader(Row row, int strip) {
        byte place = row.drives()[strip];
        return place != Row.NOWHERE
                && readFrom(
                        drives.of(place),
                        geometry.offsetOf(row.index),
                        header.bytes,
                        0,
                        geometry.headerBytes(),
                        readyNanos)
                && header.prefixIntact(node)
                && header.row() == row.index
                && header.generation() == row.generation()
                && header.strip() == strip
                && header.bodyIntact();
    }

    /** What the last {@link #readHeader} that returned true has read. */
    RowHeader header() {
        return header;
    }

    /** Reads a whole strip's blocks; false when its drive does not answer. */
    boolean readStrip(Row row, int strip, ByteBuffer target, int at) {
        byte place = row.drives()[strip];
        return place != Row.NOWHERE
                && readFrom(
                        drives.of(place),
                        geometry.offsetOf(row.index, 0),
                        target,
                        at,
                        Geometry.STRIP_BYTES,
                        readyNanos);
    }

    private boolean readFrom(
            EmulatedDrive drive, long offset, ByteBuffer target, int at, int length, long now) {
        try {
            drive.read(offset, target.clear().limit(at + length).position(at));
        } catch (IOException e) {
            return false;
        } finally {
            target.clear();
        }
        long done = time.complete(drive, now, Operation.READ, offset, length);
        readyNanos = Math.max(readyNanos, done);
        return true;
    }

    /** Computes one block from the other strips, into its strip's scratch. */
    private boolean decode(Row row, int slot, int expected, long nowNanos) {
        int strip = slot / Geometry.STRIP_BLOCKS;
        ErasureCode code = codes.of(row.dataStrips());
        StripSet others = present(row).without(StripSet.of(strip));
        while (code.recovers(StripSet.range(0, row.strips()).without(others))) {
            StripSet helpers = code.helpers(strip, others);
            StripSet bad = readHelpers(row, slot, helpers, nowNanos);
            if (bad.isEmpty()) {
                code.repair(stripe(row.dataStrips()), strip, others);
                if (checksum.ofBlock(scratch[strip].clear(), 0) == expected) {
                    return true;
                }
                bad = corrupt(row, slot, helpers);
                if (bad.isEmpty()) {
                    return false;
                }
                suspects.report(row);
            }
            others = others.without(bad);
        }
        return false;
    }

    private StripSet present(Row row) {
        StripSet present = StripSet.EMPTY;
        byte[] places = row.drives();
        for (int strip = 0; strip < places.length; strip++) {
            if (places[strip] != Row.NOWHERE && !drives.of(places[strip]).failed()) {
                present = present.with(strip);
            }
        }
        return present;
    }

    /** Reads the slot's neighbours on these strips; returns those that did not answer. */
    private StripSet readHelpers(Row row, int slot, StripSet helpers, long nowNanos) {
        StripSet silent = StripSet.EMPTY;
        byte[] places = row.drives();
        long offset = geometry.offsetOf(row.index, slot % Geometry.STRIP_BLOCKS);
        for (int helper : helpers.toArray()) {
            boolean read =
                    places[helper] != Row.NOWHERE
                            && readFrom(
                                    drives.of(places[helper]),
                                    offset,
                                    scratch[helper],
                                    0,
                                    Blocks.BYTES,
                                    nowNanos);
            if (!read) {
                silent = silent.with(helper);
            }
        }
        return silent;
    }

    /** Of the helpers that were read, those that are not what the row's header says. */
    private StripSet corrupt(Row row, int slot, StripSet helpers) {
        StripSet corrupt = StripSet.EMPTY;
        if (!readHeader(row)) {
            return corrupt;
        }
        int block = slot % Geometry.STRIP_BLOCKS;
        for (int helper : helpers.toArray()) {
            int expected = header.checksum(helper * Geometry.STRIP_BLOCKS + block);
            if (checksum.ofBlock(scratch[helper].clear(), 0) != expected) {
                corrupt = corrupt.with(helper);
                drives.of(row.drives()[helper]).countChecksumError();
            }
        }
        return corrupt;
    }

    private Stripe stripe(int dataStrips) {
        Stripe stripe = stripes[dataStrips];
        if (stripe == null) {
            int strips = codes.of(dataStrips).shape().strips();
            ByteBuffer[] used = new ByteBuffer[strips];
            for (int i = 0; i < strips; i++) {
                used[i] = scratch[i].clear();
            }
            stripe = Stripe.of(used);
            stripes[dataStrips] = stripe;
        }
        return stripe;
    }
}
