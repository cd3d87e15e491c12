package dev.faultline.cluster.protection;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.Problems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the code that a topology file asks for, or says why there is none and what there is. */
public final class ProtectionPlanner {

    private final Bound<TopologyFile> bound;
    private final TopologyFile.Protection file;
    private final Problems problems;
    private final int domains;
    private final int updateDomains;
    private final DomainGrid grid;
    private final CodeChoice choice;

    private ProtectionPlanner(Bound<TopologyFile> bound, Cluster cluster, Problems problems) {
        this.bound = bound;
        this.file = bound.value().protection();
        this.problems = problems;
        this.domains = cluster.storingDomainCount();
        boolean restore =
                file.restorePromise() == null
                        ? domains >= Promise.RESTORE_FROM_DOMAINS
                        : file.restorePromise();
        Promise promise =
                new Promise(
                        file.tolerate().failureDomains(),
                        file.tolerate().updateDomains(),
                        file.tolerate().drives(),
                        restore);
        this.grid = new DomainGrid(cluster);
        this.updateDomains = grid.storingUpdateDomains();
        this.choice =
                new CodeChoice(
                        domains,
                        Math.max(1, updateDomains),
                        cluster.fewestDrivesInDomain(),
                        promise,
                        file.maxWidth(),
                        file.maxParities());
    }

    /** The plan; null when the promise cannot be kept, which is reported. */
    public static @Nullable ProtectionPlan plan(
            Bound<TopologyFile> bound, Cluster cluster, Problems problems) {
        return new ProtectionPlanner(bound, cluster, problems).plan();
    }

    private @Nullable ProtectionPlan plan() {
        Promise promise = choice.promise();
        if (promise.domains() >= promise.usedDomains(domains)) {
            refuse(
                    "protection.tolerate.failure-domains",
                    "%d failure domains cannot lose %d and keep data readable%s"
                            .formatted(
                                    domains,
                                    promise.domains(),
                                    promise.restore() ? " and restore the promise" : ""));
            return null;
        }
        if (promise.updateDomains() >= updateDomains || refusesUpdateDomains()) {
            refuse(
                    "protection.tolerate.update-domains",
                    promise.updateDomains() < updateDomains
                            ? "no group has update-domains (or a placement with them): each failure"
                                    + " domain is one, promise failure-domains instead"
                            : "%d update domains cannot lose %d and keep data readable"
                                    .formatted(updateDomains, promise.updateDomains()));
            return null;
        }
        Optional<CodeOption> data =
                switch (file.data()) {
                    case TopologyFile.CodeChoice.Auto() -> auto();
                    case TopologyFile.CodeChoice.Parity(int parity) -> withParity(parity);
                    case TopologyFile.CodeChoice.Given given -> given(given);
                };
        checkWriteBuffer();
        int mirrors = file.metadata().mirrors();
        if (mirrors > domains) {
            refuse(
                    "protection.metadata.mirrors",
                    "%d copies do not fit into %d failure domains, one in each"
                            .formatted(mirrors, domains));
            return null;
        }
        return data.filter(this::fitsTheGrid)
                .map(option ->
                        new ProtectionPlan(
                                promise,
                                option,
                                choice.frontier(),
                                new CodeOption(
                                        Code.mirror(mirrors),
                                        1,
                                        choice.stripsPerUpdateDomain(mirrors)),
                                file.metadata().share().fraction(),
                                file.spare().fraction()))
                .orElse(null);
    }

    private boolean refusesUpdateDomains() {
        return choice.promise().updateDomains() > 0
                && bound.value().nodes().stream()
                        .noneMatch(nodes ->
                                nodes.updateDomains() != null
                                        || nodes.placement() != null
                                                && nodes.placement().usualUpdateDomains() > 0);
    }

    /** With update domains promised, a stripe must find drives that respect both at once. */
    private boolean fitsTheGrid(CodeOption option) {
        if (grid.fits(option, choice.promise().restore())) {
            return true;
        }
        refuse(
                "protection.data",
                ("%s cannot be laid with at most %d strips in each of %d failure domains%s and %d in"
                                + " each of %d update domains: too few nodes are in some failure domain"
                                + " and update domain at once; add nodes, or choose other update-domains")
                        .formatted(
                                option.code(),
                                option.maxStripsPerDomain(),
                                domains,
                                choice.promise().restore() ? " (one of them gone)" : "",
                                option.maxStripsPerUpdateDomain(),
                                updateDomains));
        return false;
    }

    private Optional<CodeOption> auto() {
        Optional<CodeOption> best =
                choice.mostEfficient(option -> grid.fits(option, choice.promise().restore()));
        best = best.isEmpty() ? choice.mostEfficient() : best;
        if (best.isEmpty()) {
            refuse(
                    "protection.tolerate",
                    ("no code of at most %d strips and %d parities survives %s; allow more parities"
                                    + " (max-parities), more domains, or promise less")
                            .formatted(choice.maxWidth(), choice.maxParities(), promised()));
        }
        return best;
    }

    private Optional<CodeOption> withParity(int parity) {
        Optional<CodeOption> widest = choice.widestWith(parity);
        if (widest.isEmpty()) {
            refuse(
                    "protection.data.parity",
                    "no code with %d parities survives %s; possible here: %s"
                            .formatted(parity, promised(), possible()));
        }
        return widest;
    }

    private Optional<CodeOption> given(TopologyFile.CodeChoice.Given given) {
        Code code;
        try {
            code = Code.parse(given.code(), given.localGroups(), given.repairReads().fraction());
        } catch (IllegalArgumentException e) {
            refuse("protection.data.code", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        CodeOption option = choice.option(code);
        if (!choice.keeps(code)) {
            String inUpdateDomain =
                    choice.promise().updateDomains() == 0
                            ? ""
                            : ", up to %d into one of %d update domains,"
                                    .formatted(option.maxStripsPerUpdateDomain(), updateDomains);
            refuse(
                    "protection.data.code",
                    ("%s puts up to %d strips of a stripe into one of %d domains%s and survives any"
                                    + " %d erasures; %s can be %d; possible here: %s")
                            .formatted(
                                    code,
                                    option.maxStripsPerDomain(),
                                    choice.promise().usedDomains(domains),
                                    inUpdateDomain,
                                    code.tolerance(),
                                    promised(),
                                    choice.erasures(code.width()),
                                    possible()));
            return Optional.empty();
        }
        return Optional.of(option);
    }

    private void checkWriteBuffer() {
        if (bound.value().dataPath().writeBuffer()
                instanceof TopologyFile.WriteBuffer.Coded coded) {
            try {
                Code.parse(coded.code(), 0, 1);
            } catch (IllegalArgumentException e) {
                refuse("data-path.write-buffer.code", String.valueOf(e.getMessage()));
            }
        }
    }

    private String promised() {
        Promise promise = choice.promise();
        String updates =
                promise.updateDomains() == 0
                        ? ""
                        : ", %d of %d update domains"
                                .formatted(promise.updateDomains(), updateDomains);
        return "the loss of %d of %d failure domains%s and %d drives"
                .formatted(promise.domains(), domains, updates, promise.drives());
    }

    private String possible() {
        List<CodeOption> options = choice.frontier();
        return options.isEmpty()
                ? "nothing with at most %d parities (max-parities)".formatted(choice.maxParities())
                : options.stream().map(o -> o.code().toString()).collect(Collectors.joining(", "));
    }

    private void refuse(String path, String message) {
        bound.refuse(problems, path, message);
    }
}
