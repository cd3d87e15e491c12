package dev.faultline.node.erasure;

import java.util.Optional;

/** The kernels that this JVM and this processor offer. */
final class Kernels {
    static final Optional<Kernel> VECTOR = vector();
    static final Kernel FASTEST =
            VECTOR.<Kernel>map(v -> new WarmingKernel(v, Kernel.scalar(), System::nanoTime))
                    .orElse(Kernel.scalar());

    private Kernels() {}

    /** The module is incubating: it is there only if the command line names it. */
    private static Optional<Kernel> vector() {
        boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return module ? Optional.of(new VectorKernel()) : Optional.empty();
    }
}
