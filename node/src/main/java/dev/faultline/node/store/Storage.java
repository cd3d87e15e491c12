package dev.faultline.node.store;

import dev.faultline.node.device.BackingStore;
import dev.faultline.node.device.EmulatedDrive;
import dev.faultline.node.device.FileStore;
import dev.faultline.node.device.MemoryBudget;
import dev.faultline.node.device.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node's storage from start to stop: finds or makes its directory, recovers what is there, and
 * carries out what is done to its drives. Any thread may call it.
 */
public final class Storage implements AutoCloseable {

    private final StorageSettings settings;
    private final MemoryBudget budget;
    private final @Nullable NodeDirectory directory;
    private NodeState state;
    private final List<String> reports = new ArrayList<>();
    private final BlockIndex index;
    private final WriteLog log;
    private final BlockStore blocks;
    private final Background background;

    private Storage(StorageSettings settings, @Nullable NodeDirectory directory)
            throws IOException {
        this.settings = settings;
        this.directory = directory;
        budget = new MemoryBudget(settings.memoryBytes());
        Geometry geometry = settings.geometry();
        NodeState found = directory == null ? null : directory.read();
        state = found == null ? newState() : found;
        if (found != null && directory != null) {
            requireSame(found, directory);
        }
        boolean keepIndex = prepareIndex();
        Drives drives = openDrives();
        List<LogSegment> segments = openSegments();
        List<LogSegment> used =
                segments.stream()
                        .filter(segment -> segment.readHeader(state.node()) != 0)
                        .sorted(Comparator.comparingLong(LogSegment::use))
                        .toList();
        reportDamagedSegments(segments, used);
        if (directory != null) {
            directory.write(state.with((NodeState.IndexRecord) null));
            state = state.with((NodeState.IndexRecord) null);
        }
        index =
                directory == null
                        ? BlockIndex.inMemory(geometry.blocks())
                        : BlockIndex.in(directory.index(), geometry.blocks());
        Codes codes = new Codes(geometry.shape());
        RowTable table = new RowTable(settings.rowLimit());
        RecoveredState recovered =
                found == null
                        ? RecoveredState.empty()
                        : new Recovery(
                                        geometry,
                                        state.node(),
                                        drives,
                                        codes,
                                        table,
                                        index,
                                        forced(segments),
                                        reports)
                                .run(used, keepIndex);
        List<LogSegment> unused =
                segments.stream().filter(segment -> !used.contains(segment)).toList();
        log = new WriteLog(state.node(), used, unused);
        blocks =
                new BlockStore(
                        geometry,
                        state.node(),
                        index,
                        log,
                        drives,
                        table,
                        codes,
                        settings.time(),
                        recovered);
        background = new Background(blocks);
        background.start();
    }

    /** Opens what is in the data directory, or makes it. */
    public static Storage open(StorageSettings settings) throws IOException {
        Path data = settings.data();
        if (data == null) {
            return new Storage(settings, null);
        }
        NodeDirectory directory = NodeDirectory.lock(data);
        try {
            return new Storage(settings, directory);
        } catch (StoreProblem e) {
            directory.close();
            throw e;
        } catch (IOException e) {
            directory.close();
            throw new StoreProblem(
                    "cannot use the data directory %s: %s"
                            .formatted(data, NodeDirectory.explain(e)),
                    e);
        }
    }

    public BlockStore blocks() {
        return blocks;
    }

    public Background background() {
        return background;
    }

    /** What was found to be damaged when the node started, for the person who started it. */
    public List<String> reports() {
        return List.copyOf(reports);
    }

    public synchronized void fail(int place) throws IOException {
        EmulatedDrive drive = drive(place);
        if (drive.failed()) {
            throw new IllegalArgumentException("drive %d has failed before".formatted(place));
        }
        drive.fail();
        record(place, new NodeState.DriveRecord(drive.incarnation(), true));
        background.driveFailed(place);
    }

    public synchronized void replace(int place) throws IOException {
        EmulatedDrive old = drive(place);
        if (!old.failed()) {
            throw new IllegalArgumentException(
                    "drive %d has not failed: only a failed drive is replaced".formatted(place));
        }
        EmulatedDrive fresh = newDrive(place, old.incarnation() + 1);
        record(place, new NodeState.DriveRecord(fresh.incarnation(), false));
        background.driveReplaced(place, fresh).close();
        updateSlow();
        if (directory != null) {
            Files.deleteIfExists(directory.drive(place, old.incarnation()));
        }
    }

    public synchronized void slow(int place, double factor) {
        drive(place).slowBy(factor);
        updateSlow();
    }

    public synchronized void tear(int place) {
        drive(place).tearNextWrite();
    }

    /** Changes one bit in each of so many blocks that the drive holds, chosen with this seed. */
    public synchronized int corrupt(int place, int count, long seed) throws IOException {
        EmulatedDrive drive = drive(place);
        List<Row> rows = new ArrayList<>();
        for (Row row : blocks.table().all()) {
            if (row.held() && row.live() > 0 && row.uses((byte) place)) {
                rows.add(row);
            }
        }
        Geometry geometry = settings.geometry();
        int all = rows.size() * Geometry.STRIP_BLOCKS;
        Random random = new Random(seed);
        int[] chosen =
                random.ints(0, Math.max(all, 1)).distinct().limit(Math.min(count, all)).toArray();
        for (int each : chosen) {
            Row row = rows.get(each / Geometry.STRIP_BLOCKS);
            long offset = geometry.offsetOf(row.index, each % Geometry.STRIP_BLOCKS);
            drive.flip(offset + random.nextInt(Blocks.BYTES), random.nextInt(Byte.SIZE));
        }
        return chosen.length;
    }

    /** Stops in good order: the next start need not look at every block. */
    @Override
    public synchronized void close() throws IOException {
        background.close();
        try {
            blocks.promise();
            index.close();
            if (directory != null) {
                directory.write(state.with(directory.describeIndex()));
            }
        } finally {
            release();
        }
    }

    /** Stops as if the process had been killed. */
    synchronized void abandon() throws IOException {
        background.close();
        index.close();
        release();
    }

    private void release() throws IOException {
        log.close();
        blocks.drives().close();
        if (directory != null) {
            directory.close();
        }
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
                            ? failedDrive(place, found)
                            : newDrive(place, found.incarnation()));
        }
        return new Drives(drives);
    }

    /** A node that was started before has a file for each drive. */
    private static boolean isLost(NodeDirectory directory, int place, NodeState.DriveRecord record)
            throws IOException {
        return directory.read() != null
                && !Files.exists(directory.drive(place, record.incarnation()));
    }

    private EmulatedDrive newDrive(int place, int incarnation) throws IOException {
        return drive(
                place,
                incarnation,
                directory == null
                        ? new MemoryStore(budget)
                        : new FileStore(directory.drive(place, incarnation)));
    }

    private EmulatedDrive failedDrive(int place, NodeState.DriveRecord found) {
        EmulatedDrive drive = drive(place, found.incarnation(), new MemoryStore(budget));
        drive.fail();
        return drive;
    }

    private EmulatedDrive drive(int place, int incarnation, BackingStore store) {
        DriveKind kind = settings.drives().get(place);
        return new EmulatedDrive(
                place, incarnation, kind.model(), kind.capacityBytes(), store, kind.timing());
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

    private Forced forced(List<LogSegment> segments) {
        return segments.stream()
                .map(segment -> segment.forced(state.node()))
                .reduce(Forced.NOTHING, Forced::or);
    }

    private void reportTruncated(int i, @Nullable Path file) throws IOException {
        boolean restarted = directory != null && directory.read() != null;
        if (restarted && file != null) {
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size < state.segmentBytes()) {
                reports.add(
                        "write buffer segment %d has %d of its %d bytes: what was beyond is lost"
                                .formatted(i, size, state.segmentBytes()));
            }
        }
    }

    private void reportDamagedSegments(List<LogSegment> all, List<LogSegment> used) {
        for (LogSegment segment : all) {
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

    private EmulatedDrive drive(int place) {
        if (place < 0 || place >= blocks.drives().count()) {
            throw new IllegalArgumentException(
                    "drive (%d) must be in 0..%d".formatted(place, blocks.drives().count() - 1));
        }
        return blocks.drives().get(place);
    }

    private void record(int place, NodeState.DriveRecord record) throws IOException {
        state = state.with(place, record);
        if (directory != null) {
            directory.write(state);
        }
    }

    private void updateSlow() {
        boolean any =
                IntStream.range(0, blocks.drives().count())
                        .anyMatch(i -> blocks.drives().get(i).slowness() != 1);
        blocks.anySlow(any);
    }
}
