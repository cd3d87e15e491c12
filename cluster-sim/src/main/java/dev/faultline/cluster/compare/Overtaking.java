package dev.faultline.cluster.compare;

import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.ComparisonResult.GrowthPoint;
import dev.faultline.cluster.result.ComparisonResult.Overtake;
import dev.faultline.cluster.result.ComparisonResult.ServiceResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a proposal that grows begins to read faster than one file system of a service of the same
 * capacity, or the largest there is. Both are straight lines between their points on logarithmic
 * scales.
 */
final class Overtaking {

    private Overtaking() {}

    static List<Overtake> of(List<Compared> proposals, List<ServiceResult> services) {
        List<Overtake> overtakes = new ArrayList<>();
        for (ServiceResult service : services) {
            for (Compared proposal : proposals) {
                Overtake found = of(proposal, service);
                if (found != null) {
                    overtakes.add(found);
                }
            }
        }
        return overtakes;
    }

    private static @Nullable Overtake of(Compared proposal, ServiceResult service) {
        List<GrowthPoint> growth = proposal.growth();
        if (service.growth().isEmpty() || growth.isEmpty()) {
            return null;
        }
        if (lead(growth.getFirst(), service) >= 0) {
            return told(proposal, service, growth.getFirst().usableBytes(), growth, true);
        }
        for (int i = 1; i < growth.size(); i++) {
            double before = lead(growth.get(i - 1), service);
            double after = lead(growth.get(i), service);
            if (after >= 0) {
                double share = before / (before - after);
                double from = Math.log(growth.get(i - 1).usableBytes());
                double to = Math.log(growth.get(i).usableBytes());
                return told(proposal, service, Math.exp(from + share * (to - from)), growth, false);
            }
        }
        return null;
    }

    private static Overtake told(
            Compared proposal,
            ServiceResult service,
            double bytes,
            List<GrowthPoint> growth,
            boolean fromTheStart) {
        return new Overtake(
                proposal.label(),
                service.key(),
                bytes,
                Math.exp(logRead(growth, bytes)),
                fromTheStart);
    }

    /** By how much the proposal reads faster, as a difference of logarithms. */
    private static double lead(GrowthPoint point, ServiceResult service) {
        return Math.log(point.readBytesPerSecond())
                - logRead(service.growth(), point.usableBytes());
    }

    /** Interpolated; beyond the ends as at the ends. */
    private static double logRead(List<GrowthPoint> points, double bytes) {
        GrowthPoint last = points.getFirst();
        for (GrowthPoint next : points) {
            if (next.usableBytes() >= bytes) {
                double span = Math.log(next.usableBytes() / last.usableBytes());
                double share = span > 0 ? Math.log(bytes / last.usableBytes()) / span : 0;
                double from = Math.log(last.readBytesPerSecond());
                double to = Math.log(next.readBytesPerSecond());
                return from + Math.max(0, share) * (to - from);
            }
            last = next;
        }
        return Math.log(last.readBytesPerSecond());
    }
}
