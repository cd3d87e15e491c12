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

    /**
     * Levels closer than this part of them are the same; a pair between two such resources stays
     * where it is.
     */
    private static final double TIE = 0x1p-46;

    private final Graph graph;

    Saturation(Graph graph) {
        this.graph = graph;
    }

    /**
     * The level, infinite when it is never full; takes and gives pairs so that each is limited
     * where it should be.
     */
    double settle(int resource) {
        Uses u = graph.uses[resource];
        double before = graph.levels.of(resource);
        if (u.severalCount == 0) {
            return settlePairs(resource, u, before);
        }
        double level = search(resource, 0, before < Double.POSITIVE_INFINITY ? before : 0);
        takePairs(resource, u, level);
        givePairs(resource, u, level);
        return level;
    }

    private double settlePairs(int resource, Uses u, double before) {
        double capacity = graph.capacity[resource];
        double[] level = graph.levels.array();
        double noneIsBelow = before;
        while (true) {
            graph.loads.lookAt(resource, u, level);
            double elsewhere = graph.loads.sum(resource);
            double next;
            if (u.here > 0) {
                next = Math.max(0, (capacity - elsewhere) / graph.loads.slope(resource));
            } else {
                next = elsewhere <= capacity * SLACK ? Double.POSITIVE_INFINITY : 0;
            }
            boolean moved = next > noneIsBelow && givePairs(resource, u, next);
            if (graph.loads.highest(resource) > next * (1 + TIE) && takePairs(resource, u, next)) {
                noneIsBelow = Math.min(noneIsBelow, next);
                moved = true;
            }
            if (!moved) {
                return next;
            }
        }
    }

    /** Takes the pairs that would have a higher level elsewhere. */
    private boolean takePairs(int resource, Uses u, double next) {
        double[] level = graph.levels.array();
        double limit = next * (1 + TIE);
        int before = u.here;
        for (int n = u.here; n < u.pairCount; n++) {
            if (level[u.others[n]] > limit) {
                graph.take(resource, n);
            }
        }
        return u.here > before;
    }

    /** Gives away the pairs that have a lower level elsewhere. */
    private boolean givePairs(int resource, Uses u, double next) {
        double[] level = graph.levels.array();
        double limit = next * (1 - TIE);
        int before = u.here;
        for (int n = u.here - 1; n >= 0; n--) {
            if (level[u.others[n]] < limit) {
                graph.give(resource, n);
            }
        }
        return u.here < before;
    }

    /**
     * The level by Newton's method from piece to piece, between a bracket for safety; looks at
     * everything on the resource.
     *
     * @param least what the level certainly is not below
     * @param guess where to begin to look, at or above least
     */
    double search(int resource, double least, double guess) {
        Uses u = graph.uses[resource];
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
