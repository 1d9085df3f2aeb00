package org.ropewalk.examples.benchstrings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/** Serves all connections of one loop from one map. Not for several loops. */
final class BenchStringsStore implements BenchStrings {
    private final Map<String, Value> values = new HashMap<>();

    @Override
    public List<Value> get(String key) {
        Value value = values.get(key);
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public Stored set(String key, int flags, long exptime, byte[] data, boolean noreply) {
        Value known = values.get(key);
        if (known != null && known.flags() == flags && known.data().length == data.length) {
            // Replies are formatted at once, so these bytes are not read later.
            System.arraycopy(data, 0, known.data(), 0, data.length);
            return Stored.STORED;
        }
        values.put(key, new Value(key, flags, data));
        return Stored.STORED;
    }

    @Override
    public boolean delete(String key) {
        return values.remove(key) != null;
    }

    @Override
    public Optional<Long> incr(String key, long delta) throws NotANumber {
        Value known = values.get(key);
        if (known == null) {
            return Optional.empty();
        }
        long sum = number(known.data()) + delta;
        set(key, known.flags(), 0, Bytes.of(Long.toUnsignedString(sum)).toByteArray(), false);
        return Optional.of(sum);
    }

    private static long number(byte[] data) throws NotANumber {
        long number = 0;
        for (byte value : data) {
            int digit = value - '0';
            if (digit < 0 || digit > 9) {
                throw new NotANumber("not a number");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    @Override
    public void ping() {}

    @Override
    public String echo(String text) {
        return text;
    }
}
