package dev.faultline.cluster.workload;

/**
 * A load that clients offer.
 *
 * @param offeredBytesPerSecond asked while it asks
 * @param fromNanos first time it asks
 * @param forNanos how long it asks each time; {@link Long#MAX_VALUE} for ever
 * @param everyNanos from one start to the next; {@link Long#MAX_VALUE} for once only
 */
public record Load(
        String name,
        Direction direction,
        Access access,
        double offeredBytesPerSecond,
        long fromNanos,
        long forNanos,
        long everyNanos) {

    /** Whether it asks at a time. */
    public boolean asksAt(long nanos) {
        return nanos >= fromNanos && (nanos - fromNanos) % everyNanos < forNanos;
    }

    /** The next time after this one at which it starts or stops asking; MAX_VALUE for never. */
    public long nextChange(long nanos) {
        if (nanos < fromNanos) {
            return fromNanos;
        }
        long into = (nanos - fromNanos) % everyNanos;
        long toChange = into < forNanos ? forNanos - into : everyNanos - into;
        boolean never = toChange > Long.MAX_VALUE - nanos || forNanos >= everyNanos;
        return never ? Long.MAX_VALUE : nanos + toChange;
    }
}
