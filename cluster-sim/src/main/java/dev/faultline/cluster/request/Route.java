package dev.faultline.cluster.request;

import dev.faultline.node.device.Operation;
import java.util.List;

/** The stations that reads and writes pass, in order; a request that left the last one is done. */
public final class Route {

    private final Station[] reads;
    private final Station[] writes;

    public Route(List<Station> reads, List<Station> writes) {
        this.reads = reads.toArray(new Station[0]);
        this.writes = writes.toArray(new Station[0]);
        if (reads.isEmpty() || writes.isEmpty()) {
            throw new IllegalArgumentException("a request must pass at least one station");
        }
    }

    /** A route of one station for all. */
    public static Route through(Station station) {
        return new Route(List.of(station), List.of(station));
    }

    Station[] stations(Operation operation) {
        return operation == Operation.READ ? reads : writes;
    }
}
