package dev.faultline.node.store;

import dev.faultline.node.device.BackingStore;
import dev.faultline.node.device.EmulatedDrive;
import dev.faultline.node.device.FileStore;
import dev.faultline.node.device.MemoryBudget;
import dev.faultline.node.device.MemoryStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes a node's drives, each for its place: on files of its directory, or in memory. */
final class DriveBays {

    private final StorageSettings settings;
    private final @Nullable NodeDirectory directory;
    private final MemoryBudget budget;

    DriveBays(StorageSettings settings, @Nullable NodeDirectory directory) {
        this.settings = settings;
        this.directory = directory;
        budget = new MemoryBudget(settings.memoryBytes());
    }

    /** One that works, with what it held before. */
    EmulatedDrive working(int place, int incarnation) throws IOException {
        return drive(
                place,
                incarnation,
                directory == null
                        ? new MemoryStore(budget)
                        : new FileStore(directory.drive(place, incarnation)));
    }

    /** One that answers nothing. */
    EmulatedDrive failed(int place, int incarnation) {
        EmulatedDrive drive = drive(place, incarnation, new MemoryStore(budget));
        drive.fail();
        return drive;
    }

    private EmulatedDrive drive(int place, int incarnation, BackingStore store) {
        DriveKind kind = settings.drives().get(place);
        return new EmulatedDrive(
                place, incarnation, kind.model(), kind.capacityBytes(), store, kind.timing());
    }
}
