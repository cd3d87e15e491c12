package dev.faultline.node.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a data directory says of itself, in its file {@code node.state}: lines of {@code key value},
 * the last of which is a checksum of those before.
 *
 * @param drives in order of their places
 * @param index what the index was when the node stopped in good order; null while it runs
 */
record NodeState(
        NodeId node,
        long sizeBytes,
        String code,
        int segmentBytes,
        int segments,
        List<DriveRecord> drives,
        @Nullable IndexRecord index) {

    /** The version of all formats in the directory; another is refused. */
    static final int FORMAT = 1;

    private static final String CHECKSUM = "crc32c";

    /** One drive: which incarnation is in its place, and whether it has failed. */
    record DriveRecord(int incarnation, boolean failed) {}

    /** The index file as it was left. */
    record IndexRecord(long bytes, int crc) {}

    NodeState {
        drives = List.copyOf(drives);
    }

    NodeState with(@Nullable IndexRecord newIndex) {
        return new NodeState(node, sizeBytes, code, segmentBytes, segments, drives, newIndex);
    }

    NodeState with(int place, DriveRecord drive) {
        List<DriveRecord> changed = new ArrayList<>(drives);
        changed.set(place, drive);
        return new NodeState(node, sizeBytes, code, segmentBytes, segments, changed, index);
    }

    String write() {
        StringBuilder text = new StringBuilder();
        text.append("faultline-node-format ").append(FORMAT).append('\n');
        text.append("node ").append(node).append('\n');
        text.append("size-bytes ").append(sizeBytes).append('\n');
        text.append("code ").append(code).append('\n');
        text.append("segment-bytes ").append(segmentBytes).append('\n');
        text.append("segments ").append(segments).append('\n');
        text.append("drives ").append(drives.size()).append('\n');
        for (int i = 0; i < drives.size(); i++) {
            DriveRecord drive = drives.get(i);
            text.append("drive-%d %d %s\n".formatted(i, drive.incarnation, word(drive.failed)));
        }
        if (index != null) {
            text.append("index %d %08x\n".formatted(index.bytes, index.crc));
        }
        return text + CHECKSUM + " %08x\n".formatted(crc(text.toString()));
    }

    /** Null when the text is damaged. */
    static @Nullable NodeState parse(String text, String where) throws StoreProblem {
        int last = text.lastIndexOf(CHECKSUM + " ");
        if (last < 0
                || !text.substring(last)
                        .equals(CHECKSUM + " %08x\n".formatted(crc(text.substring(0, last))))) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        text.substring(0, last)
                .lines()
                .map(line -> line.split(" ", 2))
                .forEach(pair -> values.put(pair[0], pair.length > 1 ? pair[1] : ""));
        String format = values.getOrDefault("faultline-node-format", "");
        if (!format.equals(String.valueOf(FORMAT))) {
            throw new StoreProblem(
                    "%s was written in format %s; this version reads format %d"
                            .formatted(where, format, FORMAT));
        }
        return of(values);
    }

    private static NodeState of(Map<String, String> values) {
        List<DriveRecord> drives = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(get(values, "drives")); i++) {
            String[] drive = get(values, "drive-" + i).split(" ", 2);
            drives.add(new DriveRecord(Integer.parseInt(drive[0]), drive[1].equals("failed")));
        }
        String index = values.get("index");
        return new NodeState(
                NodeId.parse(get(values, "node")),
                Long.parseLong(get(values, "size-bytes")),
                get(values, "code"),
                Integer.parseInt(get(values, "segment-bytes")),
                Integer.parseInt(get(values, "segments")),
                drives,
                index == null ? null : indexOf(index.split(" ", 2)));
    }

    private static IndexRecord indexOf(String[] words) {
        return new IndexRecord(Long.parseLong(words[0]), Integer.parseUnsignedInt(words[1], 16));
    }

    private static String get(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("an intact state file without " + key);
        }
        return value;
    }

    private static String word(boolean failed) {
        return failed ? "failed" : "present";
    }

    private static int crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
