package dev.faultline.node.store;

import java.util.HashMap;
import java.util.Map;

/** The highest sequence seen of each block, while recovery runs: 8 bytes a block. */
final class SequenceMap {

    private static final int PAGE = 512;

    private final Map<Long, long[]> pages = new HashMap<>();
    private long lastPage = -1;
    private long[] last = {};

    /** Whether this is a later version than all seen before; if so, it is remembered. */
    boolean raise(long block, long sequence) {
        long[] page = page(block);
        int i = (int) (block % PAGE);
        if (page[i] >= sequence && page[i] != 0) {
            return false;
        }
        page[i] = sequence;
        return true;
    }

    boolean known(long block) {
        return of(block) != 0;
    }

    /** 0 when none was seen. */
    long of(long block) {
        long[] page = pages.get(block / PAGE);
        return page == null ? 0 : page[(int) (block % PAGE)];
    }

    private long[] page(long block) {
        long number = block / PAGE;
        if (number != lastPage) {
            last = pages.computeIfAbsent(number, unused -> new long[PAGE]);
            lastPage = number;
        }
        return last;
    }
}
