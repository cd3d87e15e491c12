package dev.faultline.cluster.scenario;

import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.Promise;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.result.RunResult.Survives;
import dev.faultline.cluster.topology.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What users' data still survives as it lies now: for each number of failure domains, how many
 * drives besides. Taken over every placement group: its redundancy less the strips it has in the
 * domains that hold most of them.
 */
final class RemainingPromise {

    private final Layout data;
    private final Cluster cluster;

    RemainingPromise(Layouts layouts, Cluster cluster) {
        this.data = layouts.data();
        this.cluster = cluster;
    }

    /** Down from the domains promised to none; without those that are not survived at all. */
    List<Survives> of(Promise promise) {
        int[] drives = new int[promise.domains() + 1];
        Arrays.fill(drives, Integer.MAX_VALUE);
        int[] inDomain = new int[cluster.domainCount()];
        for (int group = 0; group < data.placement().groupCount(); group++) {
            if (data.states().isLost(group)) {
                continue;
            }
            int[] fullest = fullest(group, promise.domains(), inDomain);
            int left = data.states().redundancyOf(group);
            for (int domains = 0; domains <= promise.domains(); domains++) {
                left -= domains == 0 ? 0 : fullest[domains - 1];
                drives[domains] = Math.min(drives[domains], left);
            }
        }
        List<Survives> survives = new ArrayList<>();
        for (int domains = promise.domains(); domains >= 0; domains--) {
            if (drives[domains] >= 0 && drives[domains] < Integer.MAX_VALUE) {
                survives.add(new Survives(domains, drives[domains]));
            }
        }
        return survives;
    }

    /** Strips in the domains that hold most of a group, most first. */
    private int[] fullest(int group, int domains, int[] inDomain) {
        int[] fullest = new int[domains];
        int width = data.code().width();
        for (int position = 0; position < width; position++) {
            if (data.states().stateOf(group, position) == StripState.HERE) {
                inDomain[cluster.domainOfDrive(data.placement().drive(group, position))]++;
            }
        }
        for (int position = 0; position < width; position++) {
            int domain = cluster.domainOfDrive(data.placement().drive(group, position));
            insert(fullest, inDomain[domain]);
            inDomain[domain] = 0;
        }
        return fullest;
    }

    private static void insert(int[] descending, int value) {
        int carried = value;
        for (int i = 0; i < descending.length; i++) {
            if (carried > descending[i]) {
                int displaced = descending[i];
                descending[i] = carried;
                carried = displaced;
            }
        }
    }
}
