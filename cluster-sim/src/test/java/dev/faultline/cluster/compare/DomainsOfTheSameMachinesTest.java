package dev.faultline.cluster.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.ComparisonResult.LossOfOne;
import dev.faultline.cluster.review.Frame;
import dev.faultline.cluster.review.Reviews;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shipped comparison of 840 machines in 3, 5, 7 and 8 domains, for a domain and a drive.
 *
 * <p>c strips in each of the domains that a stripe uses take m = c + 1 parities, 8 at most, so c is
 * 7: three domains are all used, 21 strips; five, seven and eight leave one out, 28, 42 and 49
 * strips. Usable of raw is 0.95 / (n/k + 3 x 2 %).
 */
final class DomainsOfTheSameMachinesTest {

    @ParameterizedTest
    @CsvSource({
        "3, 13+8, 0.567034, false",
        "5, 20+8, 0.650685, true",
        "7, 34+8, 0.733424, true",
        "8, 41+8, 0.756899, true",
    })
    void fewerDomainsHoldLessAndThreeRestoreNothing(
            int domains, String code, double share, boolean restores) {
        Candidate candidate = Reviews.shipped("compare/z3-in-%d-domains".formatted(domains));
        Frame frame = new Frame(candidate.proposal(), candidate.plan());

        LossOfOne loss = Losses.of(Losses.Part.DOMAIN, candidate);

        assertThat(candidate.proposal().cluster().nodeCount()).isEqualTo(840);
        assertThat(candidate.plan().data().code()).hasToString(code);
        assertThat(frame.usableBytes() / frame.rawBytes()).isCloseTo(share, within(1e-6));
        assertThat(loss.rebuildSeconds() != null).isEqualTo(restores);
        assertThat(loss.missing() == null).isEqualTo(restores);
        assertThat(loss.lostBytes()).isZero();
    }
}
