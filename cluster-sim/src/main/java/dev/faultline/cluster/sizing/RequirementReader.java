package dev.faultline.cluster.sizing;

import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.sizing.RequirementFile.Candidate;
import dev.faultline.cluster.sizing.RequirementFile.Objective;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.InvalidInput;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problem;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.GpuProfile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads requirements, and reports everything that is wrong with one. */
public final class RequirementReader {

    private final Bound<RequirementFile> bound;
    private final RequirementFile file;
    private final PriceBook prices;
    private final Problems problems;

    private RequirementReader(Bound<RequirementFile> bound, PriceBook prices, Problems problems) {
        this.bound = bound;
        this.file = bound.value();
        this.prices = prices;
        this.problems = problems;
    }

    /** The requirement in a file; null when it cannot be used, and all is then reported. */
    public static @Nullable Sizing read(
            Path path, List<Setting> settings, PriceBook prices, Problems problems) {
        Bound<RequirementFile> bound =
                ConfigFile.read(path, RequirementFile.class, settings, problems);
        return bound == null ? null : sizing(bound, path.toString(), prices, problems);
    }

    /**
     * A requirement that stands in no file.
     *
     * @param text YAML of what is not set
     */
    public static @Nullable Sizing ofOptions(
            String text, List<Setting> settings, PriceBook prices, Problems problems) {
        int before = problems.count();
        Located root = ConfigFile.tree(text, "options", problems);
        for (Setting setting : settings) {
            root = root == null ? null : setting.applyTo(root, problems);
        }
        RequirementFile file =
                root == null ? null : Binder.bind(root, RequirementFile.class, problems);
        return file == null || root == null || problems.count() > before
                ? null
                : sizing(new Bound<>(file, root), "", prices, problems);
    }

    private static @Nullable Sizing sizing(
            Bound<RequirementFile> bound, String fileName, PriceBook prices, Problems problems) {
        int before = problems.count();
        RequirementReader reader = new RequirementReader(bound, prices, problems);
        Requirement requirement = new Requirement(bound, fileName, reader.profile());
        reader.checkDemands(requirement);
        prices.check(bound, bound.value().cost(), bound.value().network().switchKey(), problems);
        reader.checkCandidates(requirement);
        return problems.count() > before ? null : new Sizing(requirement, prices);
    }

    private @Nullable GpuProfile profile() {
        if ((file.gpus() == null) != (file.gpuProfile() == null)) {
            String missing = file.gpus() == null ? "gpus" : "gpu-profile";
            bound.refuse(
                    problems,
                    file.gpus() == null ? "gpu-profile" : "gpus",
                    "needs %s besides (faultline catalog gpu-profiles lists the profiles)"
                            .formatted(missing));
        }
        if (file.gpuProfile() == null) {
            return null;
        }
        try {
            return prices.catalog().gpuProfiles().get(file.gpuProfile());
        } catch (IllegalArgumentException e) {
            bound.refuse(problems, "gpu-profile", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void checkDemands(Requirement requirement) {
        boolean grows =
                requirement.usableBytes() > 0
                        || requirement.readBytesPerSecond() > 0
                        || requirement.writeBytesPerSecond() > 0;
        boolean largest = file.objective() == Objective.USABLE;
        if (!grows && !largest && problems.isEmpty()) {
            bound.refuse(
                    problems,
                    "",
                    "asks for nothing that a larger cluster has more of: say usable, read, write or gpus;"
                            + " or objective: usable, for the most that the limits allow");
        }
        if (largest && file.site().power() == null && file.racks() == null) {
            bound.refuse(
                    problems,
                    "objective",
                    "usable has no end without a limit: say site.power or racks");
        }
        if (bound.root() instanceof Located.Mapping root
                && root.get("data-path") instanceof Located.Mapping path
                && path.get("front-end") != null) {
            bound.refuse(
                    problems,
                    "data-path.front-end",
                    "is the candidate's: say candidates[].front-end");
        }
    }

    private void checkCandidates(Requirement requirement) {
        if (file.candidates().isEmpty()) {
            bound.refuse(
                    problems,
                    "candidates",
                    "is empty: name at least one {server: ...} or {vm: ...}");
        }
        Set<String> labels = new HashSet<>();
        for (int i = 0; i < file.candidates().size(); i++) {
            Candidate candidate = file.candidates().get(i);
            String path = "candidates[" + i + "]";
            int before = problems.count();
            checkKeys(candidate, path);
            if (!labels.add(candidate.label())) {
                bound.refuse(
                        problems,
                        path,
                        "is called \"%s\" as another is: give it a name"
                                .formatted(candidate.label()));
            }
            if (problems.count() == before) {
                checkHardware(requirement, candidate, path);
            }
        }
    }

    private void checkKeys(Candidate candidate, String path) {
        boolean vm = candidate.vm() != null;
        if (vm == (candidate.server() != null)) {
            bound.refuse(problems, path, "needs either a server or a vm");
        }
        refuse(vm && candidate.frontEnd() != null, path + ".front-end", "is for servers");
        refuse(vm && candidate.nodesPerRack() != null, path + ".nodes-per-rack", "is for servers");
        refuse(vm && candidate.racksPerDomain() != 1, path + ".racks-per-domain", "is for servers");
        refuse(!vm && candidate.domains() != null, path + ".domains", "is for VMs: it is found");
        refuse(
                vm && file.objective() == Objective.USABLE,
                path + ".vm",
                "has no limit of power or racks: objective usable is for servers");
    }

    private void refuse(boolean wrong, String path, String message) {
        if (wrong) {
            bound.refuse(problems, path, message);
        }
    }

    private void checkHardware(Requirement requirement, Candidate candidate, String path) {
        try {
            Lines.of(new Evaluator(requirement, candidate, prices, Tweak.NONE));
        } catch (InvalidInput e) {
            String said =
                    e.problems().stream()
                            .map(Problem::message)
                            .distinct()
                            .collect(Collectors.joining("; "));
            bound.refuse(problems, path, said);
        }
    }
}
