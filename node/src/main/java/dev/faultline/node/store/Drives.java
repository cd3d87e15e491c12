package dev.faultline.node.store;

import dev.faultline.node.device.DriveFailed;
import dev.faultline.node.device.EmulatedDrive;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The node's drives by place; a replaced drive is another one in the same place. */
public final class Drives {

    private final AtomicReferenceArray<EmulatedDrive> drives;

    public Drives(List<EmulatedDrive> drives) {
        this.drives = new AtomicReferenceArray<>(drives.toArray(EmulatedDrive[]::new));
    }

    public int count() {
        return drives.length();
    }

    public EmulatedDrive get(int index) {
        return drives.get(index);
    }

    EmulatedDrive of(byte index) {
        return drives.get(Byte.toUnsignedInt(index));
    }

    EmulatedDrive replace(int index, EmulatedDrive fresh) {
        return drives.getAndSet(index, fresh);
    }

    int alive() {
        int count = 0;
        for (int i = 0; i < drives.length(); i++) {
            count += drives.get(i).failed() ? 0 : 1;
        }
        return count;
    }

    /** Returns when everything written to the drives that answer will survive a loss of power. */
    void force() throws IOException {
        for (int i = 0; i < drives.length(); i++) {
            EmulatedDrive drive = drives.get(i);
            try {
                drive.force();
            } catch (DriveFailed e) {
                // What it held is gone, and as redundant as it was.
            }
        }
    }

    void close() throws IOException {
        for (int i = 0; i < drives.length(); i++) {
            drives.get(i).close();
        }
    }
}
