package dev.faultline.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.node.units.Power;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, the files they include, and what --set changes. */
final class ConfigFileTest {

    record Site(Power power, @Default("1.0") double pue) {}

    record Nodes(String group, int count, @Nullable String server) {}

    record Plan(
            String name,
            Site site,
            List<Nodes> nodes,
            @Default("{}") Map<String, Integer> limits) {}

    @TempDir private Path folder;

    private final Problems problems = new Problems();

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private @Nullable Plan read(Path file, String... settings) {
        List<Setting> parsed = Arrays.stream(settings).map(Setting::parse).toList();
        Bound<Plan> bound = ConfigFile.read(file, Plan.class, parsed, problems);
        return bound == null ? null : bound.value();
    }

    /** With the temporary folder's name left out. */
    private List<String> found() {
        return problems.sorted().stream().map(p -> p.toString().replace(folder + "/", "")).toList();
    }

    private Path plan() throws IOException {
        return write(
                "plan.yaml",
                """
                name: Plan
                site: {power: 4 MW, pue: 1.2}
                nodes:
                  - {group: storage, count: 24}
                  - {group: front, count: 8}
                """);
    }

    @Test
    void mergesIncludedMappingsUnderneath() throws IOException {
        write("parts/site.yaml", "include: power.yaml\nsite: {pue: 1.5}\nlimits: {a: 1, b: 2}\n");
        write("parts/power.yaml", "site: {power: 2 MW, pue: 9.0}\nnodes: [{group: x, count: 1}]\n");
        write("name.yaml", "name: Base\n");
        Path top =
                write(
                        "top.yaml",
                        """
                        include: [name.yaml, parts/site.yaml]
                        nodes: []
                        limits: {b: 3}
                        """);

        Plan plan = read(top);

        assertThat(found()).isEmpty();
        assertThat(plan)
                .isEqualTo(
                        new Plan(
                                "Base",
                                new Site(new Power(2e6), 1.5),
                                List.of(),
                                Map.of("a", 1, "b", 3)));
    }

    @Test
    void placesProblemsInTheIncludedFile() throws IOException {
        write("site.yaml", "site: {power: 2 MV}\n");

        read(write("top.yaml", "include: site.yaml\nname: x\nnodes: []\n"));

        assertThat(found()).hasSize(1).first().asString().startsWith("site.yaml:1:15: site.power:");
    }

    @Test
    void namesTheChainOfCyclicAndMissingIncludes() throws IOException {
        write("a.yaml", "include: b.yaml\nname: x\n");
        write("b.yaml", "include: [a.yaml, c.yaml, ., 3]\nsite: {power: 1 W}\nnodes: []\n");

        read(folder.resolve("a.yaml"));

        assertThat(found())
                .containsExactly(
                        "b.yaml:1:11: include: includes itself: a.yaml -> b.yaml -> a.yaml",
                        "b.yaml:1:19: include: c.yaml does not exist (a.yaml -> b.yaml -> c.yaml)",
                        "b.yaml:1:27: include: "
                                + folder
                                + " is a directory: a YAML file is expected (a.yaml -> b.yaml -> "
                                + folder
                                + ")",
                        "b.yaml:1:30: include: 3 does not exist (a.yaml -> b.yaml -> 3)");
    }

    @Test
    void endsIncludesThatBranchWithoutEnd() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("f" + i + ".yaml", "include: [f%d.yaml, f%d.yaml]\n".formatted(i + 1, i + 1));
        }
        write("f20.yaml", "name: x\n");

        read(folder.resolve("f0.yaml"));

        assertThat(found()).anyMatch(p -> p.contains("more than 100 files are included"));
    }

    @Test
    void reportsWhatIsNoTextFileInOneProblem() throws IOException {
        read(folder);
        read(folder.resolve("none.yaml"));
        Path junk = folder.resolve("junk.yaml");
        Files.write(junk, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff});
        read(junk);
        Path huge = folder.resolve("huge.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(2L << 30);
        }
        read(huge);
        read(write("empty.yaml", ""));
        read(Path.of("/dev/zero"));

        assertThat(found())
                .containsExactlyInAnyOrder(
                        folder + ": is a directory: a YAML file is expected",
                        "none.yaml: does not exist",
                        "junk.yaml: is not a text file (its bytes are not UTF-8)",
                        "huge.yaml: is too large (2147483648 bytes): at most 16777216 are read",
                        "empty.yaml: is empty",
                        "/dev/zero: is not a regular file: a YAML file is expected");
    }

    @Test
    void setsValuesByPathIndexAndName() throws IOException {
        Plan plan =
                read(
                        plan(),
                        "nodes.storage.count=48",
                        "nodes.1.count=9",
                        "nodes[1].server={}",
                        "nodes.front.server=big",
                        "site.power=80 MW",
                        "limits.drives=3");

        assertThat(found()).isEmpty();
        assertThat(plan)
                .isEqualTo(
                        new Plan(
                                "Plan",
                                new Site(new Power(80e6), 1.2),
                                List.of(
                                        new Nodes("storage", 48, null),
                                        new Nodes("front", 9, "big")),
                                Map.of("drives", 3)));
    }

    @Test
    void saysWhichSettingLeadsNowhereAndWhatThereIs() throws IOException {
        read(
                plan(),
                "nodes.storge.count=1",
                "nodes.7.count=1",
                "name.first=x",
                "sitee.power=1 W",
                "site.power=lots",
                "nodes=[");

        assertThat(found())
                .anyMatch(p ->
                        p.equals(
                                "--set nodes.storge.count=1: nodes: has no element"
                                        + " \"storge\": there are 0 (storage), 1 (front)"))
                .anyMatch(p -> p.startsWith("--set nodes.7.count=1: nodes: has no element \"7\""))
                .anyMatch(p -> p.startsWith("--set name.first=x: name: is \"Plan\", which has no"))
                .anyMatch(p ->
                        p.startsWith("--set sitee.power=1 W: unknown key \"sitee\"")
                                && p.contains("did you mean \"site\"?"))
                .anyMatch(p -> p.startsWith("--set site.power=lots: site.power: \"lots\""))
                .anyMatch(p -> p.startsWith("--set nodes=[: not YAML"))
                .hasSize(6);
    }

    @Test
    void handsOnTheSettingsOfAnotherFile() {
        Setting setting = Setting.parse("topology.nodes.storage.failure-domains=520");

        assertThat(setting.below("topology").orElseThrow().path())
                .containsExactly("nodes", "storage", "failure-domains");
        assertThat(setting.below("rebuild")).isEmpty();
        assertThat(Setting.parse("topology=x.yaml").below("topology")).isEmpty();
    }

    @Test
    void refusesSettingsThatAreNone() {
        for (String option : List.of("", "=", "a", "=5", ".a=5", "a..b=5", "a.=5", "a[x]=5")) {
            assertThatThrownBy(() -> Setting.parse(option))
                    .as(option)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("path=value");
        }
    }

    @Test
    void throwsAllProblemsAsOneMessage() throws IOException {
        Path file = write("bad.yaml", "nam: x\nsite: {power: 4}\nnodes: {}\n");

        assertThatThrownBy(() -> ConfigFile.read(file, Plan.class, List.of()))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        e -> {
                            assertThat(e.problems()).hasSize(4);
                            assertThat(e).message().hasLineCount(4);
                            assertThat(e.getStackTrace()).isEmpty();
                        });
    }

    @Test
    void placesWhatIsNotWrittenAtItsNearestParent() throws IOException {
        Bound<Plan> bound = ConfigFile.read(plan(), Plan.class, List.of());

        assertThat(bound.place("nodes[1].count")).hasToString(folder + "/plan.yaml:5:27");
        assertThat(bound.place("nodes[1].server")).hasToString(folder + "/plan.yaml:5:5");
        assertThat(bound.place("nodes[5].server")).hasToString(folder + "/plan.yaml:4:3");
        assertThat(bound.place("rebuild.share")).hasToString(folder + "/plan.yaml:1:1");
    }
}
