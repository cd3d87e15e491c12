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

    /**
     * Use of the resource around a level: {@code steady + slope x level} from pieceStart to
     * pieceEnd.
     */
    private double steady;

    private double slope;
    private double pieceStart;
    private double pieceEnd;

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
        graph.loads.forget(resource);
        double level = search(resource, 0, Math.min(before, Double.MAX_VALUE));
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
     * The level by Newton's method from piece to piece, within a bracket that narrows at each step;
     * where rounding keeps it from narrowing, the level is found. Looks at everything on the
     * resource.
     *
     * @param least what the level certainly is not below
     * @param guess where to begin to look, at or above least
     */
    double search(int resource, double least, double guess) {
        Uses u = graph.uses[resource];
        double capacity = graph.capacity[resource];
        double low = least;
        double high = Double.POSITIVE_INFINITY;
        double level = guess;
        while (true) {
            steady = 0;
            slope = 0;
            pieceStart = 0;
            pieceEnd = Double.POSITIVE_INFINITY;
            addPairs(u, level);
            addSeveral(u, resource, level);
            if (slope == 0 && pieceEnd == Double.POSITIVE_INFINITY) {
                if (steady <= capacity * SLACK) {
                    return Double.POSITIVE_INFINITY;
                }
            }
            double free = capacity - steady;
            double next = slope > 0 ? free / slope : free < 0 ? low : Double.POSITIVE_INFINITY;
            if (slope > 0 && next <= pieceEnd && next >= pieceStart) {
                return next;
            }
            if (next > level) {
                low = pieceEnd;
                if (low >= high) {
                    return high;
                }
                level = next < high ? Math.max(next, pieceEnd) : pieceEnd;
            } else if (pieceStart <= low) {
                return low;
            } else {
                high = level;
                level = next > low ? next : (low + pieceStart) / 2;
                if (level >= high) {
                    return high;
                }
            }
        }
    }

    /**
     * What the level is certainly not below, from one look at everything on the resource: as if
     * those without a bound rose from their grants with the level, and those with a bound did the
     * same or were at it. Infinite when bounds do not fill the resource.
     */
    double least(int resource) {
        Uses u = graph.uses[resource];
        double granted = 0;
        double perLevel = 0;
        double grantedBounded = 0;
        double perLevelBounded = 0;
        double atBounds = 0;
        for (int n = 0; n < u.pairCount; n++) {
            perLevel += u.perLevel[n];
        }
        for (int n = 0; n < u.severalCount; n++) {
            int i = u.several[n];
            double weight = u.weights[n];
            if (graph.bound[i] == Double.POSITIVE_INFINITY) {
                granted += weight * graph.granted[i];
                perLevel += weight / graph.penalty[i];
            } else {
                grantedBounded += weight * graph.granted[i];
                perLevelBounded += weight / graph.penalty[i];
                atBounds += weight * graph.bound[i];
            }
        }
        double free = graph.capacity[resource] - granted;
        if (perLevel == 0 && atBounds <= free) {
            return Double.POSITIVE_INFINITY;
        }
        double rising = (free - grantedBounded) / (perLevel + perLevelBounded);
        double bounded = perLevel > 0 ? (free - atBounds) / perLevel : 0;
        return Math.max(0, Math.max(rising, bounded) * (1 - TIE));
    }

    private void addPairs(Uses u, double level) {
        double[] levels = graph.levels.array();
        double steadyHere = 0;
        double slopeHere = 0;
        for (int n = 0; n < u.pairCount; n++) {
            double stop = levels[u.others[n]];
            if (level < stop) {
                slopeHere += u.perLevel[n];
                pieceEnd = Math.min(pieceEnd, stop);
            } else {
                steadyHere += u.perLevel[n] * stop;
                pieceStart = Math.max(pieceStart, stop);
            }
        }
        steady += steadyHere;
        slope += slopeHere;
    }

    private void addSeveral(Uses u, int resource, double level) {
        double steadyHere = 0;
        double slopeHere = 0;
        double lastBreak = pieceStart;
        double nextBreak = pieceEnd;
        for (int n = 0; n < u.severalCount; n++) {
            int i = u.several[n];
            double weight = u.weights[n];
            double start = graph.granted[i] * graph.penalty[i];
            double stop = stopElsewhere(i, resource);
            if (start >= stop) {
                steadyHere += weight * graph.granted[i];
            } else if (level < start) {
                steadyHere += weight * graph.granted[i];
                nextBreak = Math.min(nextBreak, start);
            } else if (level < stop) {
                slopeHere += weight / graph.penalty[i];
                lastBreak = Math.max(lastBreak, start);
                nextBreak = Math.min(nextBreak, stop);
            } else {
                steadyHere += weight * (stop / graph.penalty[i]);
                lastBreak = Math.max(lastBreak, stop);
            }
        }
        steady += steadyHere;
        slope += slopeHere;
        pieceStart = lastBreak;
        pieceEnd = nextBreak;
    }

    /** The level at which the activity's own bound or another resource stops it. */
    private double stopElsewhere(int activity, int resource) {
        double others =
                graph.lowestResource[activity] == resource
                        ? graph.second[activity]
                        : graph.lowest[activity];
        return Math.min(graph.bound[activity] * graph.penalty[activity], others);
    }
}
