package dev.faultline.node.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {

    private final Gathering gathering = new Gathering();

    @Test
    void firstAnswerWaitsForNoOther() {
        assertThat(gathering.wanted()).isEqualTo(1);
    }

    @Test
    void growsToItsLimitWhileRequestsComeQuickly() {
        for (int turn = 0; turn < 100; turn++) {
            gathering.filled(gathering.wanted());
        }

        assertThat(gathering.wanted()).isEqualTo(24);
    }

    @Test
    void fewerBecauseTheirBytesAreManyDoNotMakeItGrow() {
        gathering.filled(1);

        gathering.filled(1);

        assertThat(gathering.wanted()).isEqualTo(2);
    }

    @Test
    void clientThatWaitsForEachAnswerIsKeptWaitingOnceIn257Turns() {
        gathering.filled(1);
        gathering.waitedInVain(); // for a second one

        int turns = 0;
        while (gathering.wanted() == 1) {
            gathering.filled(1);
            turns++;
        }

        assertThat(turns).isEqualTo(257); // 256 calm ones, and the one that asks for more
    }

    @Test
    void halvesWhatDidNotCome() {
        for (int turn = 1; turn < 9; turn++) {
            gathering.filled(turn);
        }

        gathering.waitedInVain(); // for the ninth of a client with eight requests under way

        assertThat(gathering.wanted()).isEqualTo(4); // 9 / 2
    }
}
