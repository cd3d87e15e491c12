package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.LoadSample;
import dev.faultline.cluster.result.RunResult.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * A result with each load sample replaced by what changed since the one before, byte by byte modulo
 * 256; the page adds them up again. That compresses far better: parts change seldom.
 */
final class SampleDeltas {

    private SampleDeltas() {}

    static RunResult applied(RunResult result) {
        Site site = result.site();
        Site changed =
                new Site(
                        site.domainKind(),
                        site.rackUnitsLimit(),
                        site.rackWattsLimit(),
                        site.racks(),
                        site.changes(),
                        deltas(site.samples()));
        return with(result, changed);
    }

    static List<LoadSample> deltas(List<LoadSample> samples) {
        List<LoadSample> deltas = new ArrayList<>(samples.size());
        byte[] drives = new byte[0];
        byte[] nics = new byte[0];
        for (LoadSample sample : samples) {
            deltas.add(
                    new LoadSample(
                            sample.atSeconds(),
                            minus(sample.driveBusy(), drives),
                            minus(sample.nicBusy(), nics)));
            drives = sample.driveBusy();
            nics = sample.nicBusy();
        }
        return deltas;
    }

    private static byte[] minus(byte[] now, byte[] before) {
        byte[] delta = now.clone();
        for (int i = 0; i < Math.min(now.length, before.length); i++) {
            delta[i] -= before[i];
        }
        return delta;
    }

    private static RunResult with(RunResult r, Site site) {
        return new RunResult(
                r.format(),
                r.scenario(),
                r.topology(),
                r.seed(),
                r.digest(),
                r.simulatedSeconds(),
                r.wallSeconds(),
                r.events(),
                r.cluster(),
                r.protection(),
                r.capacity(),
                r.throughput(),
                r.density(),
                r.faults(),
                r.rebuild(),
                r.redundancy(),
                r.loss(),
                r.foreground(),
                r.utilisation(),
                r.expectations(),
                r.power(),
                r.paths(),
                site,
                r.inputs(),
                r.notes(),
                r.maintenance(),
                r.durability());
    }
}
