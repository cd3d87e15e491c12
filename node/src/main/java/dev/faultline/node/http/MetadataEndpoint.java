package dev.faultline.node.http;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Where one guest asks, on a port of its own. While the guest is away nothing listens there, so
 * that connections are refused; the port is kept by a socket that is bound and does not listen.
 * Belongs to the door's thread.
 */
final class MetadataEndpoint implements AutoCloseable {

    private final Socket reservation = new Socket();
    private final InetSocketAddress address;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable Channel listener;

    /** Takes the port, any free one for 0. */
    MetadataEndpoint(InetSocketAddress wanted) throws IOException {
        try {
            reservation.setReuseAddress(true);
            reservation.bind(wanted);
        } catch (IOException e) {
            reservation.close();
            throw new IOException("cannot listen on %s: %s".formatted(wanted, e.getMessage()), e);
        }
        address = new InetSocketAddress(wanted.getAddress(), reservation.getLocalPort());
    }

    InetSocketAddress address() {
        return address;
    }

    boolean isOpen() {
        return listener != null;
    }

    void open(Channel listener) {
        this.listener = listener;
    }

    void add(Channel connection) {
        connections.add(connection);
    }

    /** Refuses connections from now on, and cuts those that there are. */
    void refuse() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
        connections.close();
    }

    @Override
    public void close() throws IOException {
        refuse();
        reservation.close();
    }
}
