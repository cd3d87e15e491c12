package dev.faultline.node.erasure;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Intel's Intelligent Storage Acceleration Library (Debian: libisal2), for comparison: the same code
 * over the same memory, by its {@code ec_encode_data}.
 */
final class IsaL {
    private static final String LIBRARY = "libisal.so.2";

    /** Bytes of its table for one coefficient. */
    private static final int TABLE_BYTES = 32;

    private final MethodHandle initTables;
    private final MethodHandle encodeData;

    private IsaL(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        initTables =
                linker.downcallHandle(
                        library.findOrThrow("ec_init_tables"),
                        FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
        encodeData =
                linker.downcallHandle(
                        library.findOrThrow("ec_encode_data"),
                        FunctionDescriptor.ofVoid(
                                JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    }

    /** Empty where the library is not installed. */
    static Optional<IsaL> find() {
        try {
            return Optional.of(new IsaL(SymbolLookup.libraryLookup(LIBRARY, Arena.global())));
        } catch (IllegalArgumentException missing) {
            return Optional.empty();
        }
    }

    /** Encodes the stripe, off the heap, with the coefficients of a Reed-Solomon code. */
    Encoder encoder(ErasureCode code, Stripe stripe) {
        return new Encoder(code, stripe);
    }

    /** Tables and addresses, prepared once. */
    final class Encoder {
        private final Arena arena = Arena.ofAuto();
        private final int data;
        private final int parities;
        private final int lengthBytes;
        private final MemorySegment tables;
        private final MemorySegment dataAddresses;
        private final MemorySegment parityAddresses;

        private Encoder(ErasureCode code, Stripe stripe) {
            data = code.shape().data();
            parities = code.shape().globalParities();
            lengthBytes = Math.toIntExact(stripe.lengthBytes());
            dataAddresses = addresses(stripe, 0, data);
            parityAddresses = addresses(stripe, data, data + parities);
            tables = arena.allocate((long) TABLE_BYTES * data * parities, 64);
            MemorySegment coefficients = arena.allocate((long) data * parities);
            for (int i = 0; i < data * parities; i++) {
                int coefficient = code.coefficient(data + i / data, i % data);
                coefficients.setAtIndex(JAVA_BYTE, i, (byte) coefficient);
            }
            invoke(initTables, data, parities, coefficients, tables);
        }

        private MemorySegment addresses(Stripe stripe, int from, int to) {
            MemorySegment addresses = arena.allocate(ADDRESS, to - from);
            for (int strip = from; strip < to; strip++) {
                addresses.setAtIndex(ADDRESS, strip - from, stripe.strip(strip));
            }
            return addresses;
        }

        void encode() {
            try {
                encodeData.invokeExact(
                        lengthBytes, data, parities, tables, dataAddresses, parityAddresses);
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static void invoke(
                MethodHandle function, int data, int parities, MemorySegment a, MemorySegment b) {
            try {
                function.invokeExact(data, parities, a, b);
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
