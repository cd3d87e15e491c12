package dev.faultline.node.store;

import dev.faultline.node.device.EmulatedDrive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a data directory holds, or makes it, or refuses it: what the node is, its drives, its
 * write buffer and its index; and says what of it is damaged.
 */
final class Opening {

    private final StorageSettings settings;
    private final @Nullable NodeDirectory directory;
    private final DriveBays bays;
    private final boolean restarted;
    private final List<String> reports = new ArrayList<>();
    private final boolean indexKept;
    private final Drives drives;
    private final List<LogSegment> segments;
    private final List<LogSegment> used;
    private final BlockIndex index;
    private NodeState state;

    /**
     * @param directory null for a node in memory
     */
    Opening(StorageSettings settings, @Nullable NodeDirectory directory, DriveBays bays)
            throws IOException {
        this.settings = settings;
        this.directory = directory;
        this.bays = bays;
        NodeState found = directory == null ? null : directory.read();
        restarted = found != null;
        state = found == null ? newState() : found;
        if (found != null && directory != null) {
            requireSame(found, directory);
        }
        indexKept = prepareIndex();
        drives = openDrives();
        segments = openSegments();
        used =
                segments.stream()
                        .filter(segment -> segment.readHeader(state.node()) != 0)
                        .sorted(Comparator.comparingLong(LogSegment::use))
                        .toList();
        reportDamagedSegments();
        state = state.with((NodeState.IndexRecord) null);
        if (directory != null) {
            directory.write(state);
        }
        index =
                directory == null
                        ? BlockIndex.inMemory(settings.geometry().blocks())
                        : BlockIndex.in(directory.index(), settings.geometry().blocks());
    }

    /** What is known of every block: recovered, where the node was there before. */
    RecoveredState recover(Codes codes, RowTable table) throws IOException {
        if (!restarted) {
            return RecoveredState.empty();
        }
        return new Recovery(
                        settings.geometry(),
                        state.node(),
                        drives,
                        codes,
                        table,
                        index,
                        forced(),
                        indexKept,
                        reports)
                .run(used);
    }

    /** The write buffer, which goes on where it ended; to be asked after {@link #recover}. */
    WriteLog log() {
        List<LogSegment> unused =
                segments.stream().filter(segment -> !used.contains(segment)).toList();
        return new WriteLog(state.node(), used, unused);
    }

    NodeState state() {
        return state;
    }

    Drives drives() {
        return drives;
    }

    BlockIndex index() {
        return index;
    }

    /** What was found to be damaged, for the person who starts the node. */
    List<String> reports() {
        return reports;
    }

    private NodeState newState() {
        List<NodeState.DriveRecord> drives =
                IntStream.range(0, settings.geometry().drives())
                        .mapToObj(i -> new NodeState.DriveRecord(0, false))
                        .toList();
        return new NodeState(
                NodeId.random(),
                settings.geometry().sizeBytes(),
                settings.geometry().shape().toString(),
                settings.segmentBytes(),
                settings.segments(),
                drives,
                null);
    }

    private void requireSame(NodeState found, NodeDirectory where) throws StoreProblem {
        List<String> differences = new ArrayList<>();
        Geometry geometry = settings.geometry();
        differ("size", found.sizeBytes() + " bytes", geometry.sizeBytes() + " bytes", differences);
        differ("code", found.code(), geometry.shape().toString(), differences);
        differ("drives", found.drives().size() + "", geometry.drives() + "", differences);
        if (!differences.isEmpty()) {
            throw new StoreProblem(
                    "the data directory %s holds another node: %s; start with the same, or with another directory"
                            .formatted(where.path(), String.join(", ", differences)));
        }
    }

    private static void differ(String what, String held, String asked, List<String> differences) {
        if (!held.equals(asked)) {
            differences.add("its %s is %s, and %s was asked for".formatted(what, held, asked));
        }
    }

    /** Whether the index file is as it was left; if not, it is removed, to be made again. */
    private boolean prepareIndex() throws IOException {
        if (directory == null) {
            return false;
        }
        NodeState.IndexRecord left = state.index();
        boolean exists = Files.exists(directory.index());
        if (exists && left != null && left.equals(directory.describeIndex())) {
            return true;
        }
        if (left != null) {
            reports.add(
                    "the index is %s; it was made again from the drives and the write buffer"
                            .formatted(exists ? "damaged" : "missing"));
        }
        Files.deleteIfExists(directory.index());
        return false;
    }

    private Drives openDrives() throws IOException {
        List<EmulatedDrive> drives = new ArrayList<>();
        for (int place = 0; place < settings.geometry().drives(); place++) {
            NodeState.DriveRecord found = state.drives().get(place);
            if (directory != null && !found.failed() && isLost(directory, place, found)) {
                reports.add("drive %d: its file is missing; it counts as failed".formatted(place));
                found = new NodeState.DriveRecord(found.incarnation(), true);
                state = state.with(place, found);
            }
            drives.add(
                    found.failed()
                            ? bays.failed(place, found.incarnation())
                            : bays.working(place, found.incarnation()));
        }
        return new Drives(drives);
    }

    /** A node that was started before has a file for each drive. */
    private boolean isLost(NodeDirectory in, int place, NodeState.DriveRecord record)
            throws IOException {
        return restarted && !Files.exists(in.drive(place, record.incarnation()));
    }

    private List<LogSegment> openSegments() throws IOException {
        List<LogSegment> segments = new ArrayList<>();
        for (int i = 0; i < state.segments(); i++) {
            Path file = directory == null ? null : directory.segment(i);
            reportTruncated(i, file);
            segments.add(new LogSegment(i, state.segmentBytes(), file));
        }
        return segments;
    }

    private Forced forced() {
        return segments.stream()
                .map(segment -> segment.forced(state.node()))
                .reduce(Forced.NOTHING, Forced::or);
    }

    private void reportTruncated(int i, @Nullable Path file) throws IOException {
        if (restarted && file != null) {
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size < state.segmentBytes()) {
                reports.add(
                        "write buffer segment %d has %d of its %d bytes: what was beyond is lost"
                                .formatted(i, size, state.segmentBytes()));
            }
        }
    }

    private void reportDamagedSegments() {
        for (LogSegment segment : segments) {
            if (!segment.unused() && !segment.headerIntact(state.node())) {
                reports.add(
                        "write buffer segment %d has a damaged header: %s"
                                .formatted(
                                        segment.index(),
                                        used.contains(segment)
                                                ? "its records are intact"
                                                : "what it held is lost"));
            }
        }
    }
}
