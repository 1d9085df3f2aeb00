package org.ropewalk.examples.bench;

import java.util.Optional;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;

/** Serves all connections of one loop from one store. Not for several loops. */
final class BenchStore implements Bench {
    private final BenchValues values;

    BenchStore(BenchValues values) {
        this.values = values;
    }

    @Override
    public void get(Slice key, Replies<Value> found) {
        Value value = values.find(key);
        if (value != null) {
            found.send(value);
        }
    }

    @Override
    public Stored set(Slice key, int flags, long exptime, Slice data, boolean noreply) {
        Value known = values.find(key);
        if (known != null && known.flags() == flags && known.data().length == data.length()) {
            // Replies are formatted at once, so these bytes are not read later.
            data.copyTo(known.data(), 0);
            return Stored.STORED;
        }
        byte[] kept = known == null ? key.toByteArray() : known.key();
        values.put(new Value(kept, flags, data.toByteArray()));
        return Stored.STORED;
    }

    @Override
    public boolean delete(Slice key) {
        Value known = values.find(key);
        if (known == null) {
            return false;
        }
        values.remove(known);
        return true;
    }

    @Override
    public Optional<Long> incr(Slice key, long delta) throws NotANumber {
        Value known = values.find(key);
        if (known == null) {
            return Optional.empty();
        }
        long sum = number(known.data()) + delta;
        values.put(
                new Value(
                        known.key(),
                        known.flags(),
                        Bytes.of(Long.toUnsignedString(sum)).toByteArray()));
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
    public Slice echo(Slice text) {
        return text;
    }
}
