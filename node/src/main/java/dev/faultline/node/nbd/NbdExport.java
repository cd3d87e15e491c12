package dev.faultline.node.nbd;

import dev.faultline.node.pipeline.CommitPipeline;
import dev.faultline.node.pipeline.Links;
import dev.faultline.node.pipeline.Stages;
import dev.faultline.node.store.BlockStore;

/**
 * What connections serve, together.
 *
 * @param sizeBytes what clients see
 */
public record NbdExport(
        long sizeBytes,
        BlockStore store,
        CommitPipeline commits,
        Links links,
        Stages stages,
        Traffic traffic,
        RequestMemory memory) {

    int transmissionFlags() {
        return Nbd.TX_HAS_FLAGS
                | Nbd.TX_SEND_FLUSH
                | Nbd.TX_SEND_FUA
                | Nbd.TX_SEND_TRIM
                | Nbd.TX_SEND_WRITE_ZEROES
                | Nbd.TX_SEND_DF
                | Nbd.TX_CAN_MULTI_CONN;
    }
}
