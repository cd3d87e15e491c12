package dev.faultline.cluster.kernel;

import java.util.random.RandomGenerator;

/** How far ahead an event schedules its successor, in nanoseconds with a mean of about a second. */
public enum Increments {
    EXPONENTIAL {
        @Override
        double draw(RandomGenerator random) {
            return random.nextExponential();
        }
    },
    UNIFORM {
        @Override
        double draw(RandomGenerator random) {
            return 2 * random.nextDouble();
        }
    },
    /** Nine of ten soon, one of ten much later (Jones, CACM 29/4, 1986). */
    BIMODAL {
        @Override
        double draw(RandomGenerator random) {
            return 0.95238 * random.nextDouble() + (random.nextDouble() < 0.1 ? 9.5238 : 0);
        }
    },
    EQUAL {
        @Override
        double draw(RandomGenerator random) {
            return 1;
        }
    };

    abstract double draw(RandomGenerator random);

    long[] nanos(int count, long seed) {
        RandomGenerator random = new RandomStreams(seed).stream(name());
        long[] nanos = new long[count];
        for (int n = 0; n < count; n++) {
            nanos[n] = (long) (1e9 * draw(random));
        }
        return nanos;
    }
}
