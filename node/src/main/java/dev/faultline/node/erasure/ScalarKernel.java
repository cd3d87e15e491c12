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
        MemorySegment sum = stripe.strip(map.target(target));
        long sumAt = -stripe.origin(map.target(target));
        for (int source = 0; source < map.sourceCount(); source++) {
            MemorySegment bytes = stripe.strip(map.source(source));
            long bytesAt = -stripe.origin(map.source(source));
            int row = map.coefficient(target, source) * GaloisField.SIZE;
            int keep = source > 0 || map.accumulates() ? 0xFF : 0;
            for (long i = from; i < to; i++) {
                int value = bytes.get(ValueLayout.JAVA_BYTE, bytesAt + i) & 0xFF;
                int before = sum.get(ValueLayout.JAVA_BYTE, sumAt + i) & keep;
                byte after = (byte) (before ^ PRODUCTS[row + value]);
                sum.set(ValueLayout.JAVA_BYTE, sumAt + i, after);
            }
        }
    }
}
