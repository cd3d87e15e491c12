package dev.faultline.node.nbd;

import dev.faultline.node.store.BlockReader;
import dev.faultline.node.store.BlockStore;
import io.netty.channel.EventLoop;

/** What all connections of one event loop use in turn. */
final class LoopResources implements AutoCloseable {

    final BlockReader reader;
    final DueQueue due;
    final LentReply lent = new LentReply();
    final ShortRest rest = new ShortRest();

    /** Connections that transmit on this event loop. */
    int connections;

    LoopResources(EventLoop loop, BlockStore store) {
        reader = store.newReader();
        due = new DueQueue(loop, store.time());
    }

    @Override
    public void close() {
        reader.close();
    }
}
