package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocallyRepairableTest {
    @Test
    void repairsOneStripFromItsGroup() {
        ErasureCode code = ErasureCode.of("28+4/local 4").with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 100, 3);
        StripSet lost = StripSet.of(8);
        StripSet available = StripSet.range(0, 36).without(lost);

        StripSet helpers = code.helpers(8, available);
        stripe.loses(lost);
        Stripe onlyHelpers = new Stripe(36, 100).set(8, stripe.strips[8], 0);
        helpers.stream().forEach(strip -> onlyHelpers.set(strip, stripe.strips[strip], 0));
        code.repair(onlyHelpers, 8, available);

        // Group 1 is data 7 to 13 and the local parity 28 + 4 + 1.
        assertThat(helpers).isEqualTo(StripSet.of(7, 9, 10, 11, 12, 13, 33));
        stripe.isWhole("repaired from its group");
    }

    @Test
    void repairsALocalParityFromItsGroup() {
        ErasureCode code = ErasureCode.of("28+4/local 4");

        StripSet helpers = code.helpers(34, StripSet.range(0, 34).with(35));

        assertThat(helpers).isEqualTo(StripSet.range(14, 21));
    }

    @Test
    void repairsFromOthersWhenItsGroupHasLostMore() {
        ErasureCode code = ErasureCode.of("28+4/local 4");

        StripSet helpers = code.helpers(0, StripSet.range(2, 36));

        // Strips 0 and 1 are unknown: the local parity of the group, one global, and all other
        // data.
        assertThat(helpers).isEqualTo(StripSet.range(2, 28).with(28).with(32));
    }

    @Test
    void leavesAloneWhatIsNotWanted() {
        ErasureCode code = ErasureCode.of("28+4/local 4");
        StripSet groupZeroIsGone = StripSet.range(0, 7).with(32);

        Recovery recovery =
                code.recovery(
                        StripSet.of(7), StripSet.range(0, 36).without(groupZeroIsGone.with(7)));

        assertThat(recovery.helpers()).isEqualTo(StripSet.range(8, 14).with(33));
    }

    /** g + 1 losses anywhere: what a Reed-Solomon code with one parity more recovers. */
    @ParameterizedTest
    @ValueSource(
            strings = {"4+1/local 2", "9+1/local 4", "8+2/local 2", "28+4/local 4", "40+8/local 5"})
    void decodesRandomPatternsWithinTheDistance(String shape) {
        ErasureCode code = ErasureCode.of(shape).with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 5, 7);
        Random random = new Random(shape.hashCode());

        for (int i = 0; i < 200; i++) {
            int losses = 1 + random.nextInt(code.shape().distance() - 1);
            stripe.losesAndDecodes(code, TestStripe.randomStrips(code, losses, random));
        }
    }

    /**
     * With one or two global parities, a code loses nothing that any code of its shape could keep.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4+1/local 2",
                "7+1/local 3",
                "6+2/local 2",
                "8+2/local 2",
                "9+2/local 3",
                "8+2/local 4"
            })
    void decodesEveryPatternThatIsRecoverableInPrinciple(String shape) {
        ErasureCode code = ErasureCode.of(shape).with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 3, 5);

        for (int pattern = 0; pattern < 1 << code.shape().strips(); pattern++) {
            StripSet lost = strips(pattern);
            boolean possible = code.shape().recoverableInPrinciple(lost);
            assertThat(code.recovers(lost)).as("%s without %s", shape, lost).isEqualTo(possible);
            if (possible) {
                stripe.losesAndDecodes(code, lost);
            }
        }
    }

    /** The widest groups and the most of them for which that holds: 15 data strips, 17 groups. */
    @ParameterizedTest
    @ValueSource(strings = {"30+2/local 2", "60+2/local 4", "221+2/local 17"})
    void twoGlobalParitiesRecoverAllThatIsPossibleInWideCodes(String shape) {
        ErasureCode code = ErasureCode.of(shape);
        Random random = new Random(shape.hashCode());

        for (int i = 0; i < 3000; i++) {
            int losses = 3 + random.nextInt(code.shape().localGroups() + 1);
            StripSet lost = TestStripe.randomStrips(code, losses, random);
            assertThat(code.recovers(lost))
                    .as("%s without %s", shape, lost)
                    .isEqualTo(code.shape().recoverableInPrinciple(lost));
        }
    }

    /** No code can do better than the inequality, whatever its coefficients. */
    @ParameterizedTest
    @ValueSource(strings = {"6+3/local 2", "6+4/local 3"})
    void recoversEveryPatternWithinTheDistanceAndNoneBeyondThePrinciple(String shape) {
        ErasureCode code = ErasureCode.of(shape).with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 3, 5);

        for (int pattern = 0; pattern < 1 << code.shape().strips(); pattern++) {
            StripSet lost = strips(pattern);
            boolean recovers = code.recovers(lost);
            assertThat(recovers || lost.size() >= code.shape().distance()).isTrue();
            assertThat(!recovers || code.shape().recoverableInPrinciple(lost)).isTrue();
            if (recovers) {
                stripe.losesAndDecodes(code, lost);
            }
        }
    }

    @Test
    void reachesTheBoundOnTheDistance() {
        for (String text : List.of("28+4/local 4", "144+4/local 4", "8+2/local 2")) {
            CodeShape shape = CodeShape.parse(text);
            int bound = CodeBounds.maxDistance(shape.strips(), shape.data(), shape.repairStrips());

            assertThat(shape.distance()).as(text).isEqualTo(bound);
        }
    }

    @Test
    void losesAGroupBeyondItsGlobalParities() {
        ErasureCode code = ErasureCode.of("28+4/local 4");
        StripSet lost = StripSet.range(0, 6);

        // 6 strips of one group are 5 more than its local parity makes up for; there are 4 global.
        assertThatThrownBy(() -> code.recovery(lost, StripSet.range(6, 36)))
                .isInstanceOfSatisfying(
                        UnrecoverableException.class,
                        e -> assertThat(e.unrecoverable()).isEqualTo(lost))
                .hasMessage(
                        "28+4/local 4 cannot recover data 0, data 1, data 2, data 3, data 4, data 5:"
                                + " 6 data strips are gone, and the 8 parities left determine only 5"
                                + " of them; at least 1 of the strips gone must come back:"
                                + " data 0, data 1, data 2, data 3, data 4, data 5");
    }

    private static StripSet strips(int pattern) {
        return StripSet.of(IntStream.range(0, 32).filter(i -> (pattern >> i & 1) == 1).toArray());
    }
}
