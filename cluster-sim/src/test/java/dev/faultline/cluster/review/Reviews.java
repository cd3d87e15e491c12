package dev.faultline.cluster.review;

import dev.faultline.cluster.compare.Candidate;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.PriceRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Proposals and prices from files and texts, with the catalog that is shipped. */
public final class Reviews {

    public static final Catalog CATALOG = Catalog.load(home().resolve("topologies/catalog"));

    private Reviews() {}

    public static Path home() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("topologies")) ? here : here.resolve("..").normalize();
    }

    public static Candidate shipped(String name, String... settings) {
        return read(home().resolve("topologies/" + name + ".yaml"), settings);
    }

    public static Candidate read(Path file, String... settings) {
        Problems problems = new Problems();
        List<Setting> values = Arrays.stream(settings).map(Setting::parse).toList();
        Proposal proposal = new TopologyReader(CATALOG).read(file, values, problems);
        problems.throwIfAny();
        Objects.requireNonNull(proposal);
        ProtectionPlan plan =
                ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
        problems.throwIfAny();
        return new Candidate(proposal, Objects.requireNonNull(plan), List.of());
    }

    /** The catalog's prices under those of a text. */
    public static PriceBook prices(Path folder, String yaml) {
        try {
            Path file = Files.writeString(folder.resolve("prices.yaml"), yaml);
            Problems problems = new Problems();
            List<PriceRow> own = Catalog.readPrices(file, problems);
            problems.throwIfAny();
            return new PriceBook(CATALOG, own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ReviewResult review(Candidate candidate, PriceBook prices) {
        return Review.of(candidate.proposal(), candidate.plan(), prices);
    }
}
