package org.ropewalk.examples.bench;

import java.util.HashMap;
import java.util.Map;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Values in a map of the JDK. */
final class BenchMap implements BenchValues {
    private final Map<Bytes, Bench.Value> values = new HashMap<>();

    /** A slice is equal to, and hashed as, the {@link Bytes} of its content. */
    @Override
    public Bench.Value find(Slice key) {
        return values.get(key);
    }

    @Override
    public void put(Bench.Value value) {
        values.put(Bytes.of(value.key()), value);
    }

    @Override
    public void remove(Bench.Value value) {
        values.remove(Bytes.of(value.key()));
    }
}
