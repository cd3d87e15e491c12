package dev.faultline.cluster.scenario;

import dev.faultline.cluster.maintenance.Maintenance;
import dev.faultline.cluster.result.Maintenance.Impact;
import dev.faultline.cluster.workload.Foreground;
import dev.faultline.cluster.workload.Load;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What each load asked and got while maintenance was under way. */
final class MaintenanceImpact {

    private final List<Load> loads;
    private final Foreground foreground;
    private final Maintenance maintenance;
    private final double[] askedRate;
    private final double[] servedRate;
    private final double[] asked;
    private final double[] served;
    private final double[] least;
    private boolean underWay;
    private double since;

    MaintenanceImpact(List<Load> loads, Foreground foreground, Maintenance maintenance) {
        this.loads = loads;
        this.foreground = foreground;
        this.maintenance = maintenance;
        this.askedRate = new double[loads.size()];
        this.servedRate = new double[loads.size()];
        this.asked = new double[loads.size()];
        this.served = new double[loads.size()];
        this.least = new double[loads.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
    }

    /** Rates hold from now on. */
    void ratesAre(double now) {
        end(now);
        underWay = maintenance.isUnderWay();
        for (int load = 0; load < asked.length; load++) {
            askedRate[load] = foreground.asked(load);
            servedRate[load] = foreground.served(load);
        }
    }

    /** Those rates have held until now. */
    void end(double now) {
        double seconds = now - since;
        since = now;
        if (!underWay || seconds <= 0) {
            return;
        }
        for (int load = 0; load < asked.length; load++) {
            asked[load] += askedRate[load] * seconds;
            served[load] += servedRate[load] * seconds;
            if (askedRate[load] > 0) {
                least[load] = Math.min(least[load], servedRate[load] / askedRate[load]);
            }
        }
    }

    List<Impact> result() {
        return IntStream.range(0, asked.length)
                .mapToObj(load ->
                        new Impact(
                                loads.get(load).name(),
                                asked[load] == 0 ? null : least[load],
                                asked[load] == 0 ? null : served[load] / asked[load],
                                Math.max(0, asked[load] - served[load])))
                .toList();
    }
}
