package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.flow.Flows;
import dev.faultline.cluster.flow.GuaranteedShare;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The waves of the class that is re-created now, each an activity beside the clients', and how far
 * they are. They take turns: in each, every wave re-creates an equal part of its bytes, and the
 * next turn begins when all have done theirs. When the last turn is over, all of them are done.
 */
final class UnderWay implements PartlyRecreated {

    /**
     * Clients' loads have penalties around 1e-12: beyond its guarantee a rebuild takes what is
     * left.
     */
    private static final double PENALTY = 1;

    private final Flows flows;
    private final GuaranteedShare guaranteed;
    private final int turns;

    private final List<Going> waves = new ArrayList<>();
    private int turn;
    private int busy;
    private double[] capacities = {};
    private Consumer<List<Wave>> done = waves -> {};
    private double doneBytes;
    private double seenBytes;

    /**
     * @param turns in which waves that are started together are re-created
     */
    UnderWay(Flows flows, GuaranteedShare guaranteed, int turns) {
        this.flows = flows;
        this.guaranteed = guaranteed;
        this.turns = turns;
    }

    boolean isEmpty() {
        return waves.isEmpty();
    }

    /** Activities, by their numbers. */
    List<Integer> activities() {
        return waves.stream().filter(Going::isBusy).map(going -> going.activity).toList();
    }

    /**
     * Starts the waves of a class, while no others go on.
     *
     * @param capacities of the resources now
     * @param done runs when all of them are re-created
     */
    void start(List<Wave> waves, double[] capacities, Consumer<List<Wave>> done) {
        this.capacities = capacities;
        this.done = done;
        turn = 0;
        waves.forEach(wave -> this.waves.add(new Going(wave)));
        this.waves.forEach(this::takeTurn);
    }

    private void takeTurn(Going going) {
        Wave wave = going.wave;
        int[] used = wave.demand().resources(capacities);
        going.activity =
                flows.start(
                        wave.bytes() / turns,
                        PENALTY / wave.stripsPerGroup(),
                        Double.POSITIVE_INFINITY,
                        used,
                        wave.demand().weights(used),
                        () -> endTurn(going));
        guaranteed.include(going.activity);
        busy++;
    }

    private void endTurn(Going going) {
        going.activity = Going.WAITS;
        busy--;
        if (busy > 0) {
            return;
        }
        turn++;
        if (turn < turns) {
            waves.forEach(this::takeTurn);
            return;
        }
        List<Wave> all = waves.stream().map(each -> each.wave).toList();
        all.forEach(wave -> doneBytes += wave.groupBytes());
        waves.clear();
        done.accept(all);
    }

    /** Stops all waves. */
    Stopped stop() {
        double share = waves.stream().mapToDouble(this::share).min().orElse(0);
        List<Wave> all = waves.stream().map(each -> each.wave).toList();
        waves.stream().filter(Going::isBusy).forEach(going -> flows.stop(going.activity));
        waves.clear();
        busy = 0;
        return new Stopped(all, share);
    }

    /**
     * Waves that were stopped.
     *
     * @param share re-created of all of them, 0 to 1; what some are ahead by in their turn does not
     *     count
     */
    record Stopped(List<Wave> waves, double share) {}

    @Override
    public void forEach(Layout layout, Consumer<Part> action) {
        for (Going going : waves) {
            double share = share(going);
            if (going.wave.layout() == layout && share > 0) {
                going.wave.forEachPart(share, action);
            }
        }
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
        for (Going going : waves) {
            if (going.isBusy()) {
                rate += flows.rate(going.activity) / going.wave.bytes() * going.wave.groupBytes();
            }
        }
        return rate > 0 ? Math.max(0, groupBytes - unseenBytes()) / rate : Double.POSITIVE_INFINITY;
    }

    private double unseenBytes() {
        double sum = doneBytes - seenBytes;
        for (Going going : waves) {
            sum += share(going) * going.wave.groupBytes();
        }
        return sum;
    }

    private double share(Going going) {
        double ofTurn = 1;
        if (going.isBusy()) {
            double left = flows.remaining(going.activity) * turns / going.wave.bytes();
            ofTurn = Math.clamp(1 - left, 0, 1);
        }
        return (turn + ofTurn) / turns;
    }

    private static final class Going {
        private static final int WAITS = -1;

        private final Wave wave;
        private int activity = WAITS;

        Going(Wave wave) {
            this.wave = wave;
        }

        boolean isBusy() {
            return activity != WAITS;
        }
    }
}
