package dev.faultline.node.http;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Metrics in Prometheus' text format; the one place that knows the library. */
final class Exposition {

    private final MetricSnapshots.Builder families = MetricSnapshots.builder();

    /** A value and its labels, as names and values in turn. */
    record Point(double value, Labels labels) {

        static Point of(double value, String... labels) {
            return new Point(value, Labels.of(labels));
        }
    }

    void gauge(String name, String help, double value) {
        gauge(name, help, List.of(Point.of(value)));
    }

    void gauge(String name, String help, List<Point> points) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        for (Point point : points) {
            family.dataPoint(new GaugeDataPointSnapshot(point.value(), point.labels(), null));
        }
        families.metricSnapshot(family.build());
    }

    void counter(String name, String help, double value) {
        counter(name, help, List.of(Point.of(value)));
    }

    /** The name without {@code _total}, which the format adds. */
    void counter(String name, String help, List<Point> points) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        for (Point point : points) {
            family.dataPoint(new CounterDataPointSnapshot(point.value(), point.labels(), null, 0L));
        }
        families.metricSnapshot(family.build());
    }

    void histograms(String name, String help, List<LatencyPoint> points) {
        HistogramSnapshot.Builder family = HistogramSnapshot.builder().name(name).help(help);
        for (LatencyPoint point : points) {
            Histogram nanos = point.nanos();
            family.dataPoint(
                    HistogramDataPointSnapshot.builder()
                            .classicHistogramBuckets(
                                    ClassicHistogramBuckets.of(
                                            LatencyBuckets.upperSeconds(),
                                            LatencyBuckets.counts(nanos)))
                            .sum(nanos.getMean() * nanos.getTotalCount() / 1e9)
                            .labels(point.labels())
                            .build());
        }
        families.metricSnapshot(family.build());
    }

    /** A latency histogram in nanoseconds and its labels. */
    record LatencyPoint(Histogram nanos, Labels labels) {

        static LatencyPoint of(Histogram nanos, String... labels) {
            return new LatencyPoint(nanos, Labels.of(labels));
        }
    }

    Answer answer() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create()
                    .write(text, families.build(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.of(PrometheusTextFormatWriter.CONTENT_TYPE, text.toByteArray());
    }
}
