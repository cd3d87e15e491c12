package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Cause;
import dev.faultline.cluster.durability.ClusterLayout;
import dev.faultline.cluster.durability.Hazards;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.RebuildModel;
import dev.faultline.cluster.durability.StripeCode;

/**
 * One pool as a population of placement groups, counted by how many erasures they have. Groups are
 * placed independently at random (evenly over places), so a failing drive strikes each group with e
 * erasures with probability (n - e) / (N - f), independently of the others; a failing place takes
 * its share of every group's strips.
 *
 * <p>Under the serial and parallel conventions a drive is restored as a whole, so all groups of a
 * clustered pool have the same count: the population is then a single group as wide as the pool.
 * For a declustered pool this means that any parity + 1 drives down at once lose data.
 *
 * <p>Immutable; times in seconds, rates per second.
 */
public final class PoolModel {
    static final int CAUSES = Cause.LATENT.ordinal();

    final ClusterLayout layout;
    final Hazards hazards;
    final RebuildModel rebuild;
    final Lifetime lifetime;
    final boolean groupWise;
    final int drives;
    final int strips;
    final long groups;

    /** Levels run from 0 to this many erasures; one more is always loss. */
    final int deepest;

    final Strike[] strikes;
    final Strike[] furtherStrikes;
    final double[] placeRates;
    final int[] placeDrives;
    final int[] places;
    final double[] latentLoss;

    public PoolModel(ClusterLayout layout, Hazards hazards, RebuildModel rebuild) {
        this.layout = layout;
        this.hazards = hazards;
        this.rebuild = rebuild;
        this.lifetime = hazards.lifetime();
        this.groupWise = rebuild.groupWise();
        this.drives = layout.poolDrives();
        this.strips = groupWise ? layout.code().strips() : drives;
        this.groups = groupWise ? layout.groups() : 1;
        this.deepest = layout.code().mostErasures();
        this.placeRates = new double[CAUSES];
        this.placeDrives = new int[CAUSES];
        this.places = new int[CAUSES];
        this.strikes = new Strike[CAUSES];
        this.furtherStrikes = new Strike[CAUSES];
        for (Hazards.Shared place : hazards.shared()) {
            addPlace(place);
        }
        addBatch(hazards.batch());
        this.latentLoss = latentLoss(layout.code(), hazards.latent());
    }

    public ClusterLayout layout() {
        return layout;
    }

    public RebuildModel rebuild() {
        return rebuild;
    }

    public Hazards hazards() {
        return hazards;
    }

    StripeCode code() {
        return layout.code();
    }

    /** Rate of a cause in a state, with the hazard that a drive has now. */
    double rate(int cause, PoolState state, double driveHazard) {
        if (cause == Cause.DRIVE.ordinal()) {
            return Math.max(0, drives - state.failed) * driveHazard;
        }
        return placeRates[cause] * Math.max(0, places[cause] - state.struck[cause]);
    }

    /** Share of a pool's groups that a struck, undecodable "group" of this model stands for. */
    double lostGroups(double modelGroups) {
        if (groupWise) {
            return modelGroups;
        }
        double share = 1;
        for (int i = 0; i <= deepest; i++) {
            share *= (double) (layout.code().strips() - i) / (drives - i);
        }
        return modelGroups * layout.groups() * share;
    }

    private void addPlace(Hazards.Shared place) {
        int cause =
                switch (place.scope()) {
                    case NODE -> Cause.NODE.ordinal();
                    case RACK -> Cause.RACK.ordinal();
                    case DOMAIN -> Cause.DOMAIN.ordinal();
                };
        if (place.lossesPerYear() == 0) {
            return;
        }
        int all = layout.places(place.scope());
        int drivesInPlace = layout.drives() / all;
        int touched = layout.spread() ? all : Math.max(1, drives / drivesInPlace);
        places[cause] = touched;
        placeRates[cause] = place.lossesPerYear() / Lifetime.YEAR_SECONDS;
        placeDrives[cause] = Math.max(1, drives / touched);
        double share = (double) strips / touched;
        strikes[cause] = Strike.ofPlace(code(), strips, share, deepest, true);
        furtherStrikes[cause] = Strike.ofPlace(code(), strips, share, deepest, false);
    }

    private void addBatch(Hazards.Batch batch) {
        int cause = Cause.BATCH.ordinal();
        int failing = (int) Math.round(batch.share() * drives);
        if (batch.eventsPerYear() == 0 || failing == 0) {
            return;
        }
        places[cause] = Integer.MAX_VALUE;
        placeRates[cause] = batch.eventsPerYear() / Lifetime.YEAR_SECONDS / Integer.MAX_VALUE;
        placeDrives[cause] = failing;
        strikes[cause] = Strike.ofScattered(code(), strips, drives, failing, deepest);
        furtherStrikes[cause] = strikes[cause];
    }

    /**
     * Index e: stripes expected lost to latent errors when one group with e erasures is rebuilt. A
     * stripe is lost when errors in its remaining strips use up what redundancy is left.
     */
    private double[] latentLoss(StripeCode code, Hazards.Latent latent) {
        double[] expected = new double[deepest + 1];
        double perUnit = latent.errorsPerByte() * latent.extentBytes();
        double stripesPerGroup =
                layout.stripBytes() / latent.extentBytes() * layout.groups() / groups;
        for (int erasures = 1; erasures <= deepest && perUnit > 0; erasures++) {
            expected[erasures] = stripesPerGroup * stripeLoss(code, erasures, perUnit);
        }
        return expected;
    }

    private static double stripeLoss(StripeCode code, int erasures, double perUnit) {
        double sum = 0;
        double ways = 1;
        int left = code.strips() - erasures;
        for (int bad = 1; bad <= left && erasures + bad <= code.mostErasures() + 1; bad++) {
            ways *= (double) (left - bad + 1) / bad * perUnit;
            sum += ways * (1 - code.survives(erasures, erasures + bad));
        }
        return sum;
    }
}
