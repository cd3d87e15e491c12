package dev.faultline.cluster.protection;

import java.util.List;

/**
 * How data is kept on a cluster.
 *
 * @param data the code of users' data
 * @param frontier the codes it was chosen from
 * @param metadata copies of the metadata
 * @param metadataShare bytes of metadata for each byte of users' data
 * @param spareShare share of the raw capacity kept free
 */
public record ProtectionPlan(
        Promise promise,
        CodeOption data,
        List<CodeOption> frontier,
        CodeOption metadata,
        double metadataShare,
        double spareShare) {

    public ProtectionPlan {
        frontier = List.copyOf(frontier);
    }

    /**
     * Users' data that so many raw bytes hold:
     *
     * <pre>raw (1 - spare) / (n/k + metadata share x mirrors)</pre>
     */
    public double usableBytes(double rawBytes) {
        return rawBytes
                * (1 - spareShare)
                / (1 / data.code().efficiency() + metadataShare * metadata.code().width());
    }
}
