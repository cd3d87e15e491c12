package dev.faultline.cluster.expansion;

import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;

/**
 * How long a movement takes at the least: for each kind of resource, on old parts and on new ones
 * by themselves, what is used of all of them over what all of them can give; the largest of these.
 * Old drives give and new ones take, so neither can do the other's part; within each the work is
 * taken as spread perfectly, and no client is in the way.
 *
 * @param resource what sets it, such as {@code drive media of the new drives}
 */
record Bound(double seconds, String resource) {

    static Bound of(Resources resources, Growth growth, double[] capacities, Demand total) {
        Bound bound = new Bound(0, "nothing");
        for (ResourceKind kind : ResourceKind.values()) {
            for (boolean old : new boolean[] {true, false}) {
                double seconds = seconds(resources, growth, capacities, total, kind, old);
                if (seconds > bound.seconds) {
                    bound = new Bound(seconds, words(kind, old));
                }
            }
        }
        return bound;
    }

    private static double seconds(
            Resources resources,
            Growth growth,
            double[] capacities,
            Demand total,
            ResourceKind kind,
            boolean old) {
        double used = 0;
        double given = 0;
        int first = resources.first(kind);
        for (int i = 0; i < resources.count(kind); i++) {
            if (isOld(growth, kind, i) == old) {
                used += total.of(first + i);
                given += capacities[first + i];
            }
        }
        return used == 0 ? 0 : used / given;
    }

    private static boolean isOld(Growth growth, ResourceKind kind, int index) {
        return switch (kind) {
            case DRIVE -> growth.oldDrive()[index];
            case UPLINK_IN, UPLINK_OUT -> growth.oldRack()[index];
            default -> growth.oldNode()[index];
        };
    }

    private static String words(ResourceKind kind, boolean old) {
        String parts =
                switch (kind) {
                    case DRIVE -> "drives";
                    case UPLINK_IN, UPLINK_OUT -> "racks";
                    default -> "nodes";
                };
        return "%s of the %s %s".formatted(kind.words(), old ? "old" : "new", parts);
    }
}
