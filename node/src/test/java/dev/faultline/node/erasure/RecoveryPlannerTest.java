package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How strips are put together in maps, which decides how often sources are read. */
class RecoveryPlannerTest {
    @Test
    void lostStripsOfReedSolomonShareTheirSources() {
        Program program = plan("28+4", StripSet.of(0, 1, 28, 29));

        assertThat(program.mapCount()).isEqualTo(1);
        assertThat(program.map(0).targetCount()).isEqualTo(4);
        assertThat(program.map(0).sourceCount()).isEqualTo(28);
    }

    @Test
    void globalParitiesAreOneMapAndEachLocalOneItsOwn() {
        Program program = plan("28+4/local 4", StripSet.range(28, 36));

        assertThat(program.mapCount()).isEqualTo(5);
        assertThat(program.map(0).targetCount()).isEqualTo(4);
        assertThat(program.map(1).targetCount()).isEqualTo(1);
        assertThat(program.map(1).sourceCount()).isEqualTo(7);
    }

    /** With two groups, a local parity reads half of what a global one does, which is not most. */
    @Test
    void halfOfTheSourcesIsNotMuchTheSame() {
        Program program = plan("8+2/local 2", StripSet.range(8, 12));

        assertThat(program.mapCount()).isEqualTo(3);
    }

    private static Program plan(String shape, StripSet lost) {
        CodeShape code = CodeShape.parse(shape);
        Matrix parity =
                code.localGroups() == 0
                        ? ParityMatrix.cauchy(code.data(), code.globalParities())
                        : ParityMatrix.locallyRepairable(code);
        StripSet available = StripSet.range(0, code.strips()).without(lost);
        return new RecoveryPlanner(code, parity, available).plan(lost);
    }
}
