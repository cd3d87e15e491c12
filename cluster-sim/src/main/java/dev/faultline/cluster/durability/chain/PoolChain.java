package dev.faultline.cluster.durability.chain;

import dev.faultline.cluster.durability.ClusterLayout;
import dev.faultline.cluster.durability.Hazards;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.RebuildModel;
import dev.faultline.cluster.durability.RepairConvention;
import java.util.ArrayList;
import java.util.List;

/**
 * One pool as a chain of exposure levels, drives failing alone and without memory.
 *
 * <ul>
 *   <li>Serial and parallel: the level is the number of drives down; up (N - e) x rate, down 1/T or
 *       e/T. Exact for exponential repair times.
 *   <li>Most exposed first: the level is the erasures of the most exposed groups. With x_e groups
 *       there, x_(e+1) = x_e (n - e)/(N - e) on the next failure; the chain stays at a level for
 *       the time it takes to detect and rebuild x_e groups, then falls back one. It does not credit
 *       what the rebuild of a level has done when the next failure comes, which overstates the loss
 *       by up to a factor two for each level.
 * </ul>
 */
public final class PoolChain {
    private PoolChain() {}

    /** Why these hazards have no such chain, in words; empty when they have. */
    public static List<String> obstacles(Hazards hazards) {
        List<String> obstacles = new ArrayList<>();
        if (!hazards.lifetime().memoryless()) {
            obstacles.add("drive lifetimes depend on age");
        }
        if (hazards.shared().stream().anyMatch(place -> place.lossesPerYear() > 0)) {
            obstacles.add("whole places fail");
        }
        if (hazards.batch().eventsPerYear() > 0) {
            obstacles.add("batches fail at once");
        }
        if (hazards.latent().errorsPerByte() > 0) {
            obstacles.add("latent errors count");
        }
        return obstacles;
    }

    public static BirthDeathChain of(
            ClusterLayout layout, Lifetime lifetime, RebuildModel rebuild) {
        double rate = lifetime.cumulativeHazard(1);
        return rebuild.groupWise()
                ? mostExposedFirst(layout, rate, rebuild)
                : driveByDrive(layout, rate, rebuild);
    }

    /** Probability that any of the layout's pools loses data in a mission. */
    public static double lossProbability(
            ClusterLayout layout, Lifetime lifetime, RebuildModel rebuild, double missionSeconds) {
        double pool = of(layout, lifetime, rebuild).lossProbability(missionSeconds);
        return -Math.expm1(layout.pools() * Math.log1p(-pool));
    }

    /** The same in one line, for repairs much faster than failures. */
    public static double closedForm(
            ClusterLayout layout, Lifetime lifetime, RebuildModel rebuild, double missionSeconds) {
        double rate = layout.pools() * of(layout, lifetime, rebuild).lossRateOfFastRepairs();
        return -Math.expm1(-rate * missionSeconds);
    }

    private static BirthDeathChain driveByDrive(
            ClusterLayout layout, double rate, RebuildModel rebuild) {
        int deepest = layout.code().mostErasures();
        double repair = rebuild.times().seconds(1, 1, 1) + rebuild.detectSeconds();
        boolean parallel = rebuild.convention() == RepairConvention.PARALLEL;
        double[] up = new double[deepest + 1];
        double[] down = new double[deepest + 1];
        for (int level = 0; level <= deepest; level++) {
            up[level] = (layout.poolDrives() - level) * rate;
            down[level] = (parallel ? level : 1) / repair;
        }
        return new BirthDeathChain(up, down);
    }

    private static BirthDeathChain mostExposedFirst(
            ClusterLayout layout, double rate, RebuildModel rebuild) {
        int deepest = layout.code().mostErasures();
        int drives = layout.poolDrives();
        int strips = layout.code().strips();
        double[] up = new double[deepest + 1];
        double[] down = new double[deepest + 1];
        double groups = layout.groups();
        for (int level = 0; level <= deepest; level++) {
            double hit = (double) (strips - level) / (drives - level);
            double survives = layout.code().survives(level, level + 1);
            double deepens = level < deepest ? hit * survives : hit * (1 - survives);
            double any = -Math.expm1(groups * Math.log1p(-deepens));
            up[level] = (drives - level) * rate * any;
            if (level > 0) {
                double seconds = rebuild.times().seconds(level, Math.max(1, groups), level);
                down[level] = 1 / (rebuild.detectSeconds() + seconds);
            }
            groups = Math.max(1, groups * hit * survives);
        }
        return new BirthDeathChain(up, down);
    }
}
