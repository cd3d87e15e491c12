package dev.faultline.cluster.scenario;

/** What a load asked and got. Only time during which it asked counts for minimum and mean. */
final class LoadTally {

    private final Series asked = new Series();
    private final Series served = new Series();
    private double since;
    private double askedSeconds;
    private double minimum = Double.POSITIVE_INFINITY;

    void set(double now, double askedRate, double servedRate) {
        advance(now);
        asked.set(now, askedRate);
        served.set(now, servedRate);
    }

    void advance(double now) {
        if (now > since && asked.value() > 0) {
            askedSeconds += now - since;
            minimum = Math.min(minimum, served.value());
        }
        since = now;
        asked.advance(now);
        served.advance(now);
    }

    Series asked() {
        return asked;
    }

    Series served() {
        return served;
    }

    /** Least served at any time it asked; 0 if it never asked. */
    double minimum() {
        return askedSeconds == 0 ? 0 : minimum;
    }

    /** Mean served over the time it asked; 0 if it never asked. */
    double mean() {
        return askedSeconds == 0 ? 0 : served.integral() / askedSeconds;
    }
}
