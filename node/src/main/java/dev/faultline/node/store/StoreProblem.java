package dev.faultline.node.store;

import java.io.IOException;

/** Why a data directory cannot be used, in words for the person who started the node. */
public final class StoreProblem extends IOException {

    private static final long serialVersionUID = 1;

    public StoreProblem(String message) {
        super(message);
    }

    public StoreProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
