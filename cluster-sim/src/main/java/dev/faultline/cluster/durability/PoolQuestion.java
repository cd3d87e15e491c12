package dev.faultline.cluster.durability;

import dev.faultline.cluster.result.DurabilityResult.Assumption;
import dev.faultline.cluster.result.DurabilityResult.Subject;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import java.util.List;
import java.util.Set;

/**
 * Equal pools of drives and nothing else, as most published calculations have them: drives fail, a
 * failed drive is rebuilt at a stated rate, and no place holds two of them.
 *
 * @param pools how many
 * @param poolDrives drives of each: as many as the code has strips (clustered), or more
 *     (declustered)
 * @param capacity of a drive, of which the assumed fill holds data
 * @param rebuildRate bytes re-created a second for one failed drive; where repair goes group by
 *     group, what every drive reads and writes for it
 */
public record PoolQuestion(
        int pools,
        int poolDrives,
        int dataStrips,
        int parityStrips,
        DataSize capacity,
        DataRate rebuildRate,
        Assumptions assumed)
        implements Asked {

    private static final Set<String> UNUSED =
            Set.of("nodes", "vms", "racks", "domains", "rebuild.share", "rebuild.replace-after");

    @Override
    public Question ask(
            double missionSeconds,
            Method method,
            double relativeError,
            long mostTrials,
            long seed) {
        Hazards all = assumed.hazards(false, true, false);
        return new Question(
                layout(),
                new Hazards(all.lifetime(), List.of(), all.batch(), all.latent()),
                rebuild(),
                missionSeconds,
                method,
                relativeError,
                mostTrials,
                seed);
    }

    @Override
    public Subject subject() {
        ClusterLayout layout = layout();
        RebuildModel rebuild = rebuild();
        double groupsOfDrive = (double) layout.groups() * layout.code().strips() / poolDrives;
        return new Subject(
                "%d pool%s of %d drives".formatted(pools, pools == 1 ? "" : "s", poolDrives),
                dataStrips + "+" + parityStrips,
                layout.drives(),
                layout.nodes(),
                null,
                1,
                pools * layout.groups(),
                rebuild.convention().words(),
                rebuild.times().seconds(1, rebuild.groupWise() ? groupsOfDrive : 1, 1),
                null,
                rebuild.detectSeconds());
    }

    @Override
    public List<Assumption> assumptions() {
        return AssumptionRows.of(assumed, Assumptions.defaults(), UNUSED);
    }

    private ClusterLayout layout() {
        int strips = dataStrips + parityStrips;
        long groups =
                poolDrives == strips
                        ? 1
                        : Math.max(1, (long) poolDrives * assumed.groupsPerDrive() / strips);
        return ClusterLayout.pools(
                pools,
                poolDrives,
                StripeCode.reedSolomon(dataStrips, parityStrips),
                groups,
                capacity.bytes() * assumed.fill().fraction());
    }

    private RebuildModel rebuild() {
        ClusterLayout layout = layout();
        double rate = rebuildRate.bytesPerSecond();
        double strip = layout.stripBytes();
        RepairConvention convention = assumed.rebuild().convention();
        return new RebuildModel(
                convention,
                assumed.rebuild().detectAfter().seconds(),
                assumed.rebuild().replaceAfter().seconds(),
                Integer.MAX_VALUE,
                convention == RepairConvention.MOST_EXPOSED_FIRST
                        ? RebuildModel.moving(dataStrips * strip, strip, poolDrives, rate)
                        : (_, wholeDrives, _) -> wholeDrives * layout.driveBytes() / rate,
                assumed.rebuild().memoryless());
    }
}
