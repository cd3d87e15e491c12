package dev.faultline.cluster.request;

/** What was done within a span of virtual time. */
public record Measured(long nanos, Tally reads, Tally writes) {

    public double requestsPerSecond() {
        return (reads.count() + writes.count()) / (nanos / 1e9);
    }

    public double bytesPerSecond() {
        return (reads.bytes() + writes.bytes()) / (nanos / 1e9);
    }
}
