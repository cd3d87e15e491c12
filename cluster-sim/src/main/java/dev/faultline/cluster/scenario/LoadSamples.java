package dev.faultline.cluster.scenario;

import dev.faultline.cluster.result.RunResult.LoadSample;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;
import java.util.ArrayList;
import java.util.List;

/**
 * How busy every drive and NIC is at some instants: after each change of health, and in between so
 * often that at most a few dozen remain.
 */
final class LoadSamples {

    private static final int MOST_BYTES = 400_000;
    private static final int MOST = 64;
    private static final int LEAST = 8;

    private final Resources resources;
    private final int limit;
    private final List<LoadSample> samples = new ArrayList<>();
    private double spacing;
    private boolean next = true;

    LoadSamples(Resources resources) {
        this.resources = resources;
        int each = resources.cluster().driveCount() + resources.cluster().nodeCount();
        this.limit = Math.clamp(MOST_BYTES / each, LEAST, MOST);
    }

    /** The next rates are worth a sample. */
    void takeNext() {
        next = true;
    }

    /**
     * Takes a sample if it is time for one.
     *
     * @param use share used of every resource
     */
    void offer(double now, double[] use) {
        double last = samples.isEmpty() ? Double.NEGATIVE_INFINITY : samples.getLast().atSeconds();
        if (!next && now - last < spacing) {
            return;
        }
        if (now == last) {
            samples.removeLast();
        }
        samples.add(sample(now, use));
        next = false;
        if (samples.size() > limit) {
            for (int i = samples.size() - 2; i > 0; i -= 2) {
                samples.remove(i);
            }
            spacing = Math.max(2 * spacing, now / limit);
        }
    }

    List<LoadSample> samples() {
        return List.copyOf(samples);
    }

    private LoadSample sample(double now, double[] use) {
        byte[] drives = new byte[resources.cluster().driveCount()];
        for (int drive = 0; drive < drives.length; drive++) {
            drives[drive] = percent(use[drive]);
        }
        byte[] nics = new byte[resources.cluster().nodeCount()];
        int in = resources.first(ResourceKind.NIC_IN);
        int out = resources.first(ResourceKind.NIC_OUT);
        for (int node = 0; node < nics.length; node++) {
            nics[node] = percent(Math.max(use[in + node], use[out + node]));
        }
        return new LoadSample(now, drives, nics);
    }

    private static byte percent(double share) {
        return (byte) Math.round(100 * share);
    }
}
