package dev.faultline.cluster.protection;

/**
 * Where the strips of each placement group lie. Stripes of one group lie on the same drives, so a
 * group stands for very many stripes.
 *
 * <p>Changes only when a rebuild moves a strip. Not thread-safe.
 */
public final class Placement {

    private final CodeOption option;
    private final Code code;
    private final int[] drives;
    private final int[] dataStripsOfDrive;

    Placement(CodeOption option, int[] drives, int driveCount) {
        this.option = option;
        this.code = option.code();
        this.drives = drives;
        this.dataStripsOfDrive = new int[driveCount];
        for (int strip = 0; strip < drives.length; strip++) {
            dataStripsOfDrive[drives[strip]] += isData(strip) ? 1 : 0;
        }
    }

    /**
     * The same strips in a cluster that counts its drives differently, as one does that has grown.
     *
     * @param numberOf the new number of each drive
     */
    public Placement renumbered(int[] numberOf, int driveCount) {
        int[] renumbered = new int[drives.length];
        for (int strip = 0; strip < drives.length; strip++) {
            renumbered[strip] = numberOf[drives[strip]];
        }
        return new Placement(option, renumbered, driveCount);
    }

    public Code code() {
        return code;
    }

    public int maxStripsPerDomain() {
        return option.maxStripsPerDomain();
    }

    /** 0 where update domains do not matter. */
    public int maxStripsPerUpdateDomain() {
        return option.maxStripsPerUpdateDomain();
    }

    public int groupCount() {
        return drives.length / code.width();
    }

    public int stripCount() {
        return drives.length;
    }

    /** Drives of the cluster. */
    public int driveCount() {
        return dataStripsOfDrive.length;
    }

    /** The drive that holds (or held, while it is not re-created) a strip of a group. */
    public int drive(int group, int position) {
        return drives[group * code.width() + position];
    }

    /** The drive of strip {@code group * width + position}. */
    public int driveOfStrip(int strip) {
        return drives[strip];
    }

    /** A rebuild has re-created a strip on another drive. */
    public void move(int strip, int drive) {
        if (isData(strip)) {
            dataStripsOfDrive[drives[strip]]--;
            dataStripsOfDrive[drive]++;
        }
        drives[strip] = drive;
    }

    /** Data strips that lie on a drive, missing ones included. */
    public int dataStripsOf(int drive) {
        return dataStripsOfDrive[drive];
    }

    private boolean isData(int strip) {
        return strip % code.width() < code.dataStrips();
    }
}
