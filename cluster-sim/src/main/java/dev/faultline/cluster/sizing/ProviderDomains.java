package dev.faultline.cluster.sizing;

import dev.faultline.cluster.sizing.RequirementFile.Candidate;
import dev.faultline.node.hardware.VmSpec;

/**
 * Failure domains that a provider's placement offers at most.
 *
 * <p>Sources: AWS, seven partitions of a placement group in a zone; Google Cloud, eight
 * availability domains of a spread placement; Azure, three fault domains of an availability set;
 * Oracle, three fault domains of an availability domain (the providers' documentation, as in the
 * topologies that are shipped).
 */
final class ProviderDomains {

    private ProviderDomains() {}

    static int of(Candidate candidate, Evaluator evaluator) {
        Integer said = candidate.domains();
        return said == null ? most(evaluator.provider()) : said;
    }

    private static int most(VmSpec.Provider provider) {
        return switch (provider) {
            case AWS -> 7;
            case GCP -> 8;
            case AZURE, OCI -> 3;
        };
    }
}
