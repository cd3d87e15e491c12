package dev.faultline.node.erasure;

/** More strips are gone than the code can bring back. Thrown before anything is read or written. */
public final class UnrecoverableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient StripSet unrecoverable;

    UnrecoverableException(String message, StripSet unrecoverable) {
        super(message);
        this.unrecoverable = unrecoverable;
    }

    /** The strips that were asked for and cannot be had from the ones that are left. */
    public StripSet unrecoverable() {
        return unrecoverable;
    }
}
