package dev.faultline.cluster.result;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How likely a layout loses data and how often its data cannot be read. Probabilities from 0 to 1,
 * bytes, seconds; rates a year are those of 365.25 days. Null stands for unknown, never zero.
 *
 * @param years the mission that the probability of loss is for
 * @param bytesLostPerYear of clients' data, expected; a big loss counts for more than a small one
 * @param contributions which causes, alone or together, make up how much of the losses
 * @param improvements single changes, the most useful first; empty where they were not asked for
 * @param methods the same asked of other methods; empty where they were not asked for
 * @param subject what was asked about
 * @param assumptions that the answer rests on, with those that are defaults
 */
public record DurabilityResult(
        double years,
        Loss loss,
        double bytesLostPerYear,
        Unavailability unavailability,
        List<Contribution> contributions,
        List<Improvement> improvements,
        List<Answer> methods,
        Subject subject,
        List<Assumption> assumptions) {

    public DurabilityResult {
        contributions = List.copyOf(contributions);
        improvements = List.copyOf(improvements);
        methods = List.copyOf(methods);
        assumptions = List.copyOf(assumptions);
    }

    /** -log10 of a probability: 1e-11 is eleven nines. Null for a probability of zero. */
    public static @Nullable Double nines(double probability) {
        return probability > 0 ? -Math.log10(probability) : null;
    }

    /** The same with one more reason not to believe the interval. */
    public DurabilityResult warned(String warning) {
        List<String> warnings = new ArrayList<>(loss.warnings());
        warnings.add(warning);
        Loss warned =
                new Loss(
                        loss.probability(),
                        loss.nines(),
                        loss.low(),
                        loss.high(),
                        loss.method(),
                        loss.trials(),
                        loss.effectiveSamples(),
                        warnings);
        return new DurabilityResult(
                years,
                warned,
                bytesLostPerYear,
                unavailability,
                contributions,
                improvements,
                methods,
                subject,
                assumptions);
    }

    /**
     * Losing any data within the mission.
     *
     * @param nines null when no loss was seen
     * @param low lower end of the 95 % interval; equal to the probability where it is no sample
     * @param method that found it
     * @param trials simulated missions (naive), cycles (importance) or replications (splitting); 0
     *     where it is no sample
     * @param effectiveSamples what those unequal trials are worth in equal ones
     * @param warnings reasons not to believe the interval
     */
    public record Loss(
            double probability,
            @Nullable Double nines,
            double low,
            double high,
            String method,
            long trials,
            double effectiveSamples,
            List<String> warnings) {

        public Loss {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Data that is there but cannot be read now.
     *
     * @param probability that at a random moment some group cannot be read
     * @param nines null where that never happens
     * @param secondsPerYear that is, in a year
     * @param unreadableShare of all data at a random moment, on average
     */
    public record Unavailability(
            double probability,
            @Nullable Double nines,
            double secondsPerYear,
            double unreadableShare) {}

    /** The losses in which exactly these causes took part, and their share of all losses. */
    public record Contribution(String causes, double share, double bytesPerYear) {}

    /** One change and what it gains: the probability of loss after it, and by what it fell. */
    public record Improvement(String change, double probability, double factor) {}

    /**
     * What another method answers.
     *
     * @param of what it counts: all that fails, or drives failing alone
     * @param probability null where the method has no answer
     * @param remark what to know of it; null when nothing
     */
    public record Answer(
            String method,
            String of,
            @Nullable Double probability,
            @Nullable Double nines,
            @Nullable Double low,
            @Nullable Double high,
            long trials,
            @Nullable String remark) {}

    /**
     * What was asked about.
     *
     * @param code as a person writes it
     * @param groups placement groups, over all pools
     * @param repair convention: what the rebuild works on first
     * @param driveRebuildSeconds from its start until one lost drive's data is redundant again
     * @param domainRebuildSeconds the same for a failure domain; null where there is none
     * @param detectSeconds from a loss until its rebuild starts
     */
    public record Subject(
            String name,
            String code,
            int drives,
            int nodes,
            @Nullable Integer racks,
            int failureDomains,
            long groups,
            String repair,
            double driveRebuildSeconds,
            @Nullable Double domainRebuildSeconds,
            double detectSeconds) {}

    /**
     * @param key as assumption files and {@code --set} name it
     * @param value as a person writes it
     * @param meaning in a few words, with the unit
     * @param isDefault whether it is what is assumed where nobody says otherwise
     */
    public record Assumption(String key, String value, String meaning, boolean isDefault) {}
}
