package dev.faultline.cluster.request;

import dev.faultline.node.device.Operation;
import dev.faultline.node.units.RefusedArgument;
import java.util.random.RandomGenerator;

/**
 * A job as fio runs it: {@code jobs} threads, each with {@code depth} requests of {@code
 * blockBytes} outstanding, at random blocks of the device or one after another from its beginning
 * (each thread from the beginning, as fio does without {@code offset_increment}).
 *
 * @param readShare of the requests, from 0 to 1
 * @param sizeBytes of the device, or the part of it that is used
 */
public record FioJob(
        Pattern pattern, double readShare, long blockBytes, int depth, int jobs, long sizeBytes) {

    private static final int MOST_OUTSTANDING = 1 << 20;

    public FioJob {
        if (blockBytes < 1 || blockBytes > 1L << 30) {
            throw new RefusedArgument("bs must be from 1 byte to 1 GiB");
        }
        if (depth < 1 || jobs < 1 || (long) depth * jobs > MOST_OUTSTANDING) {
            throw new RefusedArgument("iodepth x numjobs must be from 1 to " + MOST_OUTSTANDING);
        }
        if (!(readShare >= 0 && readShare <= 1)) {
            throw new RefusedArgument("rwmixread must be from 0 to 100");
        }
        if (sizeBytes < blockBytes) {
            throw new RefusedArgument("size must be at least one block of bs");
        }
    }

    /** Its requests, with what is left to chance drawn from this stream. */
    Workload workload(RandomGenerator random) {
        long blocks = sizeBytes / blockBytes;
        long[] next = new long[jobs];
        return request -> {
            long block;
            if (pattern.random()) {
                block = random.nextLong(blocks);
            } else {
                block = next[request.job()];
                next[request.job()] = block + 1 == blocks ? 0 : block + 1;
            }
            request.ask(operation(random), block * blockBytes, blockBytes);
        };
    }

    private Operation operation(RandomGenerator random) {
        if (readShare == 0 || readShare == 1) {
            return readShare == 1 ? Operation.READ : Operation.WRITE;
        }
        return random.nextDouble() < readShare ? Operation.READ : Operation.WRITE;
    }
}
