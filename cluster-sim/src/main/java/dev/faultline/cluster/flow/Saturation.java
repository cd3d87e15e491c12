package dev.faultline.cluster.flow;

/**
 * Finds the level at which one resource is full, given the levels of all others.
 *
 * <p>What the activities on it take together is a piecewise linear function of its level: each
 * one's part rises until the activity is stopped by another resource or its own bound. Newton's
 * method walks from piece to piece.
 */
final class Saturation {

    /** Rounding of a sum of many loads does not make a resource full. */
    private static final double SLACK = 1 + 1e-14;

    private final Graph graph;

    /** No pair that is limited elsewhere has a higher level there, as of the last {@link #find}. */
    private double highestElsewhere;

    Saturation(Graph graph) {
        this.graph = graph;
    }

    /**
     * The level, infinite when it is never full; pairs then stand on the side (limited here or
     * elsewhere) where they belong.
     *
     * @param least what the level certainly is not below
     * @param guess where to begin to look, at or above least
     */
    double find(int resource, double least, double guess) {
        Uses u = graph.uses[resource];
        if (u.severalCount == 0) {
            return findAmongPairs(resource, u);
        }
        highestElsewhere = Double.POSITIVE_INFINITY;
        double level = search(resource, u, least, guess);
        sortPairs(resource, u, level);
        return level;
    }

    double highestElsewhere() {
        return highestElsewhere;
    }

    private double findAmongPairs(int resource, Uses u) {
        double capacity = graph.capacity[resource];
        double[] level = graph.levels.array();
        while (true) {
            double elsewhere = 0;
            double highest = 0;
            for (int n = u.here; n < u.pairCount; n++) {
                double l = level[u.others[n]];
                elsewhere += u.perLevel[n] * l;
                highest = Math.max(highest, l);
            }
            highestElsewhere = highest;
            double slope = 0;
            for (int n = 0; n < u.here; n++) {
                slope += u.perLevel[n];
            }
            double next;
            if (u.here > 0) {
                next = Math.max(0, (capacity - elsewhere) / slope);
            } else {
                next = elsewhere <= capacity * SLACK ? Double.POSITIVE_INFINITY : 0;
            }
            if (!sortPairs(resource, u, next)) {
                return next;
            }
        }
    }

    /**
     * Puts every pair on the side where it belongs at that level; whether any was on the wrong one.
     */
    private boolean sortPairs(int resource, Uses u, double next) {
        double[] level = graph.levels.array();
        boolean moved = false;
        int wereHere = u.here;
        if (highestElsewhere > next) {
            for (int n = u.here; n < u.pairCount; n++) {
                if (level[u.others[n]] > next) {
                    graph.changedActivities.add(u.pairs[n]);
                    graph.moveIn(resource, n);
                    moved = true;
                }
            }
        }
        for (int n = wereHere - 1; n >= 0; n--) {
            int other = u.others[n];
            if (level[other] < next) {
                graph.changedActivities.add(u.pairs[n]);
                graph.moveOut(resource, n);
                graph.levels.mark(other);
                moved = true;
            }
        }
        return moved;
    }

    private double search(int resource, Uses u, double least, double guess) {
        double[] levels = graph.levels.array();
        double capacity = graph.capacity[resource];
        double low = least;
        double high = Double.POSITIVE_INFINITY;
        double level = guess;
        while (true) {
            double steady = 0;
            double slope = 0;
            double pieceStart = 0;
            double pieceEnd = Double.POSITIVE_INFINITY;
            for (int n = 0; n < u.pairCount; n++) {
                double stop = levels[u.others[n]];
                if (level < stop) {
                    slope += u.perLevel[n];
                    pieceEnd = Math.min(pieceEnd, stop);
                } else {
                    steady += u.perLevel[n] * stop;
                    pieceStart = Math.max(pieceStart, stop);
                }
            }
            for (int n = 0; n < u.severalCount; n++) {
                int i = u.several[n];
                double weight = u.weights[n];
                double penalty = graph.penalty[i];
                double granted = graph.granted[i];
                double start = granted * penalty;
                double stop =
                        Math.min(
                                graph.bound[i] * penalty,
                                graph.lowestResource[i] == resource
                                        ? graph.second[i]
                                        : graph.lowest[i]);
                if (start >= stop) {
                    steady += weight * granted;
                } else if (level < start) {
                    steady += weight * granted;
                    pieceEnd = Math.min(pieceEnd, start);
                } else if (level < stop) {
                    slope += weight / penalty;
                    pieceStart = Math.max(pieceStart, start);
                    pieceEnd = Math.min(pieceEnd, stop);
                } else {
                    steady += weight * (stop / penalty);
                    pieceStart = Math.max(pieceStart, stop);
                }
            }
            double free = capacity - steady;
            if (slope == 0 && pieceEnd == Double.POSITIVE_INFINITY) {
                if (steady <= capacity * SLACK) {
                    return Double.POSITIVE_INFINITY;
                }
                if (pieceStart <= low) {
                    return low;
                }
            }
            double next = slope > 0 ? free / slope : free < 0 ? low : Double.POSITIVE_INFINITY;
            if (next <= pieceEnd && next >= pieceStart && slope > 0) {
                return next;
            }
            if (next > level) {
                low = pieceEnd;
                level = next < high ? Math.max(next, pieceEnd) : pieceEnd;
            } else {
                if (pieceStart <= low) {
                    return low;
                }
                high = level;
                level = next > low ? next : (low + pieceStart) / 2;
            }
        }
    }
}
