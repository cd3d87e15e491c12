package dev.faultline.cluster.protection;

/**
 * What must be read from which drives to have missing strips back, and what decoding costs.
 *
 * <ul>
 *   <li>A strip that is the only one missing of its local group is the sum of the others in it.
 *   <li>A strip that is the only one missing of a stripe in a regenerating code needs {@code
 *       repairReads * k} strips' worth, the same from all survivors.
 *   <li>Anything else needs k strips' worth; all missing strips come out of the same k.
 * </ul>
 *
 * <p>Where k strips are read out of s > k survivors, each survivor gives k/s of a strip: stripes of
 * one group choose different helpers.
 */
public final class RepairReads {

    private double stripsRead;
    private double stripsMultiplied;

    /** Strips' worth read by the calls since the last {@link #clear}. */
    public double stripsRead() {
        return stripsRead;
    }

    /** Strips' worth multiplied and accumulated by the calls since the last {@link #clear}. */
    public double stripsMultiplied() {
        return stripsMultiplied;
    }

    public void clear() {
        stripsRead = 0;
        stripsMultiplied = 0;
    }

    /**
     * Adds the reads that having some missing strips back costs when each is asked for by itself.
     *
     * @param positions the first {@code count} are asked for
     * @param scale bytes for each strip's worth
     * @param bytesOfDrive is added to
     */
    public void each(
            Layout layout,
            int group,
            int[] positions,
            int count,
            double scale,
            double[] bytesOfDrive) {
        int others = 0;
        for (int i = 0; i < count; i++) {
            if (isOnlyMissingOfItsLocalGroup(layout, group, positions[i])) {
                local(layout, group, positions[i], scale, bytesOfDrive);
            } else {
                others++;
            }
        }
        if (others > 0) {
            global(layout, group, 1, others * scale, bytesOfDrive);
        }
    }

    /**
     * Adds the reads that having some missing strips back costs when all are wanted at once.
     *
     * @param positions the first {@code count} are wanted
     * @param scale bytes for each strip's worth
     * @param bytesOfDrive is added to
     */
    public void together(
            Layout layout,
            int group,
            int[] positions,
            int count,
            double scale,
            double[] bytesOfDrive) {
        for (int i = 0; i < count; i++) {
            if (!isOnlyMissingOfItsLocalGroup(layout, group, positions[i])) {
                global(layout, group, count, scale, bytesOfDrive);
                return;
            }
        }
        for (int i = 0; i < count; i++) {
            local(layout, group, positions[i], scale, bytesOfDrive);
        }
    }

    /**
     * Adds the reads that so many missing data strips cost when the whole stripe is wanted: parity
     * strips in their place, the same from all that are left.
     *
     * @param scale bytes for each strip's worth
     * @param bytesOfDrive is added to
     */
    public void wholeStripe(
            Layout layout, int group, int missingData, double scale, double[] bytesOfDrive) {
        Code code = layout.code();
        int parities = 0;
        for (int position = code.dataStrips(); position < code.width(); position++) {
            parities += layout.states().stateOf(group, position) == StripState.HERE ? 1 : 0;
        }
        for (int position = code.dataStrips(); position < code.width(); position++) {
            if (layout.states().stateOf(group, position) == StripState.HERE) {
                bytesOfDrive[layout.placement().drive(group, position)] +=
                        scale * missingData / parities;
            }
        }
        stripsRead += missingData * scale;
        stripsMultiplied += (double) code.dataStrips() * missingData * scale;
    }

    private void global(
            Layout layout, int group, int outputs, double scale, double[] bytesOfDrive) {
        Code code = layout.code();
        GroupStates states = layout.states();
        int missing = states.missingOf(group);
        double strips = code.dataStrips() * (missing == 1 ? code.repairReads() : 1);
        double each = strips / (code.width() - missing);
        for (int position = 0; position < code.width(); position++) {
            if (states.stateOf(group, position) == StripState.HERE) {
                bytesOfDrive[layout.placement().drive(group, position)] += scale * each;
            }
        }
        stripsRead += strips * scale;
        stripsMultiplied += (double) code.dataStrips() * outputs * scale;
    }

    private void local(
            Layout layout, int group, int position, double scale, double[] bytesOfDrive) {
        Code code = layout.code();
        int localGroup = code.localGroupOf(position);
        for (int other = 0; other < code.width(); other++) {
            if (other != position && code.localGroupOf(other) == localGroup) {
                bytesOfDrive[layout.placement().drive(group, other)] += scale;
            }
        }
        stripsRead += (code.localGroupWidth() - 1) * scale;
        stripsMultiplied += (code.localGroupWidth() - 1) * scale;
    }

    private static boolean isOnlyMissingOfItsLocalGroup(Layout layout, int group, int position) {
        Code code = layout.code();
        int localGroup = code.localGroupOf(position);
        if (localGroup < 0) {
            return false;
        }
        for (int other = 0; other < code.width(); other++) {
            if (other != position
                    && code.localGroupOf(other) == localGroup
                    && layout.states().stateOf(group, other) != StripState.HERE) {
                return false;
            }
        }
        return true;
    }
}
