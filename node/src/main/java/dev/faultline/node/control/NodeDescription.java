package dev.faultline.node.control;

/**
 * What a node was started as; does not change while it runs.
 *
 * @param server the name of its row in the catalog
 * @param code k+m, such as {@code 8+2}
 * @param speed {@code modelled} or {@code unlimited}
 * @param slowdown how many times slower than the hardware modelled time passes; 1 is as fast
 * @param blockAddress where clients connect, such as {@code nbd://127.0.0.1:10809}
 */
public record NodeDescription(
        String server,
        String code,
        long sizeBytes,
        String speed,
        double slowdown,
        String blockAddress,
        boolean persistent) {}
