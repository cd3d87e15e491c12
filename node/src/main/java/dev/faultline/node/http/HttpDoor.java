package dev.faultline.node.http;

import dev.faultline.node.control.NodeControl;
import dev.faultline.node.control.NodeStatus;
import dev.faultline.node.metadata.MetadataDesk;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node's HTTP door: {@code /metrics}, {@code /health}, {@code /status}, {@code /drives} and a
 * live page at {@code /}. One thread serves all of it, apart from the data path.
 *
 * <p>Memory is bounded by {@link HttpLimits}: a connection holds one request and what the client
 * has not yet taken of the answers, and is closed when it asks for more before.
 */
public final class HttpDoor implements AutoCloseable {

    static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final EventLoopGroup loop;
    private final Channel listener;

    private HttpDoor(EventLoopGroup loop, Channel listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /**
     * Listens; port 0 takes any free one.
     *
     * @throws IOException when the address cannot be had, saying which and why
     */
    public static HttpDoor open(
            InetSocketAddress address, NodeStatus node, NodeControl control, HttpLimits limits)
            throws IOException {
        return open(address, node, control, null, limits);
    }

    /**
     * As {@link #open(InetSocketAddress, NodeStatus, NodeControl, HttpLimits)}, with {@code
     * /maintenance}.
     *
     * @param desk of the node's metadata service; null for none
     */
    public static HttpDoor open(
            InetSocketAddress address,
            NodeStatus node,
            NodeControl control,
            @Nullable MetadataDesk desk,
            HttpLimits limits)
            throws IOException {
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("http", true), NioIoHandler.newFactory());
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loop)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                        .childHandler(
                                handlers(
                                        Origins.of(address),
                                        new Routes(node, control, desk),
                                        limits));
        try {
            return new HttpDoor(loop, bootstrap.bind(address).sync().channel());
        } catch (InterruptedException e) {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening " + address, e);
        } catch (Exception e) {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException(
                    "cannot listen on %s:%d: %s"
                            .formatted(address.getHostString(), address.getPort(), e.getMessage()),
                    e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** What every connection passes: shared by the door and by the tests of what it takes. */
    static ChannelInitializer<Channel> handlers(Origins origins, Routes routes, HttpLimits limits) {
        ConnectionGate gate = new ConnectionGate(limits.connections());
        HttpDecoderConfig bounds =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(limits.lineBytes())
                        .setMaxHeaderSize(limits.headerBytes())
                        .setMaxChunkSize(limits.bodyBytes());
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(gate)
                        .addLast(new HttpServerCodec(bounds))
                        .addLast(new WholeRequests(limits.bodyBytes()))
                        .addLast(new HttpConnection(routes, origins, limits.patience()));
            }
        };
    }
}
