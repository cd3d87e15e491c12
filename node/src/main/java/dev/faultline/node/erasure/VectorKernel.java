package dev.faultline.node.erasure;

/**
 * Splits the strips into tiles that stay in the first two levels of cache, and runs each map over a
 * tile in passes of a few sources and targets. What is left over of less than a vector goes to the
 * scalar kernel.
 */
final class VectorKernel implements Kernel {
    /** Measured (docs/performance.md): smaller spends its time between passes, larger in memory. */
    private static final int TILE_BYTES = 8192;

    private final Passes heap = new HeapPasses();
    private final Passes offHeap = new NativePasses();

    @Override
    public String name() {
        return "vector " + Lanes.BYTES * Byte.SIZE + " bits";
    }

    @Override
    public void run(Program program, Stripe stripe, long from, long to) {
        long wholeVectors = to - (to - from) % Lanes.BYTES;
        Passes passes = onHeap(program, stripe) ? heap : offHeap;
        if (passes == offHeap && !offHeap(program, stripe)) {
            wholeVectors = from;
        }
        for (long tile = from; tile < wholeVectors; tile += TILE_BYTES) {
            int length = (int) Math.min(TILE_BYTES, wholeVectors - tile);
            for (int map = 0; map < program.mapCount(); map++) {
                run(passes, program.map(map), stripe, tile, length);
            }
        }
        if (wholeVectors < to) {
            Kernel.scalar().run(program, stripe, wholeVectors, to);
        }
    }

    private static boolean onHeap(Program program, Stripe stripe) {
        boolean all = true;
        for (int strip : program.reads()) {
            all &= stripe.array(strip) != null;
        }
        for (int strip : program.writes()) {
            all &= stripe.array(strip) != null;
        }
        return all;
    }

    private static boolean offHeap(Program program, Stripe stripe) {
        boolean all = true;
        for (int strip : program.reads()) {
            all &= stripe.isNative(strip);
        }
        for (int strip : program.writes()) {
            all &= stripe.isNative(strip);
        }
        return all;
    }

    /** The sums first, one of them together with three other targets where there are as many. */
    private static void run(Passes passes, LinearMap map, Stripe stripe, long from, int length) {
        int targets = map.targetCount();
        for (int target = 0; target < targets && !map.accumulates(); target++) {
            passes.clear(map, target, stripe, from, length);
        }
        int target = 0;
        while (target < map.sums()) {
            boolean together = target == map.sums() - 1 && targets - target >= 4;
            if (together) {
                sumAndMultiply(passes, map, target, stripe, from, length);
            } else {
                sum(passes, map, target, stripe, from, length);
            }
            target += together ? 4 : 1;
        }
        while (target < targets) {
            target += multiply(passes, map, target, stripe, from, length);
        }
    }

    private static void sumAndMultiply(
            Passes passes, LinearMap map, int target, Stripe stripe, long from, int length) {
        int pairs = map.sourceCount() / 2 * 2;
        for (int source = 0; source < pairs; source += 2) {
            passes.sumAndMultiply2x4(map, source, target, stripe, from, length);
        }
        if (pairs < map.sourceCount()) {
            passes.multiply2x4(map, pairs, target, stripe, from, length);
        }
    }

    private static void sum(
            Passes passes, LinearMap map, int target, Stripe stripe, long from, int length) {
        int fours = map.sourceCount() / 4 * 4;
        for (int source = 0; source < fours; source += 4) {
            passes.sum4(map, source, target, stripe, from, length);
        }
        if (fours < map.sourceCount()) {
            passes.multiply4x1(map, fours, target, stripe, from, length);
        }
    }

    /** Runs the widest pass that fits the targets left, and returns how many it did. */
    private static int multiply(
            Passes passes, LinearMap map, int target, Stripe stripe, long from, int length) {
        int sources = map.sourceCount();
        int left = map.targetCount() - target;
        if (left >= 4) {
            for (int source = 0; source < sources; source += 2) {
                passes.multiply2x4(map, source, target, stripe, from, length);
            }
            return 4;
        }
        if (left >= 2) {
            for (int source = 0; source < sources; source += 4) {
                passes.multiply4x2(map, source, target, stripe, from, length);
            }
            return 2;
        }
        for (int source = 0; source < sources; source += 4) {
            passes.multiply4x1(map, source, target, stripe, from, length);
        }
        return 1;
    }
}
