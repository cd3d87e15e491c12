package dev.faultline.node.nbd;

import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.device.LinkModel;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.erasure.CodeShape;
import dev.faultline.node.pipeline.CommitPipeline;
import dev.faultline.node.pipeline.Links;
import dev.faultline.node.pipeline.Stages;
import dev.faultline.node.store.DriveKind;
import dev.faultline.node.store.Geometry;
import dev.faultline.node.store.Storage;
import dev.faultline.node.store.StorageSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Requests of 4 KiB through every stage of a node without sockets: NBD's handshake, requests and
 * replies over Netty's channels within the process, then ring, checksum, write buffer and index, or
 * index, drive and checksum. A closed loop in wall time: 32 requests are under way, and each answer
 * is followed by a new request, on the event loop that serves it, so that no thread sleeps for
 * another; what the client costs is in the figure. The background thread has a processor of its own
 * if there is one.
 */
@SuppressWarnings("NullAway.Init") // set by start()
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DataPathBenchmark {

    private static final int DEPTH = 32;
    private static final int REQUESTS = 8192;
    private static final int BLOCK_BYTES = 4096;
    private static final DriveTiming TIMING =
            new DriveTiming(7e9, 3e9, 1e6, 1e5, 100_000, 20_000, 16384);

    @Param("256")
    public int mebibytes = 256;

    @Param("512")
    public int writeBufferMebibytes = 512;

    private Storage storage;
    private CommitPipeline commits;
    private MultiThreadIoEventLoopGroup loop;
    private LoopResources resources;
    private ClosedLoopClient client;

    @Setup
    public void start() throws IOException {
        ModelTime time = ModelTime.unlimited();
        long size = (long) mebibytes << 20;
        storage =
                Storage.open(
                        new StorageSettings(
                                new Geometry(size, CodeShape.parse("8+2"), 10),
                                null,
                                writeBufferMebibytes / 8 << 20,
                                8,
                                8L << 30,
                                Collections.nCopies(10, new DriveKind("drive", 1L << 40, TIMING)),
                                time));
        Stages stages = new Stages();
        commits = new CommitPipeline(storage.blocks(), storage.background(), stages);
        LinkModel link = new LinkModel(1e9, 0);
        NbdExport export =
                new NbdExport(
                        size,
                        storage.blocks(),
                        commits,
                        new Links(time, link, link),
                        stages,
                        new Traffic(),
                        new RequestMemory(256L << 20));
        connect(export, size / BLOCK_BYTES);
        client.run(2 * size / BLOCK_BYTES, true);
        storage.background().destageAll();
    }

    private void connect(NbdExport export, long blocks) {
        loop =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("nbd", true), LocalIoHandler.newFactory());
        resources = new LoopResources(loop.next(), export.store());
        LocalAddress address = new LocalAddress(DataPathBenchmark.class);
        client = new ClosedLoopClient(blocks, DEPTH);
        new ServerBootstrap()
                .group(loop)
                .channel(LocalServerChannel.class)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(new Negotiation(export, resources));
                            }
                        })
                .bind(address)
                .syncUninterruptibly();
        new Bootstrap()
                .group(loop)
                .channel(LocalChannel.class)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .handler(client)
                .connect(address)
                .syncUninterruptibly();
        while (!client.ready()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @TearDown
    public void stop() throws IOException {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        commits.close();
        resources.close();
        storage.close();
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void reads() {
        client.run(REQUESTS, false);
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void writes() {
        client.run(REQUESTS, true);
    }
}
