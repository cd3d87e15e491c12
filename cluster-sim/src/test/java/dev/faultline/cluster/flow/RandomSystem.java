package dev.faultline.cluster.flow;

import dev.faultline.cluster.kernel.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A random small system that changes step by step, and can be written down anew at any time. */
final class RandomSystem {

    private final RandomGenerator random;
    private final boolean pairsOnly;
    private final MaxMin system;
    private final List<Entry> entries = new ArrayList<>();

    RandomSystem(long seed) {
        this(seed, 0);
    }

    RandomSystem(long seed, double tolerance) {
        system = new MaxMin(tolerance);
        random = new RandomStreams(seed).stream("system");
        pairsOnly = random.nextInt(3) == 0;
        int resources = random.nextInt(1, 30);
        for (int r = 0; r < resources; r++) {
            system.addResource(someCapacity());
        }
        int activities = random.nextInt(0, 4 * resources + 1);
        for (int n = 0; n < activities; n++) {
            add();
        }
    }

    MaxMin system() {
        return system;
    }

    List<Entry> entries() {
        return entries;
    }

    void change() {
        switch (random.nextInt(pairsOnly ? 5 : 8)) {
            case 0, 1 -> add();
            case 2, 3 -> remove();
            case 4 -> system.setCapacity(random.nextInt(system.resourceCount()), someCapacity());
            case 5 -> someEntry().bound = someBound();
            case 6 -> someEntry().guarantee = someGuarantee();
            default -> someEntry().penalty = somePenalty();
        }
        for (Entry entry : entries) {
            system.setBound(entry.activity, entry.bound);
            system.setGuarantee(entry.activity, entry.guarantee);
            system.setPenalty(entry.activity, entry.penalty);
        }
    }

    /** The same system in a new solver that has no earlier solution; activity n is entry n. */
    MaxMin writtenAnew() {
        MaxMin anew = new MaxMin();
        for (int r = 0; r < system.resourceCount(); r++) {
            anew.addResource(system.capacity(r));
        }
        for (Entry entry : entries) {
            int activity =
                    anew.addActivity(entry.penalty, entry.bound, entry.resources, entry.weights);
            anew.setGuarantee(activity, entry.guarantee);
        }
        return anew;
    }

    private void add() {
        Entry entry = new Entry();
        int count = pairsOnly ? 2 : random.nextInt(0, 5);
        entry.resources =
                random.ints(0, system.resourceCount()).distinct().limit(sensible(count)).toArray();
        entry.weights = new double[entry.resources.length];
        for (int n = 0; n < entry.weights.length; n++) {
            entry.weights[n] = random.nextInt(10) == 0 ? 0 : random.nextDouble(0.1, 3);
        }
        boolean needsBound = true;
        for (double weight : entry.weights) {
            needsBound &= weight == 0;
        }
        entry.bound = needsBound ? random.nextDouble(5) : someBound();
        entry.penalty = somePenalty();
        entry.activity =
                system.addActivity(entry.penalty, entry.bound, entry.resources, entry.weights);
        entry.needsBound = needsBound;
        entries.add(entry);
    }

    private int sensible(int count) {
        return Math.min(count, system.resourceCount());
    }

    private void remove() {
        if (!entries.isEmpty()) {
            Entry entry = entries.remove(random.nextInt(entries.size()));
            system.removeActivity(entry.activity);
        }
    }

    private Entry someEntry() {
        if (entries.isEmpty()) {
            add();
        }
        List<Entry> free = entries.stream().filter(entry -> !entry.needsBound).toList();
        return free.isEmpty() ? new Entry() : free.get(random.nextInt(free.size()));
    }

    private double someCapacity() {
        return random.nextInt(20) == 0 ? 0 : random.nextDouble(0.5, 20);
    }

    private double someBound() {
        return pairsOnly || random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble(5);
    }

    private double someGuarantee() {
        return random.nextBoolean() ? 0 : random.nextDouble(4);
    }

    private double somePenalty() {
        return random.nextBoolean() ? 1 : random.nextDouble(0.2, 5);
    }

    static final class Entry {
        int activity;
        int[] resources = {};
        double[] weights = {};
        double penalty = 1;
        double bound;
        double guarantee;
        boolean needsBound;
    }
}
