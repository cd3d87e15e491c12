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
                new Promise(file.tolerate().failureDomains(), file.tolerate().drives(), restore);
        this.choice =
                new CodeChoice(
                        domains,
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
        return data.map(option ->
                        new ProtectionPlan(
                                promise,
                                option,
                                choice.frontier(),
                                new CodeOption(Code.mirror(mirrors), 1),
                                file.metadata().share().fraction(),
                                file.spare().fraction()))
                .orElse(null);
    }

    private Optional<CodeOption> auto() {
        Optional<CodeOption> best = choice.mostEfficient();
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
        int perDomain = choice.stripsPerDomain(code.width());
        if (!choice.keeps(code)) {
            refuse(
                    "protection.data.code",
                    ("%s puts up to %d strips of a stripe into one of %d domains and survives any"
                                    + " %d erasures; %s can be %d; possible here: %s")
                            .formatted(
                                    code,
                                    perDomain,
                                    choice.promise().usedDomains(domains),
                                    code.tolerance(),
                                    promised(),
                                    choice.promise().erasures(perDomain),
                                    possible()));
            return Optional.empty();
        }
        return Optional.of(new CodeOption(code, perDomain));
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
        return "the loss of %d of %d failure domains and %d drives"
                .formatted(promise.domains(), domains, promise.drives());
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
