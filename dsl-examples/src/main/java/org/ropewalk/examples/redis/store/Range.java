package org.ropewalk.examples.redis.store;

/** A part of a string or a list. */
record Range(int from, int count) {
    private static final Range NOTHING = new Range(0, 0);

    /** From {@code from} to {@code to}, both included; a negative index counts from the end. */
    static Range of(long from, long to, int size) {
        long first = Math.max(0, fromStart(from, size));
        long last = Math.min(size - 1L, Math.max(-1, fromStart(to, size)));
        return first > last ? NOTHING : new Range((int) first, (int) (last - first + 1));
    }

    private static long fromStart(long index, int size) {
        return index < 0 ? index + size : index;
    }

    boolean isEmpty() {
        return count == 0;
    }
}
