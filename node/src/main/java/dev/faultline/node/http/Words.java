package dev.faultline.node.http;

import java.util.Locale;

/** Names of constants as the door writes them: {@code DATA_LOST} is {@code data-lost}. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
