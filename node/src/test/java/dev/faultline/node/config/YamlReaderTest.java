package dev.faultline.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {

    private final Problems problems = new Problems();

    private @Nullable Located read(String text) {
        return YamlReader.read(text, "f.yaml", problems);
    }

    private Mapping mapping(String text) {
        return (Mapping) Objects.requireNonNull(read(text));
    }

    private static Located at(Located root, String key) {
        return Objects.requireNonNull(((Mapping) root).get(key));
    }

    private static boolean isBlank(Located root, String key) {
        return ((Scalar) at(root, key)).isBlank();
    }

    private List<String> found() {
        return problems.sorted().stream().map(Problem::toString).toList();
    }

    @Test
    void keepsThePlaceOfEveryValue() {
        Mapping root = mapping("a: 1\nlist:\n  - {b: two}\n");

        assertThat(found()).isEmpty();
        assertThat(new Bound<>("", root).place("list[0].b")).isEqualTo(new Place("f.yaml", 3, 9));
        assertThat(root.entries().keySet()).containsExactly("a", "list");
    }

    @Test
    void tellsBlankFromQuotedText() {
        Mapping root = mapping("a:\nb: null\nc: \"null\"\nd: ~\ne: ''\n");

        assertThat(isBlank(root, "a")).isTrue();
        assertThat(isBlank(root, "b")).isTrue();
        assertThat(isBlank(root, "c")).isFalse();
        assertThat(isBlank(root, "d")).isTrue();
        assertThat(isBlank(root, "e")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n...\n# nothing"})
    void reportsFilesWithoutAnything(String text) {
        Located root = read(text);

        boolean blank = root instanceof Scalar scalar && scalar.isBlank();
        assertThat(blank || found().equals(List.of("f.yaml: is empty"))).isTrue();
    }

    @Test
    void reportsOneProblemWhereTextIsNotYaml() {
        assertThat(read("a: [1, 2\nb: 3\n")).isNull();
        assertThat(found()).hasSize(1).first().asString().startsWith("f.yaml:2:2: not YAML:");
    }

    @Test
    void reportsEveryKeyThatIsGivenTwice() {
        read("a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n");

        assertThat(found())
                .containsExactly(
                        "f.yaml:3:1: key \"a\" is already given (line 1)",
                        "f.yaml:4:11: key \"d\" is already given (line 4)");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(read("a: 1\n---\nb: 2\n")).isNull();
        assertThat(found())
                .containsExactly("f.yaml:2:1: holds more than one document: one is accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a: !!binary aGk=", "a: !include x", "!!map {a: 1}", "[a]: 1", "{b: 1}: 2"})
    void refusesTagsAndKeysThatAreNotText(String text) {
        assertThat(read(text)).isNull();
        assertThat(found()).hasSize(1);
    }

    @Test
    void readsAliasesAsTheValueTheyNameUnlessTheyNameThemselves() {
        Mapping root = mapping("a: &x {b: 1}\nc: *x\n");
        assertThat(at(root, "c")).isEqualTo(at(root, "a"));

        assertThat(read("a: &x [*x]\n")).isNull();
        assertThat(read("a: *nothing\n")).isNull();
        assertThat(found()).hasSize(2).allMatch(p -> p.contains("before or inside its anchor"));
    }

    @Test
    void refusesAliasesThatExpandWithoutEnd() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String below = ("*a" + (i - 1) + ", ").repeat(10);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, below.substring(0, below.length() - 2)));
        }

        assertThat(read(bomb.toString())).isNull();
        assertThat(found()).hasSize(1).first().asString().contains("1000000 values");
    }

    @Test
    void refusesNestingThatNoFileNeeds() {
        assertThat(read("[".repeat(1_000_000))).isNull();
        assertThat(read("{a: ".repeat(100_000))).isNull();

        StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 100; i++) {
            chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        assertThat(read(chain.toString())).isNull();

        assertThat(found()).hasSize(3).allMatch(p -> p.contains("nested more than 40 deep"));
    }

    @Test
    void reportsControlCharacters() {
        assertThat(read("a: \u0001\n")).isNull();
        assertThat(found()).hasSize(1).first().asString().contains("not a text file", "U+0001");
    }

    @Test
    void neverFailsOtherwiseThanByReportingWhateverTheText() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        String valid =
                "name: x\nnodes:\n  - {group: a, n: 1}\n  - &r {group: b}\nr: *r\nq: \"t\"\n";
        String noise = "{}[]:,-&*!|>'\"%@`#?\n\t \\\u0000\u2028\uFEFFab1~";
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder(valid);
            for (int edit = random.nextInt(1, 6); edit > 0; edit--) {
                int at = random.nextInt(text.length());
                char c = noise.charAt(random.nextInt(noise.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, c);
                    case 1 -> text.setCharAt(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            Problems own = new Problems();

            Located root = YamlReader.read(text.toString(), "f", own);

            assertThat(root != null || own.count() == 1)
                    .as("seed %d, text %d: %s", seed, i, text)
                    .isTrue();
        }
    }
}
