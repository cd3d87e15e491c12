package dev.faultline.node.store;

import dev.faultline.node.erasure.CodeShape;
import dev.faultline.node.erasure.ErasureCode;
import org.jspecify.annotations.Nullable;

/**
 * The node's erasure code, and the narrower ones with as many parities that rows are written with
 * while there are too few drives for the full one. Any thread may use it.
 */
final class Codes {

    private final CodeShape full;
    private final @Nullable ErasureCode[] byDataStrips;

    Codes(CodeShape full) {
        this.full = full;
        byDataStrips = new ErasureCode[full.data() + 1];
        byDataStrips[full.data()] = ErasureCode.of(full);
    }

    int parities() {
        return full.parities();
    }

    int fullDataStrips() {
        return full.data();
    }

    synchronized ErasureCode of(int dataStrips) {
        ErasureCode code = byDataStrips[dataStrips];
        if (code == null) {
            int parities = Math.min(full.parities(), CodeShape.MAX_GLOBAL_PARITIES);
            code = ErasureCode.of(new CodeShape(dataStrips, parities, 0));
            byDataStrips[dataStrips] = code;
        }
        return code;
    }

    /** How many data strips a row has that is written while so many drives answer; 0: none can. */
    int dataStripsOn(int drives) {
        return Math.clamp(drives - full.parities(), 0, full.data());
    }
}
