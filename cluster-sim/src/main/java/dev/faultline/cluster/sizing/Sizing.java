package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.result.SizeResult.Asked;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.node.config.Located;
import dev.faultline.node.hardware.GpuProfile;
import dev.faultline.node.units.DataRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A requirement that can be sized. Candidates are independent of each other: threads may share this
 * and take one each.
 */
public final class Sizing {

    private final Requirement requirement;
    private final PriceBook prices;

    Sizing(Requirement requirement, PriceBook prices) {
        this.requirement = requirement;
        this.prices = prices;
    }

    public String name() {
        return requirement.file().name();
    }

    public int candidateCount() {
        return requirement.candidates().size();
    }

    /** The tree that the requirement was bound from. */
    public Located root() {
        return requirement.root();
    }

    /**
     * The smallest configuration of one candidate, or why there is none. Its rebuild is measured by
     * runs.
     */
    public SizeResult.Candidate size(int candidate) {
        return Sizer.measured(evaluator(candidate), RebuildTrial.ALWAYS).size();
    }

    /**
     * As {@link #size}, of all candidates, in their order. Rebuilds that are estimated far below
     * their limit are run for the best candidate alone.
     *
     * @param each how the work is done: on several threads, or one
     */
    public List<SizeResult.Candidate> sizes(Each each) {
        List<Evaluator> evaluators =
                IntStream.range(0, candidateCount()).mapToObj(this::evaluator).toList();
        Sizer[] sizers = new Sizer[evaluators.size()];
        List<SizeResult.Candidate> sizes =
                new ArrayList<>(
                        each.map(
                                sizers.length,
                                candidate -> {
                                    sizers[candidate] =
                                            Sizer.measured(
                                                    evaluators.get(candidate),
                                                    RebuildTrial.WHEN_CLOSE);
                                    return sizers[candidate].size();
                                }));
        int best = winner(sizes);
        while (best >= 0 && sizers[best].isEstimated()) {
            sizers[best] = Sizer.measured(evaluators.get(best), RebuildTrial.ALWAYS);
            sizes.set(best, sizers[best].size());
            best = winner(sizes);
        }
        return sizes;
    }

    /** Does independent work. */
    @FunctionalInterface
    public interface Each {
        List<SizeResult.Candidate> map(int count, IntFunction<SizeResult.Candidate> work);

        /** One after another. */
        static List<SizeResult.Candidate> inTurn(
                int count, IntFunction<SizeResult.Candidate> work) {
            return IntStream.range(0, count).mapToObj(work).toList();
        }
    }

    /**
     * What came of it, the best first; those without an answer at the end.
     *
     * @param sizes of all candidates, in their order
     * @param sensitivity null for none
     */
    public SizeResult result(
            List<SizeResult.Candidate> sizes,
            SizeResult.@Nullable Sensitivity sensitivity,
            String command) {
        return new SizeResult(
                SizeResult.FORMAT,
                name(),
                requirement.file().description(),
                requirement.fileName().isEmpty() ? null : requirement.fileName(),
                requirement.objective().name().toLowerCase(Locale.ROOT),
                asked(),
                sizes.stream().sorted(best()).toList(),
                sensitivity,
                command);
    }

    /** Which of the candidates' sizes is the best; -1 when none has an answer. */
    public int winner(List<SizeResult.Candidate> sizes) {
        return sizes.stream()
                .filter(size -> size.answer() != null)
                .min(best())
                .map(sizes::indexOf)
                .orElse(-1);
    }

    /** What inputs do to the answer of a candidate. */
    public SizeResult.Sensitivity sensitivity(int candidate, SizeResult.Answer answer) {
        Shape shape = shape(answer);
        Double seconds = answer.rebuildDomainSeconds();
        double gap =
                seconds == null
                        ? 1
                        : seconds
                                / RebuildEstimate.seconds(
                                        requirement, evaluator(candidate).of(shape));
        return new SensitivityStudy(
                        requirement, requirement.candidates().get(candidate), prices, gap)
                .study(shape);
    }

    static Shape shape(SizeResult.Answer answer) {
        SizeResult.Configuration c = answer.configuration();
        return new Shape(c.domains(), c.nodesPerRack(), c.frontEndsPerRack());
    }

    /** The files that build and try a candidate's answer. */
    public Emission emission(int candidate, SizeResult.Answer answer) {
        return new Emission(requirement, requirement.candidates().get(candidate), answer);
    }

    private Evaluator evaluator(int candidate) {
        return new Evaluator(
                requirement, requirement.candidates().get(candidate), prices, Tweak.NONE);
    }

    private Comparator<SizeResult.Candidate> best() {
        double sign = requirement.objective() == RequirementFile.Objective.USABLE ? -1 : 1;
        return Comparator.comparingDouble((SizeResult.Candidate c) -> sign * amount(c, sign))
                .thenComparingDouble(c -> {
                    SizeResult.Answer answer = c.answer();
                    return answer == null
                            ? Double.POSITIVE_INFINITY
                            : answer.configuration().nodes();
                });
    }

    private static double amount(SizeResult.Candidate candidate, double sign) {
        SizeResult.Answer answer = candidate.answer();
        Double amount = answer == null ? null : answer.objective();
        return amount == null ? sign * Double.POSITIVE_INFINITY : amount;
    }

    private List<Asked> asked() {
        List<Asked> asked = new ArrayList<>();
        for (Term term : Term.values()) {
            double amount = term.asked(requirement);
            if (amount > 0) {
                asked.add(
                        new Asked(term.word(), term.unit(), term.isDemand(), amount, source(term)));
            }
        }
        if (requirement.file().rebuildDomain() != null) {
            asked.add(
                    new Asked(
                            "rebuild-domain",
                            MeasureUnit.SECONDS,
                            false,
                            requirement.file().rebuildDomain().seconds(),
                            "while clients read what is asked, %s of every resource guaranteed"
                                    .formatted(requirement.file().rebuild().share())));
        }
        return asked;
    }

    /** Where a rate comes from, when it is the GPUs'. */
    private @Nullable String source(Term term) {
        GpuProfile profile = requirement.profile();
        DataRate said = term == Term.READ ? requirement.file().read() : requirement.file().write();
        boolean rate = term == Term.READ || term == Term.WRITE;
        boolean own = said != null && said.bytesPerSecond() >= term.asked(requirement);
        if (profile == null || !rate || own) {
            return null;
        }
        double each =
                term == Term.READ
                        ? profile.readBytesPerSecondEach()
                        : profile.writeBytesPerSecondEach();
        return "%,d GPUs x %s (%s, %s)"
                .formatted(
                        Objects.requireNonNull(requirement.file().gpus()),
                        DataRate.print(each),
                        profile.key(),
                        profile.confidence().name().toLowerCase(Locale.ROOT));
    }
}
