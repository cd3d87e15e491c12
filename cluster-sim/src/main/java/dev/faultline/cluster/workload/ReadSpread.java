package dev.faultline.cluster.workload;

import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.GroupStates;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import dev.faultline.cluster.protection.RepairReads;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.protection.Survival;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.Paths;
import java.util.Arrays;

/**
 * Which drives serve a stored byte that is read, when all data is equally wanted: the drive of its
 * strip, or for a strip that is missing the drives of the strips it is decoded from. While a strip
 * is re-created, the part of it that is there already is read where it comes to lie.
 *
 * @param bytesOfDrive bytes read from each drive for each byte wanted
 * @param readBytes their sum: 1 while nothing is missing
 * @param multipliedBytes bytes multiplied and accumulated for decoding, for each byte wanted
 * @param readableShare share of the data that can be read at all
 */
public record ReadSpread(
        double[] bytesOfDrive, double readBytes, double multipliedBytes, double readableShare) {

    /** The spread over a layout in its present state. */
    public static ReadSpread of(
            Layout layout, PartlyRecreated recreated, Access access, int driveCount) {
        return new Sum(layout, access, driveCount).result(recreated);
    }

    /**
     * The spread while nothing is missing, when every drive holds the same share of the data: what
     * placements come to give or take a strip, without one.
     */
    public static ReadSpread even(int driveCount) {
        double[] bytesOfDrive = new double[driveCount];
        Arrays.fill(bytesOfDrive, 1.0 / driveCount);
        return new ReadSpread(bytesOfDrive, 1, 0, 1);
    }

    /** Adds what a client byte that is read takes. */
    public void addTo(Demand demand, Paths paths, double reduction) {
        double[] stored = bytesOfDrive;
        if (reduction != 1) {
            stored = Arrays.stream(stored).map(bytes -> bytes / reduction).toArray();
        }
        paths.gather(demand, stored);
        paths.compute(demand, readBytes / reduction, multipliedBytes / reduction);
        paths.toClients(demand, 1);
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
        private final int[] missingOfDrive;
        private double unreadable;

        Sum(Layout layout, Access access, int driveCount) {
            this.layout = layout;
            this.access = access;
            this.code = layout.code();
            this.states = layout.states();
            this.bytesOfDrive = new double[driveCount];
            this.unit = 1.0 / ((double) code.dataStrips() * layout.placement().groupCount());
            this.missing = new int[code.width()];
            this.missingOfDrive = new int[driveCount];
        }

        ReadSpread result(PartlyRecreated recreated) {
            states.forEachDegraded(this::degrade);
            recreated.forEach(layout, this::recreate);
            double total = 0;
            for (int drive = 0; drive < bytesOfDrive.length; drive++) {
                int here = layout.placement().dataStripsOf(drive) - missingOfDrive[drive];
                bytesOfDrive[drive] = Math.max(0, bytesOfDrive[drive] + unit * here);
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
                    missingOfDrive[layout.placement().drive(group, position)]++;
                }
            }
            if (states.redundancyOf(group) == Survival.BEYOND) {
                unreadable += count * unit;
            } else {
                decode(group, count, unit);
            }
        }

        /** A part of a group's stripes need not be decoded any more. */
        private void recreate(PartlyRecreated.Part part) {
            int count = 0;
            for (int i = 0; i < part.positions().length; i++) {
                if (part.positions()[i] < code.dataStrips()) {
                    missing[count++] = part.positions()[i];
                    bytesOfDrive[part.drives()[i]] += part.share() * unit;
                }
            }
            decode(part.group(), count, -part.share() * unit);
        }

        /** The first {@code count} missing strips are decoded for the readers of so many bytes. */
        private void decode(int group, int count, double bytes) {
            if (access == Access.RANDOM) {
                repair.each(layout, group, missing, count, bytes, bytesOfDrive);
            } else {
                repair.wholeStripe(layout, group, count, bytes, bytesOfDrive);
            }
        }
    }
}
