package dev.faultline.cluster.kernel;

import java.util.HexFormat;

/**
 * A 128-bit fingerprint of everything added, in order. Two runs with one digest had the same
 * history for all practical purposes; it is no protection against forgery.
 *
 * <p>Two 64-bit lanes, each mixing in every value with its own multiplier; plain integer
 * arithmetic, and doubles by their IEEE 754 bits, so it is the same on every machine.
 */
public final class TraceDigest {

    private long first = 0x243F6A8885A308D3L;
    private long second = 0x13198A2E03707344L;

    public void add(long value) {
        first = mix((first ^ value) * 0x9E3779B97F4A7C15L);
        second = mix((second + value) * 0xD1342543DE82EF95L + 0x2545F4914F6CDD1DL);
    }

    /** Adds the number's bits; every NaN counts as the same, and -0.0 as 0.0. */
    public void add(double value) {
        add(Double.doubleToLongBits(value + 0.0));
    }

    /** Adds the length and the UTF-16 units, so that "ab", "c" differs from "a", "bc". */
    public void add(String value) {
        add(value.length());
        for (int at = 0; at < value.length(); at++) {
            add(value.charAt(at));
        }
    }

    /** The fingerprint so far: 32 hexadecimal digits. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(mix(first ^ second)) + hex.toHexDigits(mix(first + second));
    }

    private static long mix(long value) {
        long once = (value ^ (value >>> 32)) * 0xDABA0B6EB09322E3L;
        long twice = (once ^ (once >>> 29)) * 0xDABA0B6EB09322E3L;
        return twice ^ (twice >>> 32);
    }
}
