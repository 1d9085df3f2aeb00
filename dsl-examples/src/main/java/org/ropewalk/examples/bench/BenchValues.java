package org.ropewalk.examples.bench;

import org.ropewalk.line.Slice;

/** Where values are kept. */
interface BenchValues {
    /** The value of {@code key}; null if there is none. */
    Bench.Value find(Slice key);

    /** Keeps {@code value}, in place of the one with its key. */
    void put(Bench.Value value);

    /** Drops the value with the key of {@code value}. */
    void remove(Bench.Value value);
}
