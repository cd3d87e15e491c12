package dev.faultline.node.erasure;

import java.util.Optional;

/**
 * Runs linear maps over bytes. All kernels agree byte for byte; they differ in speed.
 *
 * <p>Thread-safe; a run allocates nothing.
 */
public interface Kernel {
    /** What the kernel is, for people: {@code scalar}, {@code vector 512 bits}. */
    String name();

    /** The kernel that does the work now, if it is another. */
    default Kernel current() {
        return this;
    }

    /** Runs a program over bytes {@code from} to {@code to - 1} of every strip of the stripe. */
    void run(Program program, Stripe stripe, long from, long to);

    /** One byte at a time, by table: the reference. */
    static Kernel scalar() {
        return ScalarKernel.INSTANCE;
    }

    /** The vector kernel at once, cold or not; empty where vectors are missing. */
    static Optional<Kernel> vector() {
        return Kernels.VECTOR;
    }

    /**
     * The fastest here: vectors where the JVM offers the module {@code jdk.incubator.vector} and
     * the processor has them, else scalar. From its first run until the JIT compiler has made
     * vectors faster than scalar code, some seconds later, the scalar kernel does the work.
     */
    static Kernel fastest() {
        return Kernels.FASTEST;
    }
}
