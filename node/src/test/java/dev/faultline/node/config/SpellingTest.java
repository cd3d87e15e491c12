package dev.faultline.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {

    private static final List<String> KEYS =
            List.of("failure-domains", "racks-per-domain", "nodes-per-rack", "server", "fill");

    @ParameterizedTest
    @CsvSource({
        "failure-domain, failure-domains",
        "failure_domains, failure-domains",
        "Server, server",
        "sevrer, server",
        "nodes-per-racks, nodes-per-rack",
        "fil, fill"
    })
    void findsTheNearestKnownWord(String word, String known) {
        assertThat(Spelling.nearest(word, KEYS)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "nodes-per-rack-and-per-domain", "''"})
    void guessesNothingWhereNothingIsNear(String word) {
        assertThat(Spelling.nearest(word, KEYS)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 3", // k -> s, e -> i, + g
        "server, sevrer, 1", // one swap
        "abc, '', 3",
        "'', '', 0"
    })
    void countsEdits(String from, String to, int edits) {
        assertThat(Spelling.edits(from, to)).isEqualTo(edits);
        assertThat(Spelling.edits(to, from)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource({"failureDomains, failure-domains", "CLOUD_PROVIDER, cloud-provider", "pue, pue"})
    void writesNamesInKebabCase(String name, String kebab) {
        assertThat(Spelling.kebab(name)).isEqualTo(kebab);
    }
}
