package dev.faultline.cluster.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against every pattern of erasures there is. */
final class SurvivalTest {

    @Test
    void reedSolomonSurvivesAsManyAsItHasParities() {
        assertThat(Survival.redundancy(4, 0)).isEqualTo(4);
        assertThat(Survival.redundancy(4, 4)).isZero();
        assertThat(Survival.redundancy(4, 5)).isEqualTo(Survival.BEYOND);
    }

    @ParameterizedTest(name = "{0}+{1} in {2} local groups")
    @CsvSource({"6,2,2", "4,2,2", "6,1,3", "6,0,2", "2,3,2", "6,3,1", "8,2,4"})
    void localCodesSurviveWhatEveryContinuationSurvives(int data, int global, int groups) {
        Code code = new Code(data, global, groups, 1);
        int[] further = furtherErasures(code);

        for (int pattern = 0; pattern < further.length; pattern++) {
            int[] inGroup = new int[groups];
            int globals = count(code, pattern, inGroup);

            assertThat(Survival.redundancy(code, globals, inGroup))
                    .as("%s with strips %s gone", code, Integer.toBinaryString(pattern))
                    .isEqualTo(further[pattern]);
        }
        assertThat(code.tolerance()).isEqualTo(further[0]);
    }

    /**
     * For each set of erased strips how many more may go wherever they fall: one more than the
     * least over all strips that are left, -1 where the set itself is not recoverable.
     */
    private static int[] furtherErasures(Code code) {
        int[] further = new int[1 << code.width()];
        for (int pattern = further.length - 1; pattern >= 0; pattern--) {
            int least = Survival.BEYOND;
            if (recoverable(code, pattern)) {
                least = Integer.MAX_VALUE;
                for (int strip = 0; strip < code.width(); strip++) {
                    if ((pattern >> strip & 1) == 0) {
                        least = Math.min(least, further[pattern | 1 << strip]);
                    }
                }
                least++;
            }
            further[pattern] = least;
        }
        return further;
    }

    /** What "maximally recoverable" means: e_g + sum(max(0, e_j - 1)) <= global parities. */
    private static boolean recoverable(Code code, int pattern) {
        int[] inGroup = new int[code.localGroups()];
        int globals = count(code, pattern, inGroup);
        int beyondLocal = Arrays.stream(inGroup).map(erased -> Math.max(0, erased - 1)).sum();
        return globals + beyondLocal <= code.globalParities();
    }

    private static int count(Code code, int pattern, int[] inGroup) {
        int globals = 0;
        for (int strip = 0; strip < code.width(); strip++) {
            int erased = pattern >> strip & 1;
            int group = code.localGroupOf(strip);
            globals += group < 0 ? erased : 0;
            if (group >= 0) {
                inGroup[group] += erased;
            }
        }
        return globals;
    }
}
