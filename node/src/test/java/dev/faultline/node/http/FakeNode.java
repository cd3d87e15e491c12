package dev.faultline.node.http;

import dev.faultline.node.control.ByteRange;
import dev.faultline.node.control.DriveStatus;
import dev.faultline.node.control.NodeDescription;
import dev.faultline.node.control.NodeStatus;
import dev.faultline.node.control.QueueStatus;
import dev.faultline.node.control.RebuildStatus;
import dev.faultline.node.control.RedundancyStatus;
import dev.faultline.node.control.ScrubStatus;
import dev.faultline.node.control.StageStatus;
import dev.faultline.node.control.TrafficStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A node of four drives without a data path. */
final class FakeNode implements NodeStatus {

    static final int DRIVES = 4;

    private final FakeControl control = new FakeControl();
    private final Histogram reads = new Histogram(1_000_000_000L, 2);
    private final Histogram writes = new Histogram(1_000_000_000L, 2);
    private final AtomicLong asked = new AtomicLong();
    private volatile long lostRows;

    FakeControl control() {
        return control;
    }

    void loseRows(long rows) {
        lostRows = rows;
    }

    @Override
    public NodeDescription description() {
        return new NodeDescription(
                "ebox-\"quoted\"\\1u",
                "8+2",
                256_000_000_000L,
                "modelled",
                20,
                "nbd://127.0.0.1:10809",
                false);
    }

    @Override
    public List<DriveStatus> drives() {
        return IntStream.range(0, DRIVES)
                .mapToObj(i ->
                        new DriveStatus(
                                i,
                                "D5-P5336-122.88TB",
                                control.state(i),
                                0,
                                control.slowness(i),
                                122_880_000_000_000L,
                                1_000_000L * i,
                                i,
                                100,
                                409_600,
                                50,
                                204_800,
                                i))
                .toList();
    }

    @Override
    public List<StageStatus> stages() {
        return List.of(new StageStatus("read", reads.copy()), new StageStatus("write", writes));
    }

    @Override
    public TrafficStatus traffic() {
        // ten more reads of 115 us and one more of 2 ms each time that somebody looks
        long looks = asked.incrementAndGet();
        reads.recordValueWithCount(115_000, 10);
        reads.recordValue(2_000_000);
        return new TrafficStatus(3, 11 * looks, 45_056 * looks, 5, 20_480, 2, 1, 0);
    }

    @Override
    public List<QueueStatus> queues() {
        return List.of(
                new QueueStatus("ring", "requests", 17, 1024),
                new QueueStatus("write-buffer", "bytes", 1 << 20, 1 << 30));
    }

    @Override
    public @Nullable String trouble() {
        return null;
    }

    @Override
    public RedundancyStatus redundancy() {
        List<ByteRange> ranges = lostRows == 0 ? List.of() : List.of(new ByteRange(4096, 8192));
        return new RedundancyStatus(
                List.of(0L, 7L, 93L), lostRows, 8192 * Math.min(lostRows, 1), ranges);
    }

    @Override
    public RebuildStatus rebuild() {
        return new RebuildStatus(true, 25, 100, 1_000_000, 2e9);
    }

    @Override
    public ScrubStatus scrub() {
        return new ScrubStatus(2, 10, 100, 3, 3);
    }

    @Override
    public long allocatedBytes() {
        return 12_345_678_901L;
    }
}
