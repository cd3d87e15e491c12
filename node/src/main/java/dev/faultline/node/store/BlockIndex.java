package dev.faultline.node.store;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/**
 * Block number to {@link Location} and CRC32C, in a Chronicle Map whose entries hold {@value
 * Blocks#PER_EXTENT} neighbours each. Entries are made when they are first needed and stay.
 *
 * <p>Any number of threads, each through its own {@link #access}. A change to one extent is atomic.
 * The map is searched once for each extent: its entries are all of one size and stay where they
 * are, so {@link ExtentPlaces} remembers where. Allocates nothing. Takes up to 0.35 % of the
 * device's size, which a persisted index reserves on disk when it is made.
 */
public final class BlockIndex implements AutoCloseable {

    private static final int RESERVED_AT_ONCE = 1 << 20;

    /**
     * Of what the map's library has to say, only warnings: the rest is about itself. Kept, or it is
     * forgotten.
     */
    private static final Logger LIBRARY = Logger.getLogger("net.openhft");

    static {
        LIBRARY.setLevel(Level.WARNING);
    }

    /** All there is: entries are read and written at their addresses. */
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final ValueLayout.OfLong LOCATION = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt CHECKSUM = ValueLayout.JAVA_INT_UNALIGNED;

    private final ChronicleMap<ExtentNumber, Extent> map;
    private final ExtentPlaces places;
    private volatile boolean closed;

    private BlockIndex(ChronicleMap<ExtentNumber, Extent> map, long blocks) {
        this.map = map;
        places = new ExtentPlaces(extents(blocks), internalExtents(blocks));
    }

    static BlockIndex inMemory(long blocks) {
        return new BlockIndex(builder(blocks).create(), blocks);
    }

    static BlockIndex in(Path file, long blocks) throws IOException {
        boolean fresh = Files.notExists(file);
        BlockIndex index =
                new BlockIndex(
                        builder(blocks).sparseFile(true).createPersistedTo(file.toFile()), blocks);
        if (fresh) {
            try {
                reserve(file);
            } catch (IOException e) {
                index.close();
                Files.deleteIfExists(file);
                throw e;
            }
        }
        return index;
    }

    /**
     * Has the file system give the whole file its space now, by writing back what is read: a mapped
     * page that finds the disk full later would be a fault in the middle of a write.
     */
    private static void reserve(Path file) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(RESERVED_AT_ONCE);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long position = 0;
            while (channel.read(chunk.clear(), position) > 0) {
                chunk.flip();
                while (chunk.hasRemaining()) {
                    position += channel.write(chunk, position);
                }
            }
        }
    }

    private static ChronicleMapBuilder<ExtentNumber, Extent> builder(long blocks) {
        return ChronicleMapBuilder.of(ExtentNumber.class, Extent.class)
                .name("block-index")
                .entries(extents(blocks) + internalExtents(blocks))
                .checksumEntries(false)
                .skipCloseOnExitHook(true);
    }

    private static long extents(long blocks) {
        return blocks / Blocks.PER_EXTENT + 1;
    }

    private static long internalExtents(long blocks) {
        long tombstonePages = blocks / Tombstones.PER_PAGE + Blocks.PER_EXTENT;
        return tombstonePages / Blocks.PER_EXTENT + 1;
    }

    Access access() {
        return new Access();
    }

    @Override
    public void close() {
        closed = true;
        map.close();
    }

    /** What {@link #forEach} hands out, one block at a time. */
    interface Visitor {
        void visit(long block, long location, int checksum);
    }

    /** Visits every block that is not absent, in no particular order, while nothing changes. */
    void forEach(Visitor visitor) {
        map.forEach((key, extent) -> {
            long first = key.value() * Blocks.PER_EXTENT;
            for (int i = 0; i < Blocks.PER_EXTENT; i++) {
                long location = extent.location(i);
                if (location != Location.ABSENT) {
                    visitor.visit(first + i, location, extent.checksum(i));
                }
            }
        });
    }

    /** One thread's way into the index. */
    final class Access {

        private final ExtentNumber key = new ExtentNumber();
        private final Extent found = new Extent();

        /** Of blocks of one extent, from the first on; the arrays are filled from their start. */
        void load(long firstBlock, int count, long[] locations, int[] checksums) {
            long extent = firstBlock / Blocks.PER_EXTENT;
            long entry = find(extent);
            if (entry == ExtentPlaces.NOWHERE) {
                Arrays.fill(locations, 0, count, Location.ABSENT);
                return;
            }
            int start = (int) (firstBlock % Blocks.PER_EXTENT);
            int sequence;
            do {
                sequence = places.beginRead(extent);
                for (int i = 0; i < count; i++) {
                    locations[i] = location(entry, start + i);
                    checksums[i] = MEMORY.get(CHECKSUM, Extent.checksumAt(entry, start + i));
                }
            } while (!places.unchangedSince(extent, sequence));
        }

        long location(long block) {
            long extent = block / Blocks.PER_EXTENT;
            long entry = find(extent);
            if (entry == ExtentPlaces.NOWHERE) {
                return Location.ABSENT;
            }
            long location;
            int sequence;
            do {
                sequence = places.beginRead(extent);
                location = location(entry, (int) (block % Blocks.PER_EXTENT));
            } while (!places.unchangedSince(extent, sequence));
            return location;
        }

        /**
         * Sets blocks of one extent: the first to {@code location}, each next to {@code step} more.
         * Their locations until now are put into {@code previous}.
         */
        void put(
                long firstBlock,
                int count,
                long location,
                int step,
                int[] checksums,
                int firstChecksum,
                long[] previous) {
            long extent = firstBlock / Blocks.PER_EXTENT;
            long entry = findOrMake(extent);
            int start = (int) (firstBlock % Blocks.PER_EXTENT);
            places.lock(extent);
            for (int i = 0; i < count; i++) {
                previous[i] = location(entry, start + i);
                int checksum = checksums[firstChecksum + i];
                set(entry, start + i, location + (long) i * step, checksum);
            }
            places.unlock(extent);
        }

        /** Makes blocks of one extent absent; returns whether any of them was not. */
        boolean clear(long firstBlock, int count, long[] previous) {
            long extent = firstBlock / Blocks.PER_EXTENT;
            long entry = find(extent);
            if (entry == ExtentPlaces.NOWHERE) {
                return false;
            }
            int start = (int) (firstBlock % Blocks.PER_EXTENT);
            boolean any = false;
            places.lock(extent);
            for (int i = 0; i < count; i++) {
                previous[i] = location(entry, start + i);
                any |= previous[i] != Location.ABSENT;
                set(entry, start + i, Location.ABSENT, 0);
            }
            places.unlock(extent);
            return any;
        }

        /** Moves a block from one place to another, unless it is no longer there. */
        boolean replace(long block, long expected, long location, int checksum) {
            long extent = block / Blocks.PER_EXTENT;
            long entry = findOrMake(extent);
            int i = (int) (block % Blocks.PER_EXTENT);
            places.lock(extent);
            boolean there = location(entry, i) == expected;
            if (there) {
                set(entry, i, location, checksum);
            }
            places.unlock(extent);
            return there;
        }

        private static long location(long entry, int i) {
            return MEMORY.get(LOCATION, Extent.locationAt(entry, i));
        }

        private static void set(long entry, int i, long location, int checksum) {
            MEMORY.set(LOCATION, Extent.locationAt(entry, i), location);
            MEMORY.set(CHECKSUM, Extent.checksumAt(entry, i), checksum);
        }

        private long find(long extent) {
            requireOpen();
            long address = places.of(extent);
            if (address == ExtentPlaces.NOWHERE) {
                key.set(extent);
                if (map.getUsing(key, found) != null) {
                    address = remember(extent);
                }
            }
            return address;
        }

        private long findOrMake(long extent) {
            requireOpen();
            long address = places.of(extent);
            if (address == ExtentPlaces.NOWHERE) {
                key.set(extent);
                try (var context = map.acquireContext(key, found)) {
                    address = remember(extent);
                }
            }
            return address;
        }

        private long remember(long extent) {
            long address = found.address();
            places.set(extent, address);
            return address;
        }

        private void requireOpen() {
            if (closed) {
                throw new IllegalStateException("the index is closed");
            }
        }
    }
}
