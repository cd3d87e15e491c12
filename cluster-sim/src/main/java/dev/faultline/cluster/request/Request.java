package dev.faultline.cluster.request;

import dev.faultline.node.device.Operation;

/**
 * One request on its way. Belongs to one slot of a closed loop's depth and is used again for the
 * next request of that slot, so that a run of billions allocates only a few.
 */
public final class Request {

    private Operation operation = Operation.READ;
    private long offset;
    private long length;
    private long issuedNanos;
    private int step;
    private final int job;

    Request(int job) {
        this.job = job;
    }

    /** Sets what is asked for; called by a {@link Workload} for each new request. */
    public void ask(Operation operation, long offset, long length) {
        this.operation = operation;
        this.offset = offset;
        this.length = length;
    }

    public Operation operation() {
        return operation;
    }

    /** In bytes from the beginning of what the job works on. */
    public long offset() {
        return offset;
    }

    public long length() {
        return length;
    }

    /** Which of the jobs that run beside each other it belongs to, from 0. */
    public int job() {
        return job;
    }

    long issuedNanos() {
        return issuedNanos;
    }

    void issue(long nowNanos) {
        issuedNanos = nowNanos;
        step = 0;
    }

    int nextStep() {
        return step++;
    }
}
