package dev.faultline.node.device;

import java.nio.ByteBuffer;

/** Is shown bytes where they lie, one piece after the other. */
public interface Lent {

    /**
     * @param memory shared by all threads: its position and limit must stay as they are
     * @return whether to go on
     */
    boolean piece(ByteBuffer memory, int at, int length);
}
