package dev.faultline.cluster.durability;

import dev.faultline.cluster.durability.ClusterLayout.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong, and how often. Rates are per year of 365.25 days.
 *
 * @param lifetime of a drive
 * @param shared failures of whole places
 * @param batch drives that die of one common fault at one moment
 * @param latent sectors that turn out unreadable when they are needed
 */
public record Hazards(Lifetime lifetime, List<Shared> shared, Batch batch, Latent latent) {

    public Hazards {
        shared = List.copyOf(shared);
    }

    /** Only drives fail, alone. */
    public static Hazards drivesOnly(Lifetime lifetime) {
        return new Hazards(lifetime, List.of(), Batch.NONE, Latent.NONE);
    }

    /**
     * A place of a kind fails as one.
     *
     * @param lossesPerYear per place: its drives' data is gone
     * @param outagesPerYear per place: its drives return with their data
     * @param outageSeconds how long an outage lasts
     */
    public record Shared(
            Scope scope, double lossesPerYear, double outagesPerYear, double outageSeconds) {}

    /**
     * A common fault (firmware, a production batch).
     *
     * @param eventsPerYear in the whole cluster
     * @param share of the drives of a pool that fail at that moment, anywhere in it
     */
    public record Batch(double eventsPerYear, double share) {
        public static final Batch NONE = new Batch(0, 0);
    }

    /**
     * Latent sector errors.
     *
     * @param uber unrecoverable errors per bit read
     * @param errorsPerByteYear errors that develop per stored byte and year, until scrubbed
     * @param scrubSeconds interval at which all data is read and mended
     * @param extentBytes strip bytes that one error makes unreadable together (its stripe unit)
     */
    public record Latent(
            double uber, double errorsPerByteYear, double scrubSeconds, double extentBytes) {
        public static final Latent NONE = new Latent(0, 0, 0, 4096);

        /**
         * Errors expected per byte read: those of the read itself and those that stand since the
         * last scrub, on average half an interval ago.
         */
        public double errorsPerByte() {
            return 8 * uber + errorsPerByteYear * scrubSeconds / Lifetime.YEAR_SECONDS / 2;
        }
    }

    public Hazards withScrub(double scrubSeconds) {
        Latent other =
                new Latent(
                        latent.uber(),
                        latent.errorsPerByteYear(),
                        scrubSeconds,
                        latent.extentBytes());
        return new Hazards(lifetime, shared, batch, other);
    }

    /** Everything impossible in these figures, in words. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Shared place : shared) {
            String name = place.scope().name().toLowerCase(java.util.Locale.ROOT);
            notNegative(name + " losses per year", place.lossesPerYear(), problems);
            notNegative(name + " outages per year", place.outagesPerYear(), problems);
            notNegative(name + " outage seconds", place.outageSeconds(), problems);
        }
        notNegative("batch events per year", batch.eventsPerYear(), problems);
        share("batch share", batch.share(), problems);
        share("unrecoverable bit error rate", latent.uber(), problems);
        notNegative("latent errors per byte and year", latent.errorsPerByteYear(), problems);
        notNegative("scrub seconds", latent.scrubSeconds(), problems);
        return problems;
    }

    private static void notNegative(String what, double value, List<String> problems) {
        if (!(value >= 0 && Double.isFinite(value))) {
            problems.add("%s (%s) must not be negative".formatted(what, value));
        }
    }

    private static void share(String what, double value, List<String> problems) {
        if (!(value >= 0 && value <= 1)) {
            problems.add("%s (%s) must be from 0 to 1".formatted(what, value));
        }
    }
}
