package dev.faultline.node.erasure;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The JDK's CRC32C, which the JIT compiler replaces by the processor's instruction. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChecksumBenchmark {
    @Param({"4096", "65536", "1048576"})
    public int bytes = 4096;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private final CRC32C crc = new CRC32C();

    @Setup
    public void allocate() {
        buffer = ByteBuffer.allocateDirect(bytes);
    }

    @Benchmark
    public long crc32c() {
        crc.reset();
        crc.update(buffer.clear());
        return crc.getValue();
    }
}
