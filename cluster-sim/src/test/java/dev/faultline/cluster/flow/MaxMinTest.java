package dev.faultline.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MaxMinTest {

    private static final double UNBOUNDED = Double.POSITIVE_INFINITY;

    private final MaxMin system = new MaxMin();

    @Test
    void twiceThePenaltyGetsHalfTheRate() {
        int link = system.addResource(3);
        int light = add(1, UNBOUNDED, link, 1);
        int heavy = add(2, UNBOUNDED, link, 1);

        system.solve();

        // t/1 + t/2 = 3 at t = 2
        assertThat(system.rate(light)).isEqualTo(2);
        assertThat(system.rate(heavy)).isEqualTo(1);
        assertThat(system.used(link)).isEqualTo(3);
    }

    @Test
    void activitiesThatUseMoreStillGetTheSameRate() {
        int link = system.addResource(3);
        int light = add(1, UNBOUNDED, link, 1);
        int heavy = add(1, UNBOUNDED, link, 2);

        system.solve();

        // t + 2t = 3 at t = 1
        assertThat(system.rate(light)).isEqualTo(1);
        assertThat(system.rate(heavy)).isEqualTo(1);
    }

    @Test
    void weightAndPenaltyTogether() {
        int link = system.addResource(20);
        int light = add(1, UNBOUNDED, link, 1);
        int heavy = add(2, UNBOUNDED, link, 2);

        system.solve();

        // t + 2 t/2 = 20 at t = 10
        assertThat(system.rate(light)).isEqualTo(10);
        assertThat(system.rate(heavy)).isEqualTo(5);
    }

    @Test
    void whatOneResourceRefusesAnotherActivityMayTake() {
        int narrow = system.addResource(1);
        int wide = system.addResource(10);
        int both = system.addActivity(1, UNBOUNDED, new int[] {narrow, wide}, new double[] {1, 1});
        int wideOnly = add(1, UNBOUNDED, wide, 1);

        system.solve();

        assertThat(system.rate(both)).isEqualTo(1);
        assertThat(system.bottleneck(both)).isEqualTo(narrow);
        assertThat(system.rate(wideOnly)).isEqualTo(9);
        assertThat(system.bottleneck(wideOnly)).isEqualTo(wide);
    }

    @Test
    void guaranteeComesFirstAndTheRestIsShared() {
        int link = system.addResource(10);
        int guaranteed = add(1, UNBOUNDED, link, 1);
        int other = add(1, UNBOUNDED, link, 1);
        system.setGuarantee(guaranteed, 7);

        system.solve();

        // the guarantee of 7 is above the fair share of 5; the other one gets what is left
        assertThat(system.rate(guaranteed)).isEqualTo(7);
        assertThat(system.rate(other)).isEqualTo(3);
    }

    @Test
    void guaranteesThatDoNotFitAreScaledDownTogether() {
        int link = system.addResource(10);
        int large = add(1, UNBOUNDED, link, 1);
        int small = add(1, UNBOUNDED, link, 1);
        system.setGuarantee(large, 15);
        system.setGuarantee(small, 5);

        system.solve();

        // 20 were promised of 10: everyone gets half
        assertThat(system.rate(large)).isEqualTo(7.5);
        assertThat(system.rate(small)).isEqualTo(2.5);
    }

    @Test
    void aClassIsGuaranteedItsShare() {
        int link = system.addResource(100);
        int rebuild = add(1, UNBOUNDED, link, 1);
        int[] clients = new int[9];
        for (int n = 0; n < clients.length; n++) {
            clients[n] = add(1, UNBOUNDED, link, 1);
        }
        new GuaranteedShare(system, 0.3).include(rebuild);

        system.solve();

        // a tenth would be its fair part; it is guaranteed 30, and 70 / 9 remain for each of the
        // others
        assertThat(system.rate(rebuild)).isEqualTo(30);
        assertThat(system.rate(clients[4])).isEqualTo(70.0 / 9);
    }

    /** The arithmetic is in the documentation of {@link GuaranteedShare}. */
    @Test
    void aClassIsGuaranteedWhatOthersLeaveThatAreHeldToTheRest() {
        int link = system.addResource(100);
        int drive = system.addResource(100);
        int rebuild =
                system.addActivity(1, UNBOUNDED, new int[] {link, drive}, new double[] {0.5, 1});
        GuaranteedShare share = new GuaranteedShare(system, 0.3);
        share.include(rebuild);
        int clients =
                system.addActivity(
                        1e-12, UNBOUNDED, new int[] {link, drive}, new double[] {1, 0.4});

        system.solve();

        assertThat(system.rate(rebuild)).isCloseTo(60, within(1e-9));
        assertThat(system.rate(clients)).isCloseTo(70, within(1e-9));

        system.setBound(clients, 20);
        system.solve();

        // 92 of the drive are left, and 80 of the link for 46 of it
        assertThat(system.rate(rebuild)).isCloseTo(92, within(1e-9));
        assertThat(system.rate(clients)).isCloseTo(20, within(1e-9));

        system.removeActivity(rebuild);
        system.setBound(clients, UNBOUNDED);
        system.solve();

        assertThat(system.rate(clients)).isCloseTo(100, within(1e-9));
    }

    @Test
    void deadResourceGivesNothing() {
        int dead = system.addResource(0);
        int waiting = add(1, UNBOUNDED, dead, 1);
        system.setGuarantee(waiting, 5);

        system.solve();

        assertThat(system.rate(waiting)).isZero();
        assertThat(system.bottleneck(waiting)).isEqualTo(dead);
    }

    @Test
    void ownBoundIsNoBottleneck() {
        int link = system.addResource(10);
        int bounded = add(1, 2, link, 1);
        int free = system.addActivity(1, 6, new int[0], new double[0]);
        int unweighted = add(1, 7, link, 0);

        system.solve();

        assertThat(system.rate(bounded)).isEqualTo(2);
        assertThat(system.bottleneck(bounded)).isEqualTo(MaxMin.OWN_BOUND);
        assertThat(system.rate(free)).isEqualTo(6);
        assertThat(system.rate(unweighted)).isEqualTo(7);
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> system.addActivity(1, UNBOUNDED, new int[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite bound");
        assertThatThrownBy(() -> system.addResource(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private int add(double penalty, double bound, int resource, double weight) {
        return system.addActivity(penalty, bound, new int[] {resource}, new double[] {weight});
    }

    @Test
    void smallChangesWaitUntilTheyAddUpToTheTolerance() {
        MaxMin tolerant = new MaxMin(1e-6);
        int first = tolerant.addResource(1);
        int second = tolerant.addResource(10);
        int third = tolerant.addResource(100);
        for (int n = 0; n < 10; n++) {
            tolerant.addResource(1); // so that one changed resource is not much of the system
        }
        double[] ones = {1, 1};
        int[] firstTwo = {first, second};
        int[] lastTwo = {second, third};
        int a = tolerant.addActivity(1, Double.POSITIVE_INFINITY, firstTwo, ones);
        int b = tolerant.addActivity(1, Double.POSITIVE_INFINITY, lastTwo, ones);
        tolerant.solve();
        assertThat(tolerant.rate(b)).isEqualTo(9); // 10 - 1

        tolerant.setCapacity(first, 1.000006);
        tolerant.solve();
        assertThat(tolerant.rate(a)).isEqualTo(1.000006);
        assertThat(tolerant.rate(b)).isEqualTo(9); // 6e-6 is less than 1e-6 of 10

        tolerant.setCapacity(first, 1.000012);
        tolerant.solve();
        assertThat(tolerant.rate(b)).isCloseTo(8.999988, within(1e-14)); // 10 - 1.000012
    }
}
