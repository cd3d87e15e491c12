package dev.faultline.cluster.report;

import dev.faultline.cluster.result.RunResult.Point;
import java.util.List;

/** A series as one line of block characters: each column is the least value in its time. */
final class Sparkline {

    private static final String LEVELS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * Draws a series.
     *
     * @param endSeconds the series' last value holds until then
     * @param top the value that fills a column
     */
    static String of(List<Point> points, double endSeconds, double top, int columns) {
        StringBuilder line = new StringBuilder();
        int next = 0;
        double value = 0;
        for (int column = 0; column < columns; column++) {
            double until = endSeconds * (column + 1) / columns;
            double least = Double.POSITIVE_INFINITY;
            double from = endSeconds * column / columns;
            if (next == points.size() || points.get(next).atSeconds() > from) {
                least = value;
            }
            while (next < points.size() && points.get(next).atSeconds() < until) {
                value = points.get(next++).value();
                least = Math.min(least, value);
            }
            line.append(level(least, top));
        }
        return line.toString();
    }

    private static char level(double value, double top) {
        if (value <= 0 || top <= 0) {
            return ' ';
        }
        int level = (int) Math.ceil(value / top * LEVELS.length()) - 1;
        return LEVELS.charAt(Math.clamp(level, 0, LEVELS.length() - 1));
    }
}
