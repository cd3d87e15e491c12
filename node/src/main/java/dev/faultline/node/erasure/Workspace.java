package dev.faultline.node.erasure;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What a call needs for itself: slots to arrange strips in, and room for computed parities. */
final class Workspace {
    static final int TILE_BYTES = 8192;

    private final Stripe slots;
    private final int tiles;
    private @Nullable MemorySegment heap;
    private @Nullable MemorySegment offHeap;

    private Workspace(int slots, int tiles) {
        this.slots = new Stripe(slots, 0);
        this.tiles = tiles;
    }

    Stripe slots() {
        return slots;
    }

    /** Memory of a kind for a number of tiles, allocated at first use. */
    MemorySegment tiles(boolean isNative) {
        if (isNative) {
            MemorySegment memory = offHeap;
            if (memory == null) {
                memory = Arena.ofAuto().allocate((long) tiles * TILE_BYTES, 64);
                offHeap = memory;
            }
            return memory;
        }
        MemorySegment memory = heap;
        if (memory == null) {
            memory = MemorySegment.ofArray(new byte[tiles * TILE_BYTES]);
            heap = memory;
        }
        return memory;
    }

    /** Workspaces at rest. At most so many are kept; more calls at once allocate their own. */
    static final class Pool {
        private static final int KEPT = 64;

        private final AtomicReferenceArray<@Nullable Workspace> resting =
                new AtomicReferenceArray<>(KEPT);
        private final int slots;
        private final int tiles;

        Pool(int slots, int tiles) {
            this.slots = slots;
            this.tiles = tiles;
        }

        Workspace take() {
            for (int i = 0; i < KEPT; i++) {
                Workspace workspace = resting.getAndSet(i, null);
                if (workspace != null) {
                    return workspace;
                }
            }
            return new Workspace(slots, tiles);
        }

        /** Forgets the caller's memory, and keeps the workspace if there is room. */
        void giveBack(Workspace workspace) {
            for (int slot = 0; slot < slots; slot++) {
                workspace.slots.clear(slot);
            }
            for (int i = 0; i < KEPT; i++) {
                if (resting.compareAndSet(i, null, workspace)) {
                    return;
                }
            }
        }
    }
}
