package dev.faultline.node.pipeline;

import dev.faultline.node.control.StageStatus;
import java.util.List;
import java.util.stream.Stream;

/** The stages of the data path whose time is taken, in real time. */
public final class Stages {

    /** A read, from its request to its bytes; modelled time included. */
    public final LatencyRecorder read = new LatencyRecorder("read");

    /** A write, from the end of its payload to its answer; modelled time included. */
    public final LatencyRecorder write = new LatencyRecorder("write");

    /** Of a write or trim, waiting in the ring. */
    public final LatencyRecorder ring = new LatencyRecorder("ring");

    /** Of a write or trim, checksum and its place in the write buffer; the index is batched. */
    public final LatencyRecorder append = new LatencyRecorder("append");

    /** Making a batch durable. */
    public final LatencyRecorder flush = new LatencyRecorder("flush");

    public List<StageStatus> status() {
        return Stream.of(read, ring, append, flush, write)
                .map(each -> new StageStatus(each.stage(), each.snapshot()))
                .toList();
    }
}
