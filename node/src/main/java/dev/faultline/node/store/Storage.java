package dev.faultline.node.store;

import dev.faultline.node.device.EmulatedDrive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final DriveBays bays;
    private final @Nullable NodeDirectory directory;
    private NodeState state;
    private final List<String> reports;
    private final BlockIndex index;
    private final WriteLog log;
    private final BlockStore blocks;
    private final Background background;

    private Storage(StorageSettings settings, @Nullable NodeDirectory directory)
            throws IOException {
        this.settings = settings;
        this.directory = directory;
        bays = new DriveBays(settings, directory);
        Opening opening = new Opening(settings, directory, bays);
        Codes codes = new Codes(settings.geometry().shape());
        RowTable table = new RowTable(settings.rowLimit());
        RecoveredState recovered = opening.recover(codes, table);
        state = opening.state();
        index = opening.index();
        log = opening.log();
        reports = opening.reports();
        blocks =
                new BlockStore(
                        settings.geometry(),
                        state.node(),
                        index,
                        log,
                        opening.drives(),
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
        EmulatedDrive fresh = bays.working(place, old.incarnation() + 1);
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
