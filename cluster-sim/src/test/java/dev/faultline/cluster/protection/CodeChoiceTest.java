package dev.faultline.cluster.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked by hand: c strips in each of F usable domains need f c + d parities. */
final class CodeChoiceTest {

    @Test
    void fiftyTwoDomainsGiveTheWidestStripeFromThreeStripsADomain() {
        // F = 51. c = 1: 51 wide, 3 parities, 48/51 = 94.1 %. c = 2: 102 wide, 4, 98/102 = 96.1 %.
        // c = 3: min(150, 153) = 150 wide, 5, 145/150 = 96.7 %.
        CodeChoice choice = new CodeChoice(52, 240, new Promise(1, 2, true), 150, 8);

        assertThat(choice.frontier())
                .containsExactly(
                        new CodeOption(Code.reedSolomon(48, 3), 1),
                        new CodeOption(Code.reedSolomon(98, 4), 2),
                        new CodeOption(Code.reedSolomon(145, 5), 3));
        assertThat(choice.mostEfficient()).contains(new CodeOption(Code.reedSolomon(145, 5), 3));
        // Four parities leave (4 - 2) / 1 = 2 strips in a domain.
        assertThat(choice.widestWith(4)).contains(new CodeOption(Code.reedSolomon(98, 4), 2));
        assertThat(choice.widestWith(1)).isEmpty();
    }

    @Test
    void eightDomainsPayLittleForWidth() {
        // F = 7, f = 1, d = 1: c = 1: 7 wide, 2 parities, 71.4 %; c = 2: 14, 3, 78.6 %;
        // c = 3: 21, 4, 81.0 %; c = 7: 49, 8, 83.7 %, the most that 8 parities allow.
        CodeChoice choice = new CodeChoice(8, 100, new Promise(1, 1, true), 150, 8);

        assertThat(choice.mostEfficient()).contains(new CodeOption(Code.reedSolomon(41, 8), 7));
        assertThat(choice.frontier()).hasSize(7).first().isEqualTo(option(5, 2, 1));
    }

    @Test
    void threeDomainsCostMoreThanAThird() {
        // F = 3 (nothing left to restore the promise), f = 1, d = 0: c = 1: 2+1; c = 2: 4+2; all of
        // them 2/3. The narrowest is taken.
        CodeChoice choice = new CodeChoice(3, 100, new Promise(1, 0, false), 150, 8);

        assertThat(choice.mostEfficient()).contains(option(2, 1, 1));
        // One drive more: c strips a domain need c + 1 parities of 3 c: 1 - (c + 1) / 3 c grows
        // with c.
        CodeChoice oneDrive = new CodeChoice(3, 100, new Promise(1, 1, false), 150, 8);
        assertThat(oneDrive.mostEfficient()).contains(option(13, 8, 7));
    }

    @Test
    void aDomainHoldsNoMoreStripsThanItHasDrives() {
        CodeChoice choice = new CodeChoice(8, 2, new Promise(1, 1, true), 150, 8);

        assertThat(choice.frontier()).containsExactly(option(5, 2, 1), option(11, 3, 2));
        assertThat(choice.keeps(Code.reedSolomon(18, 8))).isFalse();
    }

    @Test
    void keepsWhatSurvivesAllThatIsPromisedAtOnce() {
        CodeChoice choice = new CodeChoice(8, 100, new Promise(1, 1, true), 150, 8);

        // 14 strips over 7 domains: 2 in one, 2 + 1 erasures.
        assertThat(choice.keeps(Code.reedSolomon(11, 3))).isTrue();
        assertThat(choice.keeps(Code.reedSolomon(12, 2))).isFalse();
        // 15 strips: 3 in one, 4 erasures.
        assertThat(choice.keeps(Code.reedSolomon(12, 3))).isFalse();
        // Two global parities and local ones survive any three.
        assertThat(choice.keeps(new Code(10, 2, 2, 1))).isTrue();
    }

    /**
     * What makes steady writes grow with the cluster, whatever binds them: more domains never take
     * more parities, and more nodes in a domain take no larger share more of them than there are
     * more nodes. Every combination up to where stripes are as wide as they get.
     */
    @ParameterizedTest
    @CsvSource({"8, 150", "8, 40", "5, 150", "16, 64", "64, 150"})
    void moreDomainsOrNodesNeverMakeACodeThatCostsMoreThanTheyBring(int parities, int width) {
        for (int lost = 0; lost <= 3; lost++) {
            for (int drives = 0; drives <= 4; drives++) {
                for (int inDomain = 1; inDomain <= 12; inDomain++) {
                    for (int domains = 2; domains <= 160; domains++) {
                        Optional<Code> code =
                                auto(domains, inDomain, lost, drives, parities, width);
                        code.ifPresent(new Grown(domains, inDomain, lost, drives, parities, width));
                    }
                }
            }
        }
    }

    /** Looks at a domain more, and a node more in each: nodes of one drive, the hardest case. */
    private record Grown(int domains, int nodes, int lost, int drives, int parities, int width)
            implements Consumer<Code> {

        @Override
        public void accept(Code less) {
            Code domain = auto(domains + 1, nodes, lost, drives, parities, width).orElseThrow();
            Code node = auto(domains, nodes + 1, lost, drives, parities, width).orElseThrow();

            assertThat(domain.efficiency())
                    .as("%s", this)
                    .isGreaterThanOrEqualTo(less.efficiency());
            assertThat(node.efficiency()).as("%s", this).isGreaterThanOrEqualTo(less.efficiency());
            assertThat(domain.parityStrips())
                    .as("%s", this)
                    .isLessThanOrEqualTo(less.parityStrips());
            assertThat(node.parityStrips() * nodes)
                    .as("%s", this)
                    .isLessThanOrEqualTo(less.parityStrips() * (nodes + 1));
        }
    }

    private static Optional<Code> auto(
            int domains, int inDomain, int lost, int drives, int parities, int width) {
        boolean restore = domains >= Promise.RESTORE_FROM_DOMAINS;
        return new CodeChoice(
                        domains, inDomain, new Promise(lost, drives, restore), width, parities)
                .mostEfficient()
                .map(CodeOption::code);
    }

    private static CodeOption option(int data, int parities, int perDomain) {
        return new CodeOption(Code.reedSolomon(data, parities), perDomain);
    }
}
