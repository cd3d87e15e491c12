package dev.faultline.node.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identifiers that a cloud would assign: they look like its own, and follow from names. */
final class Ids {

    private Ids() {}

    /** So many hexadecimal digits, 64 at most. */
    static String hex(String of, int digits) {
        return HexFormat.of().formatHex(digest(of.getBytes(UTF_8))).substring(0, digits);
    }

    /** As {@code 5c08b38e-4d57-4c23-ac45-aca61037f084}. */
    static String uuid(String of) {
        String hex = hex(of, 32);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                "4" + hex.substring(13, 16),
                "a" + hex.substring(17, 20),
                hex.substring(20, 32));
    }

    /** A positive number of at most so many digits, 18 at most. */
    static long number(String of, int digits) {
        long most = 1;
        for (int i = 0; i < digits; i++) {
            most *= 10;
        }
        return most / 10 + Long.parseLong(hex(of, 15), 16) % (most - most / 10);
    }

    /** What tells contents apart: 16 hexadecimal digits. */
    static String etag(byte[] contents) {
        return HexFormat.of().formatHex(digest(contents)).substring(0, 16);
    }

    private static byte[] digest(byte[] of) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(of);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
