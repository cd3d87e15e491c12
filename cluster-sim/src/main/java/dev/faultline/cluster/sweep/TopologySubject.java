package dev.faultline.cluster.sweep;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.review.Review;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A topology that is reviewed, with nothing happening to it. Paths may begin with {@code topology.}
 * as in scenarios.
 */
record TopologySubject(Path file, PriceBook prices)
        implements Subject<TopologySubject.Input, ReviewResult> {

    /** What is reviewed. */
    record Input(Proposal proposal, ProtectionPlan plan) {}

    @Override
    public String kind() {
        return "topology";
    }

    @Override
    public @Nullable Input read(List<Setting> settings, Problems problems) {
        List<Setting> own = new ArrayList<>();
        settings.forEach(setting -> own.add(setting.below("topology").orElse(setting)));
        Proposal proposal = new TopologyReader(prices.catalog()).read(file, own, problems);
        if (proposal == null) {
            return null;
        }
        ProtectionPlan plan =
                ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
        prices.check(proposal.bound(), problems);
        return plan == null ? null : new Input(proposal, plan);
    }

    @Override
    public Collection<Path> filesOf(Input input) {
        Set<Path> files = new TreeSet<>();
        InputFiles.addTo(files, input.proposal().bound().root());
        return files;
    }

    @Override
    public ReviewResult evaluate(Input input) {
        return Review.of(input.proposal(), input.plan(), prices);
    }

    @Override
    public Optional<Measure<ReviewResult>> measure(String name) {
        return ReviewMeasures.named(name);
    }

    @Override
    public String measures() {
        return ReviewMeasures.names();
    }

    @Override
    public boolean seeded() {
        return false;
    }
}
