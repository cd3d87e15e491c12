package dev.faultline.node.erasure;

import java.util.Objects;

/**
 * How to bring certain strips back from certain others: worked out once, used for every stripe that
 * lost the same. Immutable and thread-safe; recovering allocates nothing.
 */
public final class Recovery {
    private final Kernel kernel;
    private final Program program;
    private final StripSet wanted;
    private final StripSet helpers;

    Recovery(Kernel kernel, Program program) {
        this.kernel = kernel;
        this.program = program;
        this.wanted = StripSet.of(program.writes());
        this.helpers = StripSet.of(program.reads());
    }

    /** The strips it writes. */
    public StripSet wanted() {
        return wanted;
    }

    /** The strips it reads; no others need to be in place. */
    public StripSet helpers() {
        return helpers;
    }

    public void recover(Stripe stripe) {
        recover(stripe, 0, stripe.lengthBytes());
    }

    /** Recovers bytes {@code from} to {@code from + lengthBytes - 1} of the wanted strips. */
    public void recover(Stripe stripe, long from, long lengthBytes) {
        Objects.checkFromIndexSize(from, lengthBytes, stripe.lengthBytes());
        program.run(kernel, stripe, from, from + lengthBytes);
    }
}
