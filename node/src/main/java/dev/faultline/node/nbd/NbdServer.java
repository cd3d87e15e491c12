package dev.faultline.node.nbd;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Listens for NBD clients and serves them, with the operating system's fastest sockets. */
public final class NbdServer implements AutoCloseable {

    /** More connections are closed at once. */
    public static final int MOST_CONNECTIONS = 1024;

    /** Told to every connection when the node stops. */
    static final Object STOP = new Object();

    /** How long clients may take to read the last replies. */
    private static final long LAST_REPLIES_SECONDS = 3;

    /** Linux's TCP_CONGESTION at the level IPPROTO_TCP. */
    private static final RawUnixChannelOption CONGESTION_CONTROL =
            new RawUnixChannelOption("CONGESTION_CONTROL", 6, 13, 4);

    private static final int READ_BYTES = 64 << 10;
    private static final int MOST_READ_BYTES = 256 << 10;

    private final NbdExport export;
    private final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true);
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventLoop, LoopResources> resources = new ConcurrentHashMap<>();
    private final ChannelGroup connections =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Channel listener;

    /**
     * @param threads event loops that serve the connections
     */
    public NbdServer(NbdExport export, InetSocketAddress address, int threads) throws IOException {
        this.export = export;
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> type =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        group =
                new MultiThreadIoEventLoopGroup(
                        threads, new DefaultThreadFactory("nbd", true), factory);
        try {
            listener = bootstrap(type).bind(address).syncUninterruptibly().channel();
        } catch (Exception e) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException(
                    "cannot listen on %s:%d: %s"
                            .formatted(address.getHostString(), address.getPort(), e.getMessage()),
                    e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Buffers that were taken and not given back; 0 when the server is closed. */
    public long buffersInUse() {
        return allocator.metric().directArenas().stream()
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
    }

    /**
     * Takes no more requests, answers those that it took, closes all connections, and returns when
     * their threads have ended.
     */
    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        ChannelGroupFuture left = connections.newCloseFuture();
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(STOP));
        left.awaitUninterruptibly(LAST_REPLIES_SECONDS, TimeUnit.SECONDS);
        connections.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        resources.values().forEach(LoopResources::close);
    }

    private ServerBootstrap bootstrap(Class<? extends ServerChannel> type) {
        return new ServerBootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(2048, READ_BYTES, MOST_READ_BYTES))
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(512 << 10, 1 << 20))
                .childHandler(new Accept());
    }

    private final class Accept extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (connections.size() >= MOST_CONNECTIONS) {
                channel.close();
                return;
            }
            connections.add(channel);
            doNotPace(channel);
            export.traffic().connections.incrementAndGet();
            channel.closeFuture()
                    .addListener(closed -> export.traffic().connections.decrementAndGet());
            LoopResources ofLoop =
                    resources.computeIfAbsent(
                            channel.eventLoop(), loop -> new LoopResources(loop, export.store()));
            channel.pipeline().addLast(new Negotiation(export, ofLoop));
        }

        /**
         * Within the machine there is no path whose rate would have to be found: a congestion
         * control that paces what it sends (BBR, where that is the system's default) only makes
         * both sides sleep. Reno is in every kernel and open to every user.
         */
        private void doNotPace(Channel channel) {
            if (channel instanceof EpollSocketChannel socket
                    && socket.remoteAddress().getAddress().isLoopbackAddress()) {
                ByteBuffer name = ByteBuffer.wrap("reno".getBytes(StandardCharsets.US_ASCII));
                try {
                    socket.config().setOption(CONGESTION_CONTROL, name);
                } catch (ChannelException e) {
                    // A kernel without it: only slower.
                }
            }
        }
    }
}
