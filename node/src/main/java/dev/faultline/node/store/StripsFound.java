package dev.faultline.node.store;

import dev.faultline.node.device.EmulatedDrive;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Which strips one drive holds: what recovery reads first, on all drives at once. */
final class StripsFound {

    private final long[] generations;
    private final short[] strips;
    private final short[] dataStrips;

    private StripsFound(int rows) {
        generations = new long[rows];
        strips = new short[rows];
        dataStrips = new short[rows];
    }

    static StripsFound on(EmulatedDrive drive, int rows, Geometry geometry, NodeId node) {
        StripsFound found = new StripsFound(rows);
        RowHeader header = new RowHeader(geometry);
        for (int row = 0; row < rows; row++) {
            if (readPrefix(drive, geometry.offsetOf(row), header.bytes)
                    && header.prefixIntact(node)
                    && header.row() == row
                    && header.dataStrips() <= geometry.shape().data()) {
                found.generations[row] = header.generation();
                found.strips[row] = (short) header.strip();
                found.dataStrips[row] = (short) header.dataStrips();
            }
        }
        return found;
    }

    private static boolean readPrefix(EmulatedDrive drive, long offset, ByteBuffer target) {
        try {
            drive.read(offset, target.clear().limit(RowHeader.PREFIX_BYTES));
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            target.clear();
        }
    }

    /** 0 when the drive holds no strip of the row. */
    long generation(int row) {
        return generations[row];
    }

    int strip(int row) {
        return strips[row];
    }

    int dataStrips(int row) {
        return dataStrips[row];
    }
}
