package dev.faultline.cluster.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sizing found: for each candidate the smallest configuration that meets a requirement, or why
 * there is none; the best first. Base units, USD; null stands for unknown, never zero.
 *
 * @param format raised when a reader of the old one would misread the new
 * @param requirementFile as given; null when it was all said in options
 * @param objective what the answers have least of, or for {@code usable} most of
 * @param asked what is asked, each with a sentence where it was worked out
 * @param sensitivity of the first candidate's answer; null where none has one
 */
public record SizeResult(
        String format,
        String name,
        @Nullable String description,
        @Nullable String requirementFile,
        String objective,
        List<Asked> asked,
        List<Candidate> candidates,
        @Nullable Sensitivity sensitivity,
        String command) {

    public static final String FORMAT = "faultline-size/1";

    public SizeResult {
        asked = List.copyOf(asked);
        candidates = List.copyOf(candidates);
    }

    /**
     * @param atLeast otherwise at most
     * @param source where the amount comes from, when it was worked out
     */
    public record Asked(
            String term,
            MeasureUnit unit,
            boolean atLeast,
            double amount,
            @Nullable String source) {}

    /**
     * One kind of hardware.
     *
     * @param answer null where there is none, and {@code shortfall} then says why
     * @param tried configurations that were put to the models
     */
    public record Candidate(
            String name,
            @Nullable Answer answer,
            @Nullable Shortfall shortfall,
            List<String> notes,
            int tried) {}

    /**
     * The smallest configuration.
     *
     * @param objective its amount of what is asked to be least; null where it is not known
     * @param checks every requirement with what the configuration gives
     * @param binding the requirement that asks for this size, and what is next
     * @param less what fails with one rack, or one node in each rack, less (for {@code usable}:
     *     more)
     */
    public record Answer(
            Configuration configuration,
            ReviewResult review,
            @Nullable Double rebuildDomainSeconds,
            @Nullable Double objective,
            List<Check> checks,
            String binding,
            List<Neighbour> less) {}

    /**
     * How much hardware.
     *
     * @param racks null where a provider houses it
     * @param nodesPerRack storing nodes in a rack, or in each of a provider's domains
     * @param frontEndsPerRack 0 where the storing nodes serve clients
     * @param watts at the meter with everything busy
     * @param monthlyUsd everything that it costs in a month
     */
    public record Configuration(
            int domains,
            @Nullable Integer racks,
            int nodesPerRack,
            int frontEndsPerRack,
            int nodes,
            int drives,
            double usableBytes,
            double readBytesPerSecond,
            double writeBytesPerSecond,
            @Nullable Double watts,
            @Nullable Double monthlyUsd) {}

    /**
     * A requirement and what a configuration gives or takes.
     *
     * @param atLeast otherwise at most
     * @param margin share of what is asked by which it is met; negative where it is not
     */
    public record Check(
            String term,
            MeasureUnit unit,
            boolean atLeast,
            double asked,
            @Nullable Double actual,
            @Nullable Double margin,
            boolean met) {}

    /**
     * A configuration next to the answer that does not do.
     *
     * @param what "one rack less"
     * @param fails requirements that it does not meet, the worst first
     * @param refused why there is no such configuration; empty where there is
     */
    public record Neighbour(String what, List<Check> fails, String refused) {}

    /**
     * Why no configuration will do.
     *
     * @param reason in a sentence
     * @param first the requirement that fails first, in the configuration that comes nearest
     * @param nearest null where there is none at all
     * @param relaxations what would do instead, one requirement at a time
     */
    public record Shortfall(
            String reason,
            @Nullable Check first,
            @Nullable Configuration nearest,
            List<Relaxation> relaxations) {}

    /**
     * One requirement changed so far that there is an answer.
     *
     * @param to what it would have to be
     * @param answer what then is the smallest
     */
    public record Relaxation(
            String term, MeasureUnit unit, double from, double to, Configuration answer) {}

    /**
     * What each input does to the answer when it alone is smaller or larger: the same hardware,
     * sized again with as many nodes in a rack.
     *
     * @param measure what is compared: {@code monthly cost}, {@code power}, {@code racks}, ...
     * @param share by how much inputs are made smaller and larger
     */
    public record Sensitivity(
            String candidate,
            String measure,
            MeasureUnit unit,
            double base,
            double share,
            List<Input> inputs) {}

    /**
     * @param low what is compared when the input is smaller; null where there is then no answer
     * @param lowAnswer in words
     */
    public record Input(
            String name,
            @Nullable Double low,
            @Nullable Double high,
            String lowAnswer,
            String highAnswer) {}
}
