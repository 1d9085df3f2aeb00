package org.ropewalk.line;

import java.util.Arrays;

/**
 * The slices that one loop lends to handlers, each until the next line is shown. A slice that a
 * handler keeps throws from then on. It is lent again only after many others, and then shows other
 * bytes until that handler returns; in tests it is never lent again.
 */
final class SlicePool {
    private static final int SLICES = 256;

    private final boolean lendsAgain;
    private Slice[] slices = new Slice[SLICES];
    private int next;
    private int lent;

    SlicePool(boolean lendsAgain) {
        this.lendsAgain = lendsAgain;
    }

    /** A view of {@code length} bytes of {@code array} from {@code offset}. */
    Slice lend(byte[] array, int offset, int length) {
        if (lent == slices.length) {
            next = lent;
            slices = Arrays.copyOf(slices, 2 * lent);
        }
        Slice slice = slices[next];
        if (slice == null) {
            slice = new Slice();
            slices[next] = slice;
        }
        next = next + 1 == slices.length ? 0 : next + 1;
        lent++;
        return slice.show(array, offset, length);
    }

    /** Ends the use of all slices that were lent. */
    void expire() {
        int at = next;
        for (; lent > 0; lent--) {
            at = at == 0 ? slices.length - 1 : at - 1;
            slices[at].expire();
            if (!lendsAgain) {
                slices[at] = null;
            }
        }
    }
}
