package dev.faultline.cluster.topology;

/**
 * One kind of drive, as the fluid models see it.
 *
 * <p>Reads and writes share the media: a mix is feasible while {@code read / readBytesPerSecond +
 * write / writeBytesPerSecond <= 1}.
 *
 * @param name the catalog's name for it
 * @param capacityBytes decimal bytes it can hold
 * @param readBytesPerSecond sequential reads alone
 * @param writeBytesPerSecond sequential writes alone
 * @param idleWatts power when nothing is asked of it
 * @param activeWatts power when its media are always busy
 */
public record DriveKind(
        String name,
        double capacityBytes,
        double readBytesPerSecond,
        double writeBytesPerSecond,
        double idleWatts,
        double activeWatts) {}
