package dev.faultline.cluster.traffic;

import java.util.Arrays;

/** How much of every resource a movement uses for each unit of it, usually a byte. */
public final class Demand {

    private final double[] use;

    public Demand(Resources resources) {
        this.use = new double[resources.count()];
    }

    private Demand(double[] use) {
        this.use = use;
    }

    /** A demand of its own that is so many times this one. */
    public Demand times(double factor) {
        return new Demand(Arrays.stream(use).map(amount -> factor * amount).toArray());
    }

    public void add(int resource, double amount) {
        use[resource] += amount;
    }

    /** Adds another demand so many times. */
    public void add(Demand other, double times) {
        for (int resource = 0; resource < use.length; resource++) {
            use[resource] += times * other.use[resource];
        }
    }

    /** Divides everything: from a total to what each of so many units uses. */
    public void divide(double units) {
        for (int resource = 0; resource < use.length; resource++) {
            use[resource] /= units;
        }
    }

    public double of(int resource) {
        return use[resource];
    }

    /** Resources that are used and have a limit, in growing order. */
    public int[] resources(double[] capacities) {
        int[] resources = new int[use.length];
        int count = 0;
        for (int resource = 0; resource < use.length; resource++) {
            if (use[resource] > 0 && capacities[resource] < Double.POSITIVE_INFINITY) {
                resources[count++] = resource;
            }
        }
        return Arrays.copyOf(resources, count);
    }

    /** The use of each of these resources. */
    public double[] weights(int[] resources) {
        double[] weights = new double[resources.length];
        for (int i = 0; i < resources.length; i++) {
            weights[i] = use[resources[i]];
        }
        return weights;
    }
}
