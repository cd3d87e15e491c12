package dev.faultline.node.units;

/**
 * A value that a person gave cannot be used; the message says what is accepted. Other illegal
 * arguments are mistakes of the program, and keep their stack trace when they are shown.
 */
public final class RefusedArgument extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public RefusedArgument(String message) {
        super(message);
    }

    public RefusedArgument(String message, Throwable cause) {
        super(message, cause);
    }
}
