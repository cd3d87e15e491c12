package dev.faultline.cluster.preflight;

import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Written;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param network its first address
 * @param bits that all its addresses share
 */
@Written(
        what = "a range of IPv4 addresses",
        pattern = "^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$",
        examples = {"10.0.0.0/16", "192.168.4.0/22"})
public record Cidr(int network, int bits) {

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /** Everything. */
    public static final Cidr ALL = new Cidr(0, 0);

    /**
     * Reads {@code 10.0.0.0/16}.
     *
     * @throws IllegalArgumentException saying what is accepted
     */
    public static Cidr parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw refused(text, "is no range of addresses");
        }
        int network = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(matcher.group(i));
            if (part > 255) {
                throw refused(text, "has a part above 255");
            }
            network = network << 8 | part;
        }
        int bits = Integer.parseInt(matcher.group(5));
        if (bits > 32) {
            throw refused(text, "has more than 32 bits");
        }
        if ((network & ~mask(bits)) != 0) {
            throw refused(
                    text,
                    "does not begin at its first address, %s"
                            .formatted(new Cidr(network & mask(bits), bits)));
        }
        return new Cidr(network, bits);
    }

    public long addresses() {
        return 1L << (32 - bits);
    }

    public boolean overlaps(Cidr other) {
        int shared = mask(Math.min(bits, other.bits));
        return (network & shared) == (other.network & shared);
    }

    /** Whether all of the other's addresses are among these. */
    public boolean covers(Cidr other) {
        return bits <= other.bits && overlaps(other);
    }

    private static int mask(int bits) {
        return bits == 0 ? 0 : -1 << (32 - bits);
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new RefusedArgument("'%s' %s; accepted: such as 10.0.0.0/16".formatted(text, why));
    }

    @Override
    public String toString() {
        return "%d.%d.%d.%d/%d"
                .formatted(
                        network >>> 24,
                        network >>> 16 & 255,
                        network >>> 8 & 255,
                        network & 255,
                        bits);
    }
}
