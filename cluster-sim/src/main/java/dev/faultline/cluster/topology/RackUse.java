package dev.faultline.cluster.topology;

/**
 * What a rack's nodes take of it.
 *
 * @param units rack units
 * @param provisionedWatts at the plug with everything busy; NaN where a node's power is not known
 */
public record RackUse(int units, double provisionedWatts) {

    public static RackUse of(Cluster cluster, int rack) {
        int units = 0;
        double watts = 0;
        for (int n = cluster.firstNodeOfRack(rack); n < cluster.firstNodeOfRack(rack + 1); n++) {
            units += cluster.kindOf(n).rackUnits();
            watts += cluster.kindOf(n).watts(1, 1, 1);
        }
        return new RackUse(units, watts);
    }
}
