package dev.faultline.node.erasure;

/**
 * The inner loops of the vector kernel: each adds a few sources of a map, times their coefficients,
 * to a few targets, over {@code length} bytes (a multiple of the vector's) from {@code from} on.
 * The tables of all the coefficients stay in registers, of which there are 32 in AVX-512.
 *
 * <p>Arrays and memory off the heap have a class each, written out: one loop for both would leave
 * the JIT compiler to find out where each vector comes from, and lose more than half of the speed.
 * Nor do the loops call methods of ours: the compiler stops to inline those in a method so large,
 * and then the vectors become objects (measured: fifty times slower).
 */
sealed interface Passes permits HeapPasses, NativePasses {
    /** Fills a target with zeros. */
    void clear(LinearMap map, int target, Stripe stripe, long from, int length);

    /** Four sources, added to one target. */
    void sum4(LinearMap map, int source, int target, Stripe stripe, long from, int length);

    /** Two sources to four targets, of which the first is a plain sum. */
    void sumAndMultiply2x4(
            LinearMap map, int source, int target, Stripe stripe, long from, int length);

    /** Two sources to four targets. */
    void multiply2x4(LinearMap map, int source, int target, Stripe stripe, long from, int length);

    /** Four sources to two targets. */
    void multiply4x2(LinearMap map, int source, int target, Stripe stripe, long from, int length);

    /** Four sources to one target. */
    void multiply4x1(LinearMap map, int source, int target, Stripe stripe, long from, int length);
}
