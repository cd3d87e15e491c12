package dev.faultline.node.device;

/**
 * One direction of a link (a NIC, an uplink) in time: messages pass one after another at the link's
 * rate, and arrive one latency later.
 *
 * <pre>
 *   done = max(now, end of the message before) + length / rate + latency
 * </pre>
 *
 * The rate is the effective one: {@code min(ports x line rate, PCIe usable of the slot) x protocol
 * efficiency}. A link of both directions is two of these. For one thread; allocates nothing.
 */
public final class LinkModel {

    private final double rateBytesPerSecond;
    private final double latencyNanos;
    private final Backlog wire = new Backlog();
    private double slowness = 1;

    public LinkModel(double rateBytesPerSecond, double latencyNanos) {
        if (!(rateBytesPerSecond > 0 && rateBytesPerSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "rateBytesPerSecond (%s) must be positive".formatted(rateBytesPerSecond));
        }
        if (!(latencyNanos >= 0 && latencyNanos < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "latencyNanos (%s) must not be negative".formatted(latencyNanos));
        }
        this.rateBytesPerSecond = rateBytesPerSecond;
        this.latencyNanos = latencyNanos;
    }

    /** Accepts a message that is ready to leave now; returns when all of it has arrived. */
    public long complete(long nowNanos, long length) {
        double work = length * 1e9 / rateBytesPerSecond * slowness;
        return wire.admit(nowNanos, work, 0) + Math.round(work + latencyNanos);
    }

    /** From now on, the link carries {@code 1 / factor} of its rate; 1 is healthy. */
    public void slowBy(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("factor (%s) must be positive".formatted(factor));
        }
        slowness = factor;
    }

    public double rateBytesPerSecond() {
        return rateBytesPerSecond;
    }

    /** Time on the wire accepted so far: divided by the time that passed, the utilisation. */
    public double wireNanos() {
        return wire.acceptedNanos();
    }
}
