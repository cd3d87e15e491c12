package dev.faultline.cluster.sizing;

/**
 * How much of a candidate's hardware, and where.
 *
 * @param domains failure domains
 * @param nodesPerRack storing nodes in each rack, or in each of a provider's domains
 * @param frontEndsPerRack front ends besides; 0 where the storing nodes serve clients
 */
record Shape(int domains, int nodesPerRack, int frontEndsPerRack) {

    /** With so many more of each. */
    Shape with(int moreDomains, int moreNodes, int moreFrontEnds) {
        return new Shape(
                domains + moreDomains, nodesPerRack + moreNodes, frontEndsPerRack + moreFrontEnds);
    }
}
