package dev.faultline.cluster.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeTest {

    @Test
    void readsDataAndParities() {
        Code code = Code.parse(" 28 + 4 ", 4, 1);

        // 28 data, 4 global and 4 local parities.
        assertThat(code.width()).isEqualTo(36);
        assertThat(code.parityStrips()).isEqualTo(8);
        assertThat(code.efficiency()).isEqualTo(28.0 / 36);
        assertThat(code.localGroupWidth()).isEqualTo(8);
        assertThat(code).hasToString("28+4/local 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "28", "28+", "+4", "28-4", "28+4+4", "k+m", "28+-4", "99999+4"})
    void refusesWhatIsNoCodeAndShowsOne(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Code.parse(text, 0, 1))
                .withMessageContaining("28+4");
    }

    @Test
    void isAtMost150StripsWide() {
        assertThat(Code.reedSolomon(146, 4).width()).isEqualTo(150);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Code.reedSolomon(147, 4))
                .withMessageContaining("151")
                .withMessageContaining("150");
    }

    @Test
    void needsADataStripAndLocalGroupsOfOneSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> Code.reedSolomon(0, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Code.parse("28+4", 3, 1))
                .withMessageContaining("28")
                .withMessageContaining("3 local groups");
    }

    @Test
    void repairReadsNoLessThanTheRegeneratingBound() {
        // 146+4: (150-1)/4 = 37.25 strips, 37.25/146 = 25.51 %.
        assertThat(Code.leastRepairReads(146, 4)).isEqualTo(37.25 / 146);
        assertThat(Code.parse("146+4", 0, 0.26).repairReads()).isEqualTo(0.26);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Code.parse("146+4", 0, 0.25))
                .withMessageContaining("37.25")
                .withMessageContaining("0.2551");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "6,0", "7,1", "13,1", "27,3", "28,-1", "31,-1", "32,0", "35,3"})
    void localGroupsAreRunsOfDataAndEachHasAParityAtTheEnd(int position, int group) {
        // 28+4 with 4 groups: data 0..6, 7..13, 14..20, 21..27; global 28..31; local 32..35.
        assertThat(new Code(28, 4, 4, 1).localGroupOf(position)).isEqualTo(group);
    }

    @Test
    void aMirrorIsOneDataStripAndItsCopies() {
        assertThat(Code.mirror(3)).isEqualTo(Code.reedSolomon(1, 2));
    }
}
