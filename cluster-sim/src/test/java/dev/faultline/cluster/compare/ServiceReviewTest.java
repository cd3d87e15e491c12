package dev.faultline.cluster.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.ComparisonResult.ServiceResult;
import dev.faultline.cluster.review.Reviews;
import dev.faultline.cluster.review.cost.PriceBook;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceReviewTest {

    private static final double TEBIBYTE = 1L << 40;

    private static ServiceResult at(String key, double bytes) {
        return ServiceReview.of(
                Reviews.CATALOG.services().get(key),
                bytes,
                new PriceBook(Reviews.CATALOG, List.of()));
    }

    /** 10 TB are 9.09 TiB, in steps of 4 TiB 12 TiB: 12 x 500 MB/s; 12 x 1,024 GiB x 0.34 USD. */
    @Test
    void roundsUpToTheStepAndReadsByTheTebibyte() {
        ServiceResult service = at("azure-managed-lustre-500", 10e12);

        assertThat(service.fileSystems()).isEqualTo(1);
        assertThat(service.capacityBytes()).isEqualTo(12 * TEBIBYTE);
        assertThat(service.readBytesPerSecond()).isCloseTo(6e9, within(1.0));
        assertThat(service.monthlyUsd()).isCloseTo(12 * 1024 * 0.34, within(1e-6));
        assertThat(service.priceConfidence()).isEqualTo("recalled");
        assertThat(service.assumptions()).anyMatch(note -> note.startsWith("Rounded up to"));
    }

    /** The most is 1 PiB: 3 PB are 2.66 of them, so three of 909.5 TiB, rounded up to 912. */
    @Test
    void takesSeveralFileSystemsWhereOneEnds() {
        ServiceResult service = at("azure-managed-lustre-500", 3e15);

        assertThat(service.fileSystems()).isEqualTo(3);
        assertThat(service.capacityBytes()).isEqualTo(3 * 912 * TEBIBYTE);
        assertThat(service.readBytesPerSecond()).isCloseTo(3 * 912 * 500e6, within(1e3));
        assertThat(service.maximumReadBytesPerSecond()).isCloseTo(512e9, within(1e3));
        assertThat(service.growth().getLast().readBytesPerSecond()).isCloseTo(512e9, within(1e3));
    }

    /** Above 1,530,000 GiB steps are of 72,000 GiB: 1.7e15 B are 1,583,248 GiB, 22 steps. */
    @Test
    void growsInLargerStepsAboveAThreshold() {
        ServiceResult service = at("gcp-managed-lustre-1000", 1.7e15);

        assertThat(service.capacityBytes()).isEqualTo(22 * 72_000.0 * (1L << 30));
    }

    @Test
    void doesNotKnowWhatIsNotPublished() {
        ServiceResult service = at("aws-fsx-lustre-intelligent", 1e15);

        assertThat(service.readBytesPerSecond()).isNull();
        assertThat(service.monthlyUsd()).isNull();
        assertThat(service.growth()).isEmpty();
    }

    @Test
    void takesAPriceOfOnesOwn(@TempDir Path folder) {
        PriceBook prices =
                Reviews.prices(
                        folder,
                        """
                        prices:
                          - {key: mine, name: m, of: [azure-managed-lustre-500], stored: 0.1 USD/GiB-month, price-date: 4Q26, source: s, confidence: sourced}
                        """);

        ServiceResult service =
                ServiceReview.of(
                        Reviews.CATALOG.services().get("azure-managed-lustre-500"), 10e12, prices);

        assertThat(service.monthlyUsd()).isCloseTo(12 * 1024 * 0.1, within(1e-6));
        assertThat(service.priceDate()).isEqualTo("4Q26");
    }
}
