package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.flow.Flows;
import dev.faultline.cluster.flow.GuaranteedShare;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The waves that go on now, each an activity beside the clients', and how far they are. */
final class UnderWay implements PartlyRecreated {

    /**
     * Clients' loads have penalties around 1e-12: beyond its guarantee a rebuild takes what is
     * left.
     */
    private static final double PENALTY = 1;

    private final Flows flows;
    private final GuaranteedShare guaranteed;
    private final Map<Integer, Wave> waves = new TreeMap<>();
    private int rank;
    private double doneBytes;
    private double seenBytes;

    UnderWay(Flows flows, GuaranteedShare guaranteed) {
        this.flows = flows;
        this.guaranteed = guaranteed;
    }

    boolean isEmpty() {
        return waves.isEmpty();
    }

    /** Activities, by their numbers. */
    Iterable<Integer> activities() {
        return waves.keySet();
    }

    /** Of the wave that was started last. */
    int rank() {
        return rank;
    }

    /**
     * Starts a wave.
     *
     * @param capacities of the resources now
     * @param done runs when all of it is re-created
     */
    void start(Wave wave, double[] capacities, Consumer<Wave> done) {
        int[] used = wave.demand().resources(capacities);
        int[] activity = new int[1];
        activity[0] =
                flows.start(
                        wave.bytes(),
                        PENALTY / wave.stripsPerGroup(),
                        Double.POSITIVE_INFINITY,
                        used,
                        wave.demand().weights(used),
                        () -> done.accept(ended(activity[0])));
        guaranteed.include(activity[0]);
        waves.put(activity[0], wave);
        rank = wave.rank();
    }

    private Wave ended(int activity) {
        Wave wave = Objects.requireNonNull(waves.remove(activity));
        doneBytes += wave.groupBytes();
        return wave;
    }

    /** Stops all waves. */
    List<Stopped> stop() {
        List<Stopped> stopped = new ArrayList<>();
        waves.forEach((activity, wave) -> {
            stopped.add(new Stopped(wave, share(activity, wave) * wave.bytes()));
            flows.stop(activity);
        });
        waves.clear();
        return stopped;
    }

    /** A wave that was stopped when so many of its bytes were re-created. */
    record Stopped(Wave wave, double movedBytes) {}

    @Override
    public void forEach(Layout layout, Consumer<Part> action) {
        waves.forEach((activity, wave) -> {
            double share = share(activity, wave);
            if (wave.layout() == layout && share > 0) {
                wave.forEachPart(share, action);
            }
        });
    }

    /** Clients know now what can be read again. */
    void seen() {
        doneBytes = 0;
        seenBytes = 0;
        seenBytes = unseenBytes();
    }

    /**
     * How long until groups that hold so many bytes have been re-created that clients do not know
     * of, at the rates of now; infinite when nothing goes on.
     */
    double secondsUntilUnseen(double groupBytes) {
        double rate = 0;
        for (Map.Entry<Integer, Wave> entry : waves.entrySet()) {
            Wave wave = entry.getValue();
            rate += flows.rate(entry.getKey()) / wave.bytes() * wave.groupBytes();
        }
        return rate > 0 ? Math.max(0, groupBytes - unseenBytes()) / rate : Double.POSITIVE_INFINITY;
    }

    private double unseenBytes() {
        double sum = doneBytes - seenBytes;
        for (Map.Entry<Integer, Wave> entry : waves.entrySet()) {
            Wave wave = entry.getValue();
            sum += share(entry.getKey(), wave) * wave.groupBytes();
        }
        return sum;
    }

    private double share(int activity, Wave wave) {
        return Math.clamp(1 - flows.remaining(activity) / wave.bytes(), 0, 1);
    }
}
