package dev.faultline.cluster.preflight;

/**
 * What was found of one precondition.
 *
 * @param check which one: {@code quota}, {@code local-disk}, {@code domains}, {@code addresses},
 *     {@code firewall}, {@code permissions}, {@code maintenance}, {@code live}
 * @param subject what it is about
 * @param reason what is so, with the arithmetic
 * @param remedy what to do; empty where nothing needs to be done
 * @param source where the rule comes from
 */
public record Finding(
        Severity severity,
        String check,
        String subject,
        String reason,
        String remedy,
        String source) {}
