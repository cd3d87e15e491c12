package dev.faultline.cluster.request;

import dev.faultline.cluster.kernel.EventQueue;
import dev.faultline.node.device.Operation;

/**
 * A number of requests always outstanding, as a benchmark with a fixed queue depth keeps them: each
 * that is done is followed at once by the next of its slot.
 *
 * <p>One event per request and station. Allocates {@code jobs x depth} requests when it is built
 * and nothing per request. For one thread.
 */
public final class ClosedLoop {

    private final EventQueue<Request> pending = new EventQueue<>();
    private final Workload workload;
    private final Route route;
    private long nowNanos;
    private Tally reads = new Tally();
    private Tally writes = new Tally();

    /** Issues the first {@code depth} requests of every job at time 0. */
    public ClosedLoop(int jobs, int depth, Workload workload, Route route) {
        this.workload = workload;
        this.route = route;
        for (int slot = 0; slot < depth; slot++) {
            for (int job = 0; job < jobs; job++) {
                issue(new Request(job));
            }
        }
    }

    /** Runs until so many more requests are done, and returns what they took. */
    public Measured run(long count) {
        reads = new Tally();
        writes = new Tally();
        long startNanos = nowNanos;
        for (long done = 0; done < count; ) {
            Request request = pending.poll();
            if (request == null) {
                throw new IllegalStateException("a closed loop without requests");
            }
            nowNanos = pending.polledTime();
            done += advance(request);
        }
        return new Measured(nowNanos - startNanos, reads, writes);
    }

    public long nowNanos() {
        return nowNanos;
    }

    private int advance(Request request) {
        Station[] stations = route.stations(request.operation());
        int step = request.nextStep();
        if (step < stations.length) {
            pending.add(stations[step].complete(nowNanos, request), 0, request);
            return 0;
        }
        Tally tally = request.operation() == Operation.READ ? reads : writes;
        tally.add(nowNanos - request.issuedNanos(), request.length());
        issue(request);
        return 1;
    }

    private void issue(Request request) {
        workload.next(request);
        request.issue(nowNanos);
        advance(request);
    }
}
