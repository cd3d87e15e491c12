package dev.faultline.node.erasure;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/**
 * Stripes per second, on one thread, over one stripe off the heap. {@link CodeRates} prints them in
 * bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx1g"
        })
public class CodeBenchmark {
    @Param({"28+4", "146+4"})
    public String shape = "28+4";

    @Param({"65536", "1048576"})
    public int stripBytes = 65536;

    private ErasureCode code = ErasureCode.of(shape);
    private ErasureCode scalar = code;
    private Stripe stripe = new Stripe(0, 0);
    private StripSet lost = StripSet.EMPTY;
    private StripSet allButOne = StripSet.EMPTY;
    private IsaL.@Nullable Encoder isaL;

    @Setup
    public void allocate() {
        code = ErasureCode.of(shape).with(Kernel.vector().orElse(Kernel.scalar()));
        scalar = code.with(Kernel.scalar());
        int strips = code.shape().strips();
        MemorySegment memory = Arena.ofAuto().allocate((long) strips * stripBytes, 4096);
        byte[] random = new byte[stripBytes];
        for (int strip = 0; strip < strips; strip++) {
            new Random(strip).nextBytes(random);
            memory.asSlice((long) strip * stripBytes, stripBytes)
                    .copyFrom(MemorySegment.ofArray(random));
        }
        stripe = Stripe.split(memory, strips);
        scalar.encode(stripe);
        lost = StripSet.range(0, code.shape().globalParities());
        allButOne = StripSet.range(1, strips);
        isaL = IsaL.find().map(library -> library.encoder(code, stripe)).orElse(null);
    }

    @Benchmark
    public void encode() {
        code.encode(stripe);
    }

    @Benchmark
    public void encodeIsaL() {
        Objects.requireNonNull(isaL, "libisal2 is not installed").encode();
    }

    @Benchmark
    public void encodeScalar() {
        scalar.encode(stripe);
    }

    /** As many data strips as there are global parities. */
    @Benchmark
    public void decode() {
        code.decode(stripe, lost);
    }

    /** One data strip; of a locally repairable code, from its group. */
    @Benchmark
    public void repair() {
        code.repair(stripe, 0, allButOne);
    }
}
