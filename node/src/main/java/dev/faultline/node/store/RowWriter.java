package dev.faultline.node.store;

import dev.faultline.node.device.EmulatedDrive;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.device.Operation;
import dev.faultline.node.device.OutOfSpace;
import dev.faultline.node.erasure.ErasureCode;
import dev.faultline.node.erasure.Stripe;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Gathers blocks into a row, computes its parities, writes its strips to drives that answer, and
 * only then lets the index name it. While too few drives answer for the full code, rows are
 * narrower, with as many parities. Used by the background thread only.
 */
final class RowWriter {

    /** Rows whose modelled writes may be under way at once. */
    private static final int WRITES_AHEAD = 4;

    private final Geometry geometry;
    private final NodeId node;
    private final Drives drives;
    private final Codes codes;
    private final RowTable table;
    private final BlockIndex.Access index;
    private final ModelTime time;
    private final Checksum checksum = new Checksum();

    private final RowHeader header;
    private final MemorySegment memory;
    private final ByteBuffer bytes;
    private final long[] from;
    private final long[] writesDone = new long[WRITES_AHEAD];
    private int nextWrite;
    private int dataStrips;
    private int count;
    private long generation;
    private long writtenBytes;

    RowWriter(
            Geometry geometry,
            NodeId node,
            Drives drives,
            Codes codes,
            RowTable table,
            BlockIndex index,
            ModelTime time,
            long generation) {
        this.geometry = geometry;
        this.node = node;
        this.drives = drives;
        this.codes = codes;
        this.table = table;
        this.index = index.access();
        this.time = time;
        this.generation = generation;
        header = new RowHeader(geometry);
        long size = (long) geometry.shape().strips() * geometry.strideBytes();
        memory = Arena.ofAuto().allocate(size, Blocks.BYTES);
        bytes = memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        from = new long[geometry.blocksPerRow()];
        begin();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Adds a block, and writes the row when that fills it. A row that could not be written then is
     * tried again before the next block is added.
     *
     * @param fromLocation where the index must still find it for the move to count
     */
    void add(long block, long sequence, int crc, ByteBuffer source, int at, long fromLocation)
            throws IOException {
        flushIfFull();
        if (count == 0) {
            begin();
        }
        bytes.clear().put(placeOf(count), source, at, Blocks.BYTES);
        header.setEntry(count, block, sequence, crc);
        from[count++] = fromLocation;
        flushIfFull();
    }

    private void flushIfFull() throws IOException {
        if (count == dataStrips * Geometry.STRIP_BLOCKS) {
            flush();
        }
    }

    /** Where in {@link #bytes} the block is that waits in this row, or -1. */
    int find(long block) {
        for (int slot = count - 1; slot >= 0; slot--) {
            if (header.block(slot) == block) {
                return placeOf(slot);
            }
        }
        return -1;
    }

    /** What waits to be written. */
    ByteBuffer bytes() {
        return bytes;
    }

    /**
     * Replaces a block that waits in this row by a newer version of the same; false when there is
     * none.
     */
    boolean replace(long block, long sequence, int crc, ByteBuffer source, int at) {
        for (int slot = count - 1; slot >= 0; slot--) {
            if (header.block(slot) == block) {
                bytes.clear().put(placeOf(slot), source, at, Blocks.BYTES);
                header.setEntry(slot, block, sequence, crc);
                return true;
            }
        }
        return false;
    }

    /**
     * Writes the row, however full it is. On failure everything waits as before, to be tried again.
     */
    void flush() throws IOException {
        if (count == 0) {
            return;
        }
        Row row = table.takeFree();
        if (row == null) {
            throw new OutOfSpace("the drives are full: no free row of " + table.limit());
        }
        encode(row);
        byte[] places;
        try {
            places = writeStrips(row);
        } catch (IOException e) {
            table.giveBack(row);
            throw e;
        }
        row.hold(generation, dataStrips, places);
        table.written(generation);
        publish(row);
        count = 0;
    }

    /** Bytes written to drives so far. */
    long writtenBytes() {
        return writtenBytes;
    }

    private void begin() {
        dataStrips = Math.max(1, codes.dataStripsOn(drives.alive()));
        header.clear(node, 0, 0, dataStrips, codes.of(dataStrips).shape().parities());
    }

    private void encode(Row row) {
        for (int slot = count; slot < dataStrips * Geometry.STRIP_BLOCKS; slot++) {
            memory.asSlice(placeOf(slot), Blocks.BYTES).fill((byte) 0);
        }
        ErasureCode code = codes.of(dataStrips);
        MemorySegment[] strips = new MemorySegment[code.shape().strips()];
        for (int strip = 0; strip < strips.length; strip++) {
            strips[strip] =
                    memory.asSlice(placeOf(strip * Geometry.STRIP_BLOCKS), Geometry.STRIP_BYTES);
        }
        code.encode(Stripe.of(strips));
        bytes.clear();
        int slots = code.shape().strips() * Geometry.STRIP_BLOCKS;
        for (int slot = header.slots(); slot < slots; slot++) {
            header.setParityChecksum(slot, checksum.ofBlock(bytes, placeOf(slot)));
        }
        header.setRow(row.index, ++generation);
        header.seal();
    }

    /** Returns the drive of each strip; as many may have failed meanwhile as the code bears. */
    private byte[] writeStrips(Row row) throws IOException {
        int strips = codes.of(dataStrips).shape().strips();
        byte[] places = choose(row, strips);
        long now = time.nowNanos();
        long done = now;
        int missing = 0;
        for (int strip = 0; strip < strips; strip++) {
            if (places[strip] != Row.NOWHERE) {
                EmulatedDrive drive = drives.of(places[strip]);
                try {
                    writeStrip(row, strip, drive);
                    done = Math.max(done, timeOf(drive, row, now));
                    continue;
                } catch (OutOfSpace e) {
                    throw e;
                } catch (IOException e) {
                    places[strip] = Row.NOWHERE;
                }
            }
            missing++;
        }
        if (missing > codes.parities()) {
            throw new IOException(
                    "only %d of %d strips could be written".formatted(strips - missing, strips));
        }
        pace(done);
        return places;
    }

    private void writeStrip(Row row, int strip, EmulatedDrive drive) throws IOException {
        header.setStrip(strip);
        int at = strip * geometry.strideBytes();
        bytes.clear().put(at, header.bytes, 0, geometry.headerBytes());
        bytes.limit(at + geometry.strideBytes()).position(at);
        drive.write(geometry.offsetOf(row.index), bytes);
        writtenBytes += geometry.strideBytes();
    }

    private long timeOf(EmulatedDrive drive, Row row, long now) {
        return time.complete(
                drive, now, Operation.WRITE, geometry.offsetOf(row.index), geometry.strideBytes());
    }

    /** Waits until only so many rows' writes are under way in modelled time. */
    private void pace(long done) {
        writesDone[nextWrite] = done;
        nextWrite = (nextWrite + 1) % WRITES_AHEAD;
        time.await(writesDone[nextWrite]);
    }

    /**
     * Turns with the row, so that parities and the strips that rows leave out are on all drives.
     */
    private byte[] choose(Row row, int strips) {
        byte[] places = new byte[strips];
        Arrays.fill(places, Row.NOWHERE);
        int strip = 0;
        for (int i = 0; i < drives.count() && strip < strips; i++) {
            int place = (row.index + i) % drives.count();
            if (!drives.get(place).failed()) {
                places[strip++] = (byte) place;
            }
        }
        return places;
    }

    /** The index names the new places, of what is still where it was moved from. */
    private void publish(Row row) {
        row.addLive(count);
        for (int slot = 0; slot < count; slot++) {
            long to = Location.inRow(row.index, slot);
            if (index.replace(header.block(slot), from[slot], to, header.checksum(slot))) {
                if (Location.isInRow(from[slot])) {
                    table.get(Location.row(from[slot])).addLive(-1);
                }
            } else {
                row.addLive(-1);
            }
        }
    }

    private int placeOf(int slot) {
        int strip = slot / Geometry.STRIP_BLOCKS;
        int block = slot % Geometry.STRIP_BLOCKS;
        return strip * geometry.strideBytes() + geometry.headerBytes() + block * Blocks.BYTES;
    }
}
