package dev.faultline.node.erasure;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The reference: for every byte of every target, the sum of products, by a 64 KiB table. */
final class ScalarKernel implements Kernel {
    static final ScalarKernel INSTANCE = new ScalarKernel();

    private static final byte[] PRODUCTS = new byte[GaloisField.SIZE * GaloisField.SIZE];

    static {
        for (int product = 0; product < PRODUCTS.length; product++) {
            PRODUCTS[product] =
                    (byte)
                            GaloisField.multiply(
                                    product / GaloisField.SIZE, product % GaloisField.SIZE);
        }
    }

    private ScalarKernel() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void run(Program program, Stripe stripe, long from, long to) {
        for (int index = 0; index < program.mapCount(); index++) {
            LinearMap map = program.map(index);
            for (int target = 0; target < map.targetCount(); target++) {
                run(map, target, stripe, from, to);
            }
        }
    }

    private static void run(LinearMap map, int target, Stripe stripe, long from, long to) {
        int slot = map.target(target);
        MemorySegment sum = stripe.strip(slot);
        long sumOrigin = stripe.origin(slot);
        if (!map.accumulates()) {
            sum.asSlice(from - sumOrigin, to - from).fill((byte) 0);
        }
        for (int source = 0; source < map.sourceCount(); source++) {
            MemorySegment bytes = stripe.strip(map.source(source));
            long bytesOrigin = stripe.origin(map.source(source));
            int row = map.coefficient(target, source) * GaloisField.SIZE;
            for (long i = from; i < to; i++) {
                int value = bytes.get(ValueLayout.JAVA_BYTE, i - bytesOrigin) & 0xFF;
                byte before = sum.get(ValueLayout.JAVA_BYTE, i - sumOrigin);
                sum.set(
                        ValueLayout.JAVA_BYTE,
                        i - sumOrigin,
                        (byte) (before ^ PRODUCTS[row + value]));
            }
        }
    }
}
