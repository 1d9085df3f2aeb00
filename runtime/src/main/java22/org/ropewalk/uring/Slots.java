package org.ropewalk.uring;

import java.util.Arrays;
import java.util.function.Consumer;

/** Whose operations a ring has, by the number that stands in the operations' data. */
final class Slots {
    /** Has operations in the ring. */
    interface Holder {
        /** An operation of the kind {@code kind} has a result. */
        void completed(int kind, int result, int flags);
    }

    /** A kind of which results are told before those of others. */
    static final int URGENT = 1 << 3;

    private static final int FIRST = 64;
    private static final int KIND_SHIFT = 32;

    private Holder[] holders = new Holder[FIRST];

    /** The free numbers are a list: each leads to the next. */
    private int[] next = new int[FIRST];

    private int free;

    Slots() {
        link(0);
    }

    private void link(int from) {
        for (int i = from; i < next.length; i++) {
            next[i] = i + 1;
        }
    }

    /** Takes a number. */
    int add(Holder holder) {
        if (free == holders.length) {
            int length = holders.length;
            holders = Arrays.copyOf(holders, 2 * length);
            next = Arrays.copyOf(next, 2 * length);
            link(length);
        }
        int slot = free;
        free = next[slot];
        holders[slot] = holder;
        return slot;
    }

    /** Gives a number back: no operation with it is in the ring. */
    void remove(int slot) {
        holders[slot] = null;
        next[slot] = free;
        free = slot;
    }

    /** Gives {@code taker} all holders. */
    void forEach(Consumer<Holder> taker) {
        for (Holder each : holders) {
            if (each != null) {
                taker.accept(each);
            }
        }
    }

    /** The data of an operation. */
    static long data(int kind, int slot) {
        return (long) kind << KIND_SHIFT | slot;
    }

    /** The kind of an operation; 0 if its result is ignored. */
    static int kind(long data) {
        return (int) (data >>> KIND_SHIFT);
    }

    /** Whether the result of this operation is told before others. */
    static boolean isUrgent(long data) {
        return (data & (long) URGENT << KIND_SHIFT) != 0;
    }

    /** Tells the holder of the data; data of kind 0 have none. */
    void completed(long data, int result, int flags) {
        int kind = kind(data);
        if (kind != 0) {
            holders[(int) data].completed(kind, result, flags);
        }
    }
}
