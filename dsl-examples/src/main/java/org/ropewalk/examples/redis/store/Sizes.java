package org.ropewalk.examples.redis.store;

import org.ropewalk.line.Bytes;

/** About how much memory objects take in a heap with compressed references. */
final class Sizes {
    /** The object {@code Bytes} and the head of its array. */
    private static final int BYTES_OVERHEAD = 40;

    private static final int ALIGNMENT = 8;

    /** A reference in an array. */
    static final int REFERENCE = 4;

    private Sizes() {}

    static long of(Bytes bytes) {
        return BYTES_OVERHEAD + (bytes.length() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
