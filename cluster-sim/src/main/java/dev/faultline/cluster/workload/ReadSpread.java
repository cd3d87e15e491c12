package dev.faultline.cluster.workload;

import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.GroupStates;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.RepairReads;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.protection.Survival;

/**
 * Which drives serve a stored byte that is read, when all data is equally wanted: the drive of its
 * strip, or for a strip that is missing the drives of the strips it is decoded from.
 *
 * @param bytesOfDrive bytes read from each drive for each byte wanted
 * @param readBytes their sum: 1 while nothing is missing
 * @param multipliedBytes bytes multiplied and accumulated for decoding, for each byte wanted
 * @param readableShare share of the data that can be read at all
 */
public record ReadSpread(
        double[] bytesOfDrive, double readBytes, double multipliedBytes, double readableShare) {

    /** The spread over a layout in its present state. */
    public static ReadSpread of(Layout layout, Access access, int driveCount) {
        return new Sum(layout, access, driveCount).result();
    }

    private static final class Sum {
        private final Layout layout;
        private final Access access;
        private final Code code;
        private final GroupStates states;
        private final double[] bytesOfDrive;
        private final double unit;
        private final RepairReads repair = new RepairReads();
        private final int[] missing;
        private double unreadable;

        Sum(Layout layout, Access access, int driveCount) {
            this.layout = layout;
            this.access = access;
            this.code = layout.code();
            this.states = layout.states();
            this.bytesOfDrive = new double[driveCount];
            this.unit = 1.0 / ((double) code.dataStrips() * layout.placement().groupCount());
            this.missing = new int[code.width()];
        }

        ReadSpread result() {
            for (int drive = 0; drive < bytesOfDrive.length; drive++) {
                bytesOfDrive[drive] = unit * layout.placement().dataStripsOf(drive);
            }
            states.forEachDegraded(this::degrade);
            double total = 0;
            for (int drive = 0; drive < bytesOfDrive.length; drive++) {
                bytesOfDrive[drive] = Math.max(0, bytesOfDrive[drive]);
                total += bytesOfDrive[drive];
            }
            return new ReadSpread(
                    bytesOfDrive, total, repair.stripsMultiplied(), Math.max(0, 1 - unreadable));
        }

        private void degrade(int group) {
            int count = 0;
            for (int position = 0; position < code.dataStrips(); position++) {
                if (states.stateOf(group, position) != StripState.HERE) {
                    missing[count++] = position;
                    bytesOfDrive[layout.placement().drive(group, position)] -= unit;
                }
            }
            if (states.redundancyOf(group) == Survival.BEYOND) {
                unreadable += count * unit;
            } else if (access == Access.RANDOM) {
                repair.each(layout, group, missing, count, unit, bytesOfDrive);
            } else {
                repair.wholeStripe(layout, group, count, unit, bytesOfDrive);
            }
        }
    }
}
