package dev.faultline.cluster.durability;

import java.util.ArrayList;
import java.util.List;

/** What can take part in a loss. Sets of causes are bit masks of {@link #bit()}. */
public enum Cause {
    DRIVE,
    NODE,
    RACK,
    DOMAIN,
    BATCH,
    LATENT;

    private static final Cause[] ALL = values();

    public int bit() {
        return 1 << ordinal();
    }

    /** The causes of a mask, in words: "drive overlap", "rack + drive", "drive + latent". */
    public static String describe(int mask) {
        if (mask == DRIVE.bit()) {
            return "drive overlap";
        }
        List<String> names = new ArrayList<>();
        for (int i = ALL.length - 2; i >= 0; i--) {
            if ((mask & 1 << i) != 0) {
                names.add(ALL[i].toString());
            }
        }
        if ((mask & LATENT.bit()) != 0) {
            names.add("latent error");
        }
        return String.join(" + ", names);
    }

    /** Every possible set of causes. */
    public static int masks() {
        return 1 << ALL.length;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
