package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published table of what is recovered beyond the distance is what the codes do. */
class PatternCensusTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "erasure.md");

    @ParameterizedTest
    @ValueSource(strings = {"8+2/local 2", "12+2/local 2", "6+3/local 2", "8+4/local 2"})
    void smallCodesRecoverWhatIsPublished(String shape) throws IOException {
        List<String> published = Files.readAllLines(DOCUMENT);

        for (PatternCensus.Row row : PatternCensus.exhaustive(ErasureCode.of(shape))) {
            assertThat(published).contains(row.markdown());
        }
    }

    /**
     * 28+4/local 4 in full takes minutes; of sets of six, it recovers 99.97 % of those possible.
     */
    @Test
    void almostAllSetsOfSixAreRecovered() {
        PatternCensus.Row row =
                PatternCensus.sampled(ErasureCode.of("28+4/local 4"), 4_000).getFirst();

        assertThat(row.losses()).isEqualTo(6);
        assertThat(row.recovered()).isGreaterThan(row.possible() * 999 / 1000);
    }
}
