package dev.faultline.node.store;

import java.nio.ByteBuffer;

/** Finds the next record after a damaged one. */
final class LogScan {

    private LogScan() {}

    /**
     * The offset of the first intact record header after {@code from}, or the end of what can hold
     * records when there is none.
     */
    static int nextIntact(
            LogSegment segment,
            ByteBuffer view,
            int from,
            LogRecord.Header record,
            NodeId node,
            Checksum checksum) {
        int at = from + Location.LOG_UNIT_BYTES;
        while (at + LogRecord.headerBytes(0) <= segment.capacity()) {
            if (record.read(view, at, segment.use(), node, checksum)) {
                return at;
            }
            at += Location.LOG_UNIT_BYTES;
        }
        return segment.capacity();
    }
}
