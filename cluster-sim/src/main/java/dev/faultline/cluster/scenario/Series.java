package dev.faultline.cluster.scenario;

import dev.faultline.cluster.result.RunResult.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that changes from time to time: remembered at its changes, with its mean and extremes
 * over all time. Of very many changes it forgets every second one; mean and extremes stay exact.
 */
final class Series {

    private static final int MOST = 4096;

    private final List<Point> points = new ArrayList<>();
    private double value;
    private double since;
    private double integral;
    private double seconds;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    /** From this time on the value is another. */
    void set(double atSeconds, double newValue) {
        advance(atSeconds);
        if (points.isEmpty() || value != newValue) {
            if (!points.isEmpty() && points.getLast().atSeconds() == atSeconds) {
                points.removeLast();
            }
            points.add(new Point(atSeconds, newValue));
            value = newValue;
            thin();
        }
    }

    /** The value has held until this time. */
    void advance(double atSeconds) {
        double elapsed = atSeconds - since;
        if (elapsed > 0 && !points.isEmpty()) {
            integral += value * elapsed;
            seconds += elapsed;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        since = atSeconds;
    }

    double value() {
        return value;
    }

    double integral() {
        return integral;
    }

    double mean() {
        return seconds == 0 ? value : integral / seconds;
    }

    /** Smallest value that held for any time. */
    double least() {
        return seconds == 0 ? value : least;
    }

    double most() {
        return seconds == 0 ? value : most;
    }

    List<Point> points() {
        return List.copyOf(points);
    }

    private void thin() {
        if (points.size() > MOST) {
            for (int i = points.size() - 2; i > 0; i -= 2) {
                points.remove(i);
            }
        }
    }
}
