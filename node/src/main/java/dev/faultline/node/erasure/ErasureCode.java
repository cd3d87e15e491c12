package dev.faultline.node.erasure;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * An erasure code over GF(2^8), and the way in to this package: {@code ErasureCode.of("28+4")} is a
 * Reed-Solomon code of 28 data and 4 parity strips, {@code ErasureCode.of("28+4/local 4")} a
 * locally repairable one, with a local parity more for each of 4 groups of 7.
 *
 * <p>A Reed-Solomon code with m parities recovers every set of m lost strips. A locally repairable
 * one with g global parities recovers every set of g + 1, and many larger ones; none that loses e_j
 * strips of group j can be recovered by any code of the shape when the sum of {@code max(0, e_j -
 * 1)} and the global parities lost exceeds g. With g of 1 or 2 and groups of at most 15, every
 * other set is recovered; docs/erasure.md says how many are for larger g.
 *
 * <p>Thread-safe. Calls allocate nothing once the JIT compiler and the caches are warm; the first
 * call for a set of lost strips plans its recovery.
 */
public final class ErasureCode {
    private final CodeShape shape;
    private final Matrix parity;
    private final Kernel kernel;
    private final Program encoder;
    private final Program[] updates;
    private final RecoveryCache decoders;
    private final RecoveryCache[] repairs;
    private final Workspace.Pool workspaces;

    private ErasureCode(CodeShape shape, Matrix parity, Kernel kernel) {
        this.shape = shape;
        this.parity = parity;
        this.kernel = kernel;
        StripSet data = StripSet.range(0, shape.data());
        StripSet all = StripSet.range(0, shape.strips());
        this.encoder = new RecoveryPlanner(shape, parity, data).plan(all.without(data));
        this.updates =
                IntStream.range(0, shape.data()).mapToObj(this::update).toArray(Program[]::new);
        this.decoders = new RecoveryCache(lost -> recovery(lost, all.without(lost)));
        this.repairs =
                IntStream.range(0, shape.strips())
                        .mapToObj(StripSet::of)
                        .map(lost -> new RecoveryCache(available -> recovery(lost, available)))
                        .toArray(RecoveryCache[]::new);
        this.workspaces = new Workspace.Pool(shape.strips() + 2, shape.parities());
    }

    /** The code of a shape written as {@code 28+4} or {@code 28+4/local 4}. */
    public static ErasureCode of(String shape) {
        return of(CodeShape.parse(shape));
    }

    public static ErasureCode of(CodeShape shape) {
        Matrix parity =
                shape.localGroups() == 0
                        ? ParityMatrix.cauchy(shape.data(), shape.globalParities())
                        : ParityMatrix.locallyRepairable(shape);
        return new ErasureCode(shape, parity, Kernel.fastest());
    }

    /**
     * Reed-Solomon with the parities of a Vandermonde matrix made systematic, as many other
     * libraries compute them; {@code of} uses a Cauchy matrix, whose first parity is a plain sum.
     */
    public static ErasureCode vandermonde(int data, int parities) {
        CodeShape shape = new CodeShape(data, parities, 0);
        return new ErasureCode(shape, ParityMatrix.vandermonde(data, parities), Kernel.fastest());
    }

    /** The same code, run by another kernel. */
    public ErasureCode with(Kernel other) {
        return new ErasureCode(shape, parity, other);
    }

    public CodeShape shape() {
        return shape;
    }

    public Kernel kernel() {
        return kernel;
    }

    /** The coefficient of a data strip in a parity strip. */
    public int coefficient(int parityStrip, int dataStrip) {
        return parity.at(parityStrip - shape.data(), dataStrip);
    }

    /** Computes all parities from all data. */
    public void encode(Stripe stripe) {
        run(encoder, stripe);
    }

    /** Whether all the lost strips can be had from all the others. */
    public boolean recovers(StripSet lost) {
        StripSet all = StripSet.range(0, shape.strips());
        return new RecoveryPlanner(shape, parity, all.without(lost)).recovers(lost);
    }

    /**
     * How to get the wanted strips from available ones (not all of which it may need).
     *
     * @throws UnrecoverableException if they cannot be had
     */
    public Recovery recovery(StripSet wanted, StripSet available) {
        StripSet all = StripSet.range(0, shape.strips());
        if (!all.containsAll(wanted) || !all.containsAll(available)) {
            throw new IllegalArgumentException(
                    "%s has strips 0 to %d; wanted %s, available %s"
                            .formatted(shape, shape.strips() - 1, wanted, available));
        }
        StripSet helpers = available.without(wanted);
        return new Recovery(kernel, new RecoveryPlanner(shape, parity, helpers).plan(wanted));
    }

    /**
     * Writes all the lost strips, from the others.
     *
     * @throws UnrecoverableException before any work, if they are too many
     */
    public void decode(Stripe stripe, StripSet lost) {
        checkStrips(stripe);
        decoders.get(lost).recover(stripe);
    }

    /**
     * The strips that {@link #repair} reads to write one lost strip: of a locally repairable code,
     * the rest of its group if all of that is available.
     */
    public StripSet helpers(int lost, StripSet available) {
        return repairOf(lost, available).helpers();
    }

    /** Writes one lost strip, from as few of the available ones as that takes. */
    public void repair(Stripe stripe, int lost, StripSet available) {
        checkStrips(stripe);
        repairOf(lost, available).recover(stripe);
    }

    /**
     * Brings the parities up to date after a write to a part of one data strip. Reads and writes
     * the parities only (of a locally repairable code, the global ones and the group's), and only
     * the bytes from {@code offset} on.
     *
     * @param before what the data strip held from {@code offset} on
     * @param after what it holds now; as long as {@code before}
     */
    public void update(
            Stripe stripe, int dataStrip, long offset, MemorySegment before, MemorySegment after) {
        checkStrips(stripe);
        long lengthBytes = before.byteSize();
        Objects.checkIndex(dataStrip, shape.data());
        Objects.checkFromIndexSize(offset, lengthBytes, stripe.lengthBytes());
        if (after.byteSize() != lengthBytes) {
            throw new IllegalArgumentException(
                    "bytes after (%d) must be as many as before (%d)"
                            .formatted(after.byteSize(), lengthBytes));
        }
        Program program = updates[dataStrip];
        Workspace workspace = workspaces.take();
        try {
            Stripe slots = workspace.slots();
            for (int strip : program.writes()) {
                slots.place(strip, stripe, strip);
            }
            slots.place(shape.strips(), before, offset);
            slots.place(shape.strips() + 1, after, offset);
            program.run(kernel, slots, offset, offset + lengthBytes);
        } finally {
            workspaces.giveBack(workspace);
        }
    }

    /** The parities that do not match the data; empty if all is well. */
    public StripSet verify(Stripe stripe) {
        checkStrips(stripe);
        Workspace workspace = workspaces.take();
        try {
            Stripe slots = workspace.slots();
            for (int strip = 0; strip < shape.data(); strip++) {
                slots.place(strip, stripe, strip);
            }
            MemorySegment tiles = workspace.tiles(stripe.isNative(0));
            StripSet wrong = StripSet.EMPTY;
            for (long from = 0; from < stripe.lengthBytes(); from += Workspace.TILE_BYTES) {
                long to = Math.min(stripe.lengthBytes(), from + Workspace.TILE_BYTES);
                wrong = verify(stripe, slots, tiles, from, to, wrong);
            }
            return wrong;
        } finally {
            workspaces.giveBack(workspace);
        }
    }

    private StripSet verify(
            Stripe stripe, Stripe slots, MemorySegment tiles, long from, long to, StripSet known) {
        for (int i = 0; i < shape.parities(); i++) {
            long tile = (long) i * Workspace.TILE_BYTES;
            slots.place(shape.data() + i, tiles, from - tile);
        }
        encoder.run(kernel, slots, from, to);
        StripSet wrong = known;
        for (int i = 0; i < shape.parities(); i++) {
            long tile = (long) i * Workspace.TILE_BYTES;
            MemorySegment parityStrip = stripe.strip(shape.data() + i);
            long mismatch =
                    MemorySegment.mismatch(tiles, tile, tile + to - from, parityStrip, from, to);
            if (mismatch >= 0) {
                wrong = wrong.with(shape.data() + i);
            }
        }
        return wrong;
    }

    private Recovery repairOf(int lost, StripSet available) {
        return repairs[Objects.checkIndex(lost, shape.strips())].get(available);
    }

    private void run(Program program, Stripe stripe) {
        checkStrips(stripe);
        program.run(kernel, stripe, 0, stripe.lengthBytes());
    }

    private void checkStrips(Stripe stripe) {
        if (stripe.strips() != shape.strips()) {
            throw new IllegalArgumentException(
                    "stripe (%d strips) must have the %d strips of %s"
                            .formatted(stripe.strips(), shape.strips(), shape));
        }
    }

    /**
     * Adds {@code coefficient * (before + after)} to each parity that depends on the data strip.
     */
    private Program update(int dataStrip) {
        int[] parities =
                IntStream.range(shape.data(), shape.strips())
                        .filter(strip -> coefficient(strip, dataStrip) != 0)
                        .toArray();
        int[] beforeAndAfter = {shape.strips(), shape.strips() + 1};
        return new Program(
                List.of(
                        LinearMap.adding(
                                beforeAndAfter,
                                parities,
                                (target, source) -> coefficient(parities[target], dataStrip))));
    }

    @Override
    public String toString() {
        return shape.toString();
    }
}
