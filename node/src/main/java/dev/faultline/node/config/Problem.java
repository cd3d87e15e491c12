package dev.faultline.node.config;

/**
 * One thing wrong with what a person wrote.
 *
 * @param path which value: {@code nodes[0].failure-domains}; empty for the file as a whole
 * @param message what is wrong, with the value, and what is accepted
 */
public record Problem(Place place, String path, String message) {

    /** {@code file:line:column: path: message}. */
    @Override
    public String toString() {
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
