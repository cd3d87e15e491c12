package dev.faultline.node.store;

import dev.faultline.node.device.EmulatedDrive;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.device.Operation;
import dev.faultline.node.erasure.ErasureCode;
import dev.faultline.node.erasure.StripSet;
import dev.faultline.node.erasure.Stripe;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Looks at all strips of a row, and writes those that are missing or wrong again, from the others.
 * Background thread only.
 */
final class RowMender {

    private final Geometry geometry;
    private final NodeId node;
    private final Drives drives;
    private final Codes codes;
    private final RowReader reader;
    private final ModelTime time;
    private final Checksum checksum = new Checksum();
    private final RowHeader header;
    private final MemorySegment memory;
    private final ByteBuffer bytes;
    private final ByteBuffer outgoing;
    private long writtenBytes;

    RowMender(BlockStore store) {
        geometry = store.geometry();
        node = store.node();
        drives = store.drives();
        codes = store.codes();
        time = store.time();
        reader = store.newRowReader();
        header = new RowHeader(geometry);
        long size = (long) geometry.shape().strips() * Geometry.STRIP_BYTES;
        memory = Arena.ofAuto().allocate(size, Blocks.BYTES);
        bytes = memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        outgoing =
                Arena.ofAuto()
                        .allocate(geometry.strideBytes(), Blocks.BYTES)
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * What became of a row.
     *
     * @param wrong strips whose header or blocks are not what was written
     * @param missing strips whose drive does not answer
     * @param recoverable whether all blocks of all strips are in memory now
     */
    record Outcome(StripSet wrong, StripSet missing, boolean recoverable) {}

    /**
     * Reads all strips of the row, checks every block, and computes what is missing or wrong from
     * the others: neighbour by neighbour, so that damage in more strips than there are parities can
     * still be mended where it is not in the same place of each.
     */
    Outcome inspect(Row row) {
        reader.begin(time.nowNanos());
        StripSet all = StripSet.range(0, row.strips());
        if (!readAnyHeader(row)) {
            return new Outcome(StripSet.EMPTY, all, false);
        }
        StripSet wrong = StripSet.EMPTY;
        StripSet missing = StripSet.EMPTY;
        for (int i = 0; i < row.strips(); i++) {
            if (!reader.readStrip(row, i, bytes, i * Geometry.STRIP_BYTES)) {
                missing = missing.with(i);
            } else if (!reader.readHeader(row, i)) {
                wrong = wrong.with(i);
            }
        }
        time.await(reader.readyNanos());
        boolean recoverable = true;
        for (int i = 0; i < Geometry.STRIP_BLOCKS; i++) {
            StripSet bad = wrongAt(i, missing);
            wrong = union(wrong, bad.without(missing));
            recoverable &= bad.isEmpty() || decodeAt(i, bad, codes.of(row.dataStrips()));
        }
        for (int strip : wrong.toArray()) {
            drives.of(row.drives()[strip]).countChecksumError();
        }
        return new Outcome(wrong, missing, recoverable);
    }

    /** Writes a strip that {@link #inspect} has computed, to this drive. */
    void write(Row row, int which, byte place) throws IOException {
        EmulatedDrive drive = drives.of(place);
        header.setStrip(which);
        outgoing.clear();
        outgoing.put(0, header.bytes, 0, geometry.headerBytes());
        outgoing.put(
                geometry.headerBytes(), bytes, which * Geometry.STRIP_BYTES, Geometry.STRIP_BYTES);
        long offset = geometry.offsetOf(row.index);
        drive.write(offset, outgoing);
        writtenBytes += outgoing.capacity();
        time.await(
                time.complete(
                        drive, time.nowNanos(), Operation.WRITE, offset, outgoing.capacity()));
    }

    /** What the row inspected last says of itself. */
    RowHeader header() {
        return header;
    }

    /** The blocks of the row inspected last: slot by slot, parities after data. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Whether the block in this slot is what was written. */
    boolean blockIntact(int slot) {
        return checksum.ofBlock(bytes.clear(), slot * Blocks.BYTES) == header.checksum(slot);
    }

    long writtenBytes() {
        return writtenBytes;
    }

    private boolean readAnyHeader(Row row) {
        if (!reader.readHeader(row)) {
            return false;
        }
        header.bytes.put(0, reader.header().bytes, 0, geometry.headerBytes());
        return header.prefixIntact(node);
    }

    /** The strips whose block at this place is missing or wrong. */
    private StripSet wrongAt(int place, StripSet missing) {
        StripSet bad = missing;
        for (int strip = 0; strip < header.dataStrips() + header.parityStrips(); strip++) {
            if (!missing.contains(strip) && !blockIntact(strip * Geometry.STRIP_BLOCKS + place)) {
                bad = bad.with(strip);
            }
        }
        return bad;
    }

    private boolean decodeAt(int place, StripSet bad, ErasureCode code) {
        if (!code.recovers(bad)) {
            return false;
        }
        MemorySegment[] neighbours = new MemorySegment[code.shape().strips()];
        for (int strip = 0; strip < neighbours.length; strip++) {
            long at = (long) strip * Geometry.STRIP_BYTES + (long) place * Blocks.BYTES;
            neighbours[strip] = memory.asSlice(at, Blocks.BYTES);
        }
        code.decode(Stripe.of(neighbours), bad);
        return bad.stream().allMatch(strip -> blockIntact(strip * Geometry.STRIP_BLOCKS + place));
    }

    private static StripSet union(StripSet one, StripSet other) {
        StripSet all = one;
        for (int each : other.toArray()) {
            all = all.with(each);
        }
        return all;
    }
}
