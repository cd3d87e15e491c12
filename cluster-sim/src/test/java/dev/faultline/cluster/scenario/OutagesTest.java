package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.failure.Condition;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.failure.Selector;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On 3 racks of 2 nodes of 2 drives: rack 1 has nodes 2 and 3, drives 4 to 7. */
final class OutagesTest {

    private final Cluster cluster = SmallClusters.converged(3, 1, 2, 2);
    private final Outages outages = new Outages(cluster);

    @Test
    void aNewDriveInALostNodeWaitsForANewNode() {
        outages.begin(new Condition.Lost(parts("rack/1")));

        outages.replace(parts("drive/r1/n0/d1"));

        assertThat(lost()).containsExactly(4, 5, 6, 7);
        assertThat(outages.isDetected(5)).isTrue();
        outages.replace(parts("node/r1/n0"));
        assertThat(lost()).containsExactly(6, 7);
    }

    @Test
    void replacingADriveOfSeveralLostOnesLeavesTheOthersLost() {
        outages.begin(new Condition.Lost(parts("drive/r1/n0/*")));

        outages.replace(parts("drive/r1/n0/d1"));

        assertThat(lost()).containsExactly(4);
        assertThat(outages.health().driveWorks(5)).isTrue();
    }

    @Test
    void replacingANodeOfALostRackBringsItsDrivesToo() {
        outages.begin(new Condition.Lost(parts("rack/1")));

        outages.replace(parts("node/r1/n0"));

        assertThat(lost()).containsExactly(6, 7);
        assertThat(outages.health().nodeWorks(2)).isTrue();
        assertThat(outages.health().nodeLost(3)).isTrue();
    }

    @Test
    void replacingNicsBringsTheNodeBack() {
        outages.begin(new Condition.Lost(parts("nic/r1/n0/0")));
        assertThat(outages.health().nodeWorks(2)).isFalse();

        outages.replace(parts("nic/r1/n0/0"));

        assertThat(outages.health().nodeWorks(2)).isTrue();
        assertThat(outages.health().driveWorks(4)).isTrue();
    }

    @Test
    void replacingWhatWorksOrIsAwayChangesNothing() {
        Condition away = new Condition.Out(parts("rack/1"));
        outages.begin(away);

        outages.replace(parts("rack/1"));
        outages.replace(parts("rack/2"));

        assertThat(outages.health().driveWorks(4)).isFalse();
        assertThat(outages.isDetected(4)).isFalse();
        assertThat(outages.isDetected(8)).isFalse();
        outages.end(away);
        assertThat(outages.health().driveWorks(4)).isTrue();
    }

    @Test
    void whatCameBackIsNotGivenUpForAnEarlierAbsence() {
        Parts rack = parts("rack/1");
        int[] drives = rack.drives(cluster);
        Condition first = new Condition.Out(rack);
        outages.begin(first);
        int[] absences = outages.absencesOf(drives);
        outages.end(first);
        outages.begin(new Condition.Out(parts("rack/1")));

        assertThat(outages.stillAway(drives, absences)).isEmpty();
        assertThat(outages.stillAway(drives, outages.absencesOf(drives))).isEqualTo(drives);
    }

    @Test
    void aDriveThatIsLostAgainHasToBeNoticedAgain() {
        Parts drive = parts("drive/r0/n0/d0");
        outages.begin(new Condition.Lost(drive));
        outages.detect(drive.indices());
        outages.replace(drive);

        outages.begin(new Condition.Lost(parts("drive/r0/n0/d0")));

        assertThat(outages.isDetected(0)).isFalse();
    }

    @Test
    void whatAReplacedDriveHeldStaysNoticedWhileTheDriveIsAway() {
        Parts drive = parts("drive/r0/n0/d0");
        outages.begin(new Condition.Lost(drive));
        outages.replace(drive);

        outages.begin(new Condition.Out(parts("rack/0")));

        assertThat(outages.isDetected(0)).isTrue();
    }

    @Test
    void aReplacedWriteBufferDriveWorksAndTheOthersStayLost() {
        outages.begin(new Condition.Lost(parts("buffer/r1/*")));

        outages.replace(parts("buffer/r1/n0/b0"));

        assertThat(workingBuffers()).containsExactly(0, 1, 2, 4, 5);
        assertThat(lost()).isEmpty();
        outages.replace(parts("rack/1"));
        assertThat(workingBuffers()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void newWriteBufferDrivesAndNicsInALostNodeWaitForANewNode() {
        outages.begin(new Condition.Lost(parts("node/r1/n0")));

        outages.replace(parts("buffer/r1/n0/b0"));
        outages.replace(parts("nic/r1/n0/0"));

        assertThat(outages.health().nodeLost(2)).isTrue();
        assertThat(workingBuffers()).containsExactly(0, 1, 3, 4, 5);
        outages.replace(parts("node/r1/n0"));
        assertThat(workingBuffers()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    private int[] workingBuffers() {
        return IntStream.range(0, cluster.bufferCount())
                .filter(outages.health()::bufferWorks)
                .toArray();
    }

    private Parts parts(String text) {
        return Selector.parse(text).select(cluster, new SplittableRandom(1));
    }

    private int[] lost() {
        return IntStream.range(0, cluster.driveCount())
                .filter(drive -> outages.health().driveLost(drive))
                .toArray();
    }
}
