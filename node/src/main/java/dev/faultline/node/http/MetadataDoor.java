package dev.faultline.node.http;

import dev.faultline.node.metadata.Instance;
import dev.faultline.node.metadata.MetadataDesk;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where guests reach their metadata services: each on a port of its own, which refuses connections
 * while the guest is away, or all on one port by the beginning of the path, where the connection is
 * closed without an answer instead. One thread serves all of it.
 */
public final class MetadataDoor implements AutoCloseable {

    /** How long until a port that could not be had back is tried again. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private final MetadataDesk desk;
    private final MetadataLimits limits;
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("metadata", true), NioIoHandler.newFactory());
    private final MetadataHolds holds;
    private final ConnectionGate gate;
    private final List<MetadataEndpoint> endpoints = new ArrayList<>();
    private final List<String> prefixes;
    private @Nullable Channel shared;
    private @Nullable ScheduledFuture<?> next;
    private Runnable deafen = () -> {};
    private boolean closed;

    private MetadataDoor(MetadataDesk desk, List<String> prefixes, MetadataLimits limits) {
        this.desk = desk;
        this.prefixes = List.copyOf(prefixes);
        this.limits = limits;
        this.holds = new MetadataHolds(limits.holds());
        this.gate = new ConnectionGate(limits.http().connections());
    }

    /**
     * Opens a port for each guest, in order from the one given; 0 takes any free ones.
     *
     * @throws IOException when a port cannot be had, saying which
     */
    public static MetadataDoor ports(
            MetadataDesk desk, InetSocketAddress first, MetadataLimits limits) throws IOException {
        MetadataDoor door = new MetadataDoor(desk, List.of(), limits);
        try {
            Set<String> away = desk.away();
            for (int i = 0; i < desk.instances().size(); i++) {
                int port = first.getPort() == 0 ? 0 : first.getPort() + i;
                MetadataEndpoint endpoint =
                        new MetadataEndpoint(new InetSocketAddress(first.getAddress(), port));
                door.endpoints.add(endpoint);
                if (!away.contains(desk.instances().get(i).name())) {
                    endpoint.open(opened(door.listen(i, endpoint), endpoint.address()));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            door.close();
            throw e instanceof IOException io
                    ? io
                    : new IOException("ports end at 65535; choose a lower first one", e);
        }
        door.start();
        return door;
    }

    /**
     * Opens one port for all guests.
     *
     * @param prefixes what the paths of each begin with, such as {@code /r1/n3}
     * @throws IOException when the port cannot be had
     */
    public static MetadataDoor prefixed(
            MetadataDesk desk,
            InetSocketAddress address,
            List<String> prefixes,
            MetadataLimits limits)
            throws IOException {
        MetadataDoor door = new MetadataDoor(desk, prefixes, limits);
        Map<String, Integer> indices = new LinkedHashMap<>();
        for (int i = 0; i < prefixes.size(); i++) {
            indices.put(prefixes.get(i), i);
        }
        try {
            door.shared =
                    opened(door.bind(address, new GuestPaths.Prefixed(indices), null), address);
        } catch (IOException e) {
            door.close();
            throw e;
        }
        door.start();
        return door;
    }

    /** Where each guest asks, without a slash at the end. */
    public List<String> urls() {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < desk.instances().size(); i++) {
            urls.add(
                    shared == null
                            ? "http://" + hostAndPort(endpoints.get(i).address())
                            : "http://"
                                    + hostAndPort((InetSocketAddress) shared.localAddress())
                                    + prefixes.get(i));
        }
        return urls;
    }

    /** Looks at the time and at what has happened now, rather than when it is due. */
    void refresh() {
        loop.submit(this::follow).syncUninterruptibly();
    }

    /** How many answers are kept back. */
    int held() {
        return loop.submit(holds::count).syncUninterruptibly().getNow();
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        if (loop.isShuttingDown()) {
            return;
        }
        deafen.run();
        loop.submit(this::shut).syncUninterruptibly();
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void shut() {
        closed = true;
        for (MetadataEndpoint endpoint : endpoints) {
            try {
                endpoint.close();
            } catch (IOException e) {
                throw new IllegalStateException("a port could not be given back", e);
            }
        }
        if (shared != null) {
            shared.close();
        }
    }

    private void start() {
        deafen = desk.onChange(this::followSoon);
        loop.execute(this::follow);
    }

    private void followSoon() {
        if (!loop.isShuttingDown()) {
            loop.execute(this::follow);
        }
    }

    /** Opens and closes ports as guests come and go, and lets those that wait look again. */
    private void follow() {
        if (closed) {
            return;
        }
        Set<String> away = desk.away();
        for (int i = 0; i < endpoints.size(); i++) {
            Instance instance = desk.instances().get(i);
            place(i, endpoints.get(i), away.contains(instance.name()));
        }
        holds.lookAgain();
        if (next != null) {
            next.cancel(false);
        }
        Optional<Instant> change = desk.nextChange();
        next =
                change.map(at -> Duration.between(desk.now(), at).plusMillis(1))
                        .map(wait ->
                                loop.schedule(
                                        this::follow,
                                        Math.max(1, wait.toMillis()),
                                        TimeUnit.MILLISECONDS))
                        .orElse(null);
    }

    private void place(int index, MetadataEndpoint endpoint, boolean away) {
        if (away) {
            endpoint.refuse();
        } else if (!endpoint.isOpen()) {
            ChannelFuture opening = listen(index, endpoint);
            endpoint.open(opening.channel());
            opening.addListener(opened -> {
                if (!opened.isSuccess()) {
                    endpoint.refuse();
                    loop.schedule(this::follow, RETRY.toMillis(), TimeUnit.MILLISECONDS);
                }
            });
        }
    }

    private ChannelFuture listen(int index, MetadataEndpoint endpoint) {
        return bind(endpoint.address(), new GuestPaths.Only(index), endpoint);
    }

    private ChannelFuture bind(
            InetSocketAddress address, GuestPaths guests, @Nullable MetadataEndpoint endpoint) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, HttpDoor.UNSENT)
                .childHandler(handlers(desk, guests, holds, gate, limits, endpoint))
                .bind(address);
    }

    /** What every connection passes: shared by the door and by the tests of what it takes. */
    static ChannelInitializer<Channel> handlers(
            MetadataDesk desk,
            GuestPaths guests,
            MetadataHolds holds,
            ConnectionGate gate,
            MetadataLimits limits,
            @Nullable MetadataEndpoint endpoint) {
        HttpLimits http = limits.http();
        HttpDecoderConfig bounds =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(http.lineBytes())
                        .setMaxHeaderSize(http.headerBytes())
                        .setMaxChunkSize(http.bodyBytes());
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (endpoint != null) {
                    endpoint.add(channel);
                }
                channel.pipeline()
                        .addLast(gate)
                        .addLast(new HttpServerCodec(bounds))
                        .addLast(new WholeRequests(http.bodyBytes()))
                        .addLast(new MetadataConnection(desk, guests, holds, http.patience()));
            }
        };
    }

    private static Channel opened(ChannelFuture opening, InetSocketAddress address)
            throws IOException {
        try {
            return opening.sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening " + address, e);
        } catch (Exception e) {
            throw new IOException("cannot listen on %s: %s".formatted(address, e.getMessage()), e);
        }
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
