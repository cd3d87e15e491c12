package dev.faultline.cluster.report;

import dev.faultline.cluster.result.RunResult.Point;
import java.util.List;

/** A series as one line of block characters: each column is the mean over its time. */
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
        for (int column = 0; column < columns; column++) {
            double from = endSeconds * column / columns;
            double until = endSeconds * (column + 1) / columns;
            line.append(level(mean(points, from, until), top));
        }
        return line.toString();
    }

    private static double mean(List<Point> points, double from, double until) {
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            double begins = Math.max(from, points.get(i).atSeconds());
            double ends = i + 1 < points.size() ? points.get(i + 1).atSeconds() : until;
            sum += points.get(i).value() * Math.max(0, Math.min(until, ends) - begins);
        }
        return sum / (until - from);
    }

    private static char level(double value, double top) {
        if (value <= 0 || top <= 0) {
            return ' ';
        }
        int level = (int) Math.ceil(value / top * LEVELS.length()) - 1;
        return LEVELS.charAt(Math.clamp(level, 0, LEVELS.length() - 1));
    }
}
