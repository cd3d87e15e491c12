package dev.faultline.cluster.report;

/**
 * Colour where it is wanted. What it says is always in the words too.
 *
 * @param on whether to colour at all
 */
record Ink(boolean on) {

    String bold(String text) {
        return paint("1", text);
    }

    String verdict(String text, boolean good) {
        return paint(good ? "32" : "1;31", text);
    }

    /** The text without its colours. */
    static String plain(String text) {
        return text.replaceAll("\033\\[[0-9;]*m", "");
    }

    private String paint(String code, String text) {
        return on ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
