package dev.faultline.node.device;

/**
 * The work that one station (a drive's media, one direction of a link, a pool of cores) has
 * accepted and not yet done. Work is served in order of arrival and never idles while any is left:
 *
 * <pre>
 *   ahead = max(0, free - now)                       work accepted before and not done yet
 *   wait  = max(0, ahead + work - max(window, work)) until the new work fits into the window
 *   free  = max(free, now) + work
 * </pre>
 *
 * The window is the work that the station holds in service at once. A window of zero is a single
 * server: the request waits for everything before it. A window of {@code c} requests' work is a
 * station that serves {@code c} requests in parallel: the first {@code c} start at once, the next
 * one waits, and in the long run exactly {@code 1e9 / workNanos} requests pass per second. This is
 * the virtual scheduling form of the generic cell rate algorithm (ITU-T I.371); it costs a few
 * arithmetic operations per request, whatever {@code c} is, and {@code c} need not be whole.
 *
 * <p>Work is in nanoseconds of the whole station's time. Fractions of a nanosecond are carried
 * over, so that a rate is met exactly however short its requests are. For one thread; allocates
 * nothing.
 */
public final class Backlog {

    private long freeNanos;
    private double freeFractionNanos;
    private double acceptedNanos;

    /**
     * Accepts work that arrives now.
     *
     * @return when it starts, at or after {@code nowNanos}
     */
    public long admit(long nowNanos, double workNanos, double windowNanos) {
        if (freeNanos < nowNanos) {
            freeNanos = nowNanos;
            freeFractionNanos = 0;
        }
        double aheadNanos = freeNanos - nowNanos + freeFractionNanos;
        double waitNanos = aheadNanos + workNanos - Math.max(windowNanos, workNanos);

        double end = freeFractionNanos + workNanos;
        long whole = (long) end;
        freeNanos += whole;
        freeFractionNanos = end - whole;
        acceptedNanos += workNanos;
        return waitNanos > 0 ? nowNanos + Math.round(waitNanos) : nowNanos;
    }

    /** The work that is accepted and not done at this time. */
    public double aheadNanos(long nowNanos) {
        return Math.max(0, freeNanos - nowNanos + freeFractionNanos);
    }

    /** All work ever accepted: divided by the time that passed, the station's utilisation. */
    public double acceptedNanos() {
        return acceptedNanos;
    }
}
