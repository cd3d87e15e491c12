package dev.faultline.cluster.cli;

import dev.faultline.cluster.request.FioJob;
import dev.faultline.cluster.request.Prediction;
import dev.faultline.cluster.request.Prediction.Latency;
import dev.faultline.cluster.request.Utilisation;
import dev.faultline.node.units.DataRate;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A prediction for people. */
final class PredictionText {

    private final PrintWriter out;

    PredictionText(PrintWriter out) {
        this.out = out;
    }

    void print(String server, String code, FioJob job, Prediction prediction) {
        line(
                "%s, %s: %s of %,d bytes, %d job%s x depth %d",
                server,
                code,
                job.pattern(),
                job.blockBytes(),
                job.jobs(),
                job.jobs() == 1 ? "" : "s",
                job.depth());
        line("");
        line("  IOPS       %,.0f", prediction.requestsPerSecond());
        line("  bandwidth  %s", DataRate.print(prediction.bytesPerSecond()));
        line("");
        line(
                "  %-10s %10s %10s %10s %10s %10s %10s",
                "latency", "mean", "p50", "p90", "p99", "p99.9", "max");
        print("reads", prediction.reads());
        print("writes", prediction.writes());
        line("");
        line("  busy       %s", busy(prediction.utilisations()));
        line("  bound by   %s", bound(job, prediction));
        line(
                "  simulated  %,d requests, %.3f s of virtual time",
                prediction.requests(), prediction.simulatedSeconds());
    }

    private void print(String name, Latency latency) {
        if (latency.count() > 0) {
            line(
                    "  %-10s %10s %10s %10s %10s %10s %10s",
                    name,
                    time(latency.meanSeconds()),
                    time(latency.p50Seconds()),
                    time(latency.p90Seconds()),
                    time(latency.p99Seconds()),
                    time(latency.p999Seconds()),
                    time(latency.maximumSeconds()));
        }
    }

    private static String busy(List<Utilisation> utilisations) {
        return utilisations.stream()
                .sorted(Comparator.comparingDouble(Utilisation::share).reversed())
                .map(u -> String.format(Locale.ROOT, "%s %.1f %%", u.resource(), 100 * u.share()))
                .collect(Collectors.joining(", "));
    }

    private static String bound(FioJob job, Prediction prediction) {
        return prediction.bottleneck().equals(Prediction.LATENCY)
                ? "latency: %d outstanding do not fill any part; a deeper queue gives more"
                        .formatted(job.depth() * job.jobs())
                : prediction.bottleneck();
    }

    private static String time(double seconds) {
        return seconds < 1e-3
                ? String.format(Locale.ROOT, "%.1f us", seconds * 1e6)
                : String.format(Locale.ROOT, "%.2f ms", seconds * 1e3);
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
