package dev.faultline.cluster.traffic;

import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.topology.TopologyFile;

/**
 * How the cluster treats what clients write.
 *
 * @param data the code that stripes are kept in
 * @param buffer the code of the write buffer; mirrors are 1+copies
 * @param reduction client bytes for each byte stored, 1 or more
 */
public record DataPath(Code data, Code buffer, double reduction) {

    /** As a topology file asks for it. */
    public static DataPath of(TopologyFile file, ProtectionPlan plan) {
        Code buffer =
                switch (file.dataPath().writeBuffer()) {
                    case TopologyFile.WriteBuffer.Mirrored(int mirrors) -> Code.mirror(mirrors);
                    case TopologyFile.WriteBuffer.Coded(String code) -> Code.parse(code, 0, 1);
                };
        return new DataPath(plan.data().code(), buffer, file.dataPath().reduction());
    }

    /** Bytes that reach write-buffer drives for each client byte. */
    public double bufferOverhead() {
        return 1 / buffer.efficiency();
    }

    /** Bytes that reach stripe drives for each client byte. */
    public double stripeOverhead() {
        return 1 / (data.efficiency() * reduction);
    }
}
