package org.ropewalk.examples.redis.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/**
 * The commands for strings and counters. Keys are {@code Bytes}, or the {@code Slice} of a command,
 * which finds the same. Any thread.
 */
public final class Strings {
    /** The longest string: less than Redis's 512 MiB, as a heap holds it several times. */
    public static final int MOST_BYTES = 16 << 20;

    private final Keyspace keyspace;

    Strings(Keyspace keyspace) {
        this.keyspace = keyspace;
    }

    /** Which of the keys a write is for. */
    public enum Condition {
        /** Any key. */
        ALWAYS,
        /** A key that is not there. */
        ABSENT,
        /** A key that is there. */
        PRESENT;

        boolean allows(boolean present) {
            return this == ALWAYS || (this == PRESENT) == present;
        }
    }

    // ---- reading

    /** The value of a key. */
    public Optional<Bytes> get(Object key) throws WrongType {
        synchronized (keyspace) {
            return content(keyspace.read(key));
        }
    }

    private static Optional<Bytes> content(Entry entry) throws WrongType {
        return entry == null ? Optional.empty() : Optional.of(entry.string().content());
    }

    /** The values of several keys; empty for one that is not there or holds no string. */
    public List<Optional<Bytes>> getAll(List<Bytes> keys) {
        synchronized (keyspace) {
            List<Optional<Bytes>> values = new ArrayList<>(keys.size());
            for (Bytes key : keys) {
                Entry entry = keyspace.read(key);
                boolean isString = entry != null && entry.value() instanceof StringValue;
                values.add(
                        isString
                                ? Optional.of(((StringValue) entry.value()).content())
                                : Optional.empty());
            }
            return values;
        }
    }

    /** The value of a key, which gets another expiry. */
    public Optional<Bytes> getAndExpire(Object key, Expiry expiry) throws WrongType, Refused {
        synchronized (keyspace) {
            Entry entry = keyspace.read(key);
            Optional<Bytes> value = content(entry);
            if (entry != null && !expiry.keeps()) {
                keyspace.expireAt(entry, expiry.writtenMs(keyspace.nowMs(), "getex"));
                keyspace.find(key);
            }
            return value;
        }
    }

    /** The value of a key, which is removed. */
    public Optional<Bytes> getAndDelete(Object key) throws WrongType {
        synchronized (keyspace) {
            Entry entry = keyspace.read(key);
            Optional<Bytes> value = content(entry);
            if (entry != null) {
                keyspace.remove(entry);
            }
            return value;
        }
    }

    /** How long the value is; 0 if there is none. */
    public long length(Object key) throws WrongType {
        synchronized (keyspace) {
            return content(keyspace.read(key)).map(Bytes::length).orElse(0);
        }
    }

    /** A part of the value, both ends included; a negative index counts from the end. */
    public Bytes range(Object key, long from, long to) throws WrongType {
        Bytes value = get(key).orElse(Bytes.empty());
        boolean bothBehind = from < 0 && to < 0 && from > to;
        // An end before the start is the first byte here, unlike in a list.
        Range range = Range.of(from, Math.max(to, -value.length()), value.length());
        return bothBehind || range.isEmpty()
                ? Bytes.empty()
                : Slice.of(value).part(range.from(), range.count()).toBytes();
    }

    // ---- writing

    /** Sets a key, whatever it holds. */
    public void set(Object key, Bytes value) throws OutOfMemory {
        synchronized (keyspace) {
            keyspace.makeRoom(value.length());
            write(key, keyspace.find(key), value, Entry.NEVER);
        }
    }

    private void write(Object key, Entry known, Bytes value, long expiresMs) {
        Entry entry = known;
        if (entry == null) {
            entry = keyspace.add(key, new StringValue(value));
        } else if (entry.value() instanceof StringValue string) {
            string.set(value);
        } else {
            entry.value(new StringValue(value));
        }
        keyspace.changed(entry);
        keyspace.expireAt(entry, expiresMs);
    }

    /** Sets a key if {@code condition} allows it; false if it does not. */
    public boolean set(Object key, Bytes value, Condition condition, Expiry expiry, String command)
            throws OutOfMemory, Refused {
        synchronized (keyspace) {
            long expiresMs = expiry.writtenMs(keyspace.nowMs(), command);
            keyspace.makeRoom(value.length());
            Entry entry = keyspace.find(key);
            if (!condition.allows(entry != null)) {
                return false;
            }
            boolean keeps = expiry.keeps() && entry != null;
            write(key, entry, value, keeps ? entry.expiresMs() : expiresMs);
            return true;
        }
    }

    /** As {@link #set(Object, Bytes, Condition, Expiry, String)}; the value before, if any. */
    public Optional<Bytes> getAndSet(Object key, Bytes value, Condition condition, Expiry expiry)
            throws WrongType, OutOfMemory, Refused {
        synchronized (keyspace) {
            Optional<Bytes> before = content(keyspace.read(key));
            set(key, value, condition, expiry, "set");
            return before;
        }
    }

    /** Sets several keys. */
    public void setAll(Map<Bytes, Bytes> values) throws OutOfMemory {
        synchronized (keyspace) {
            keyspace.makeRoom();
            values.forEach((key, value) -> write(key, keyspace.find(key), value, Entry.NEVER));
        }
    }

    /** Sets several keys, or none if one of them is there. */
    public boolean setAllAbsent(Map<Bytes, Bytes> values) throws OutOfMemory {
        synchronized (keyspace) {
            keyspace.makeRoom();
            if (values.keySet().stream().anyMatch(key -> keyspace.find(key) != null)) {
                return false;
            }
            setAll(values);
            return true;
        }
    }

    /** Adds bytes to the end of a value; how long it is then. */
    public long append(Object key, Bytes more) throws WrongType, OutOfMemory, Refused {
        synchronized (keyspace) {
            long length = length(key);
            return setRange(key, length, more, true);
        }
    }

    /** Overwrites a part of a value, which zeros make long enough; how long it is then. */
    public long setRange(Object key, long offset, Bytes part)
            throws WrongType, OutOfMemory, Refused {
        if (offset < 0) {
            throw new Refused("offset is out of range");
        }
        synchronized (keyspace) {
            return setRange(key, offset, part, false);
        }
    }

    private long setRange(Object key, long offset, Bytes part, boolean addsEmpty)
            throws WrongType, OutOfMemory, Refused {
        keyspace.makeRoom();
        Entry entry = keyspace.find(key);
        Bytes before = entry == null ? Bytes.empty() : entry.string().content();
        if (part.isEmpty() && !addsEmpty) {
            return before.length();
        }
        if (offset > MOST_BYTES - part.length()) {
            throw Refused.tooLong();
        }
        if (keyspace.isTooLong(offset + part.length())) {
            throw new OutOfMemory();
        }
        byte[] after = new byte[Math.max(before.length(), (int) offset + part.length())];
        Slice.of(before).copyTo(after, 0);
        Slice.of(part).copyTo(after, (int) offset);
        long expiresMs = entry == null ? Entry.NEVER : entry.expiresMs();
        write(key, entry, Bytes.of(after), expiresMs);
        return after.length;
    }

    // ---- counters

    /** Adds to a number, which begins at 0; the sum. */
    public long add(Object key, long delta) throws WrongType, OutOfMemory, Refused {
        synchronized (keyspace) {
            keyspace.makeRoom();
            Entry entry = keyspace.find(key);
            if (entry == null) {
                entry = keyspace.add(key, new StringValue(delta));
                keyspace.changed(entry);
                return delta;
            }
            StringValue counter = entry.string();
            long sum = sum(counter.number(), delta);
            counter.set(sum);
            keyspace.changed(entry);
            return sum;
        }
    }

    /** Takes away from a number, which begins at 0; the difference. */
    public long subtract(Object key, long delta) throws WrongType, OutOfMemory, Refused {
        if (delta == Long.MIN_VALUE) {
            throw new Refused("decrement would overflow");
        }
        return add(key, -delta);
    }

    static long sum(long number, long delta) throws Refused {
        long sum = number + delta;
        boolean overflows = ((number ^ sum) & (delta ^ sum)) < 0;
        if (overflows) {
            throw Refused.overflow();
        }
        return sum;
    }

    /** Adds to a number with a fraction; the sum as it is kept. */
    public Bytes add(Object key, Bytes delta) throws WrongType, OutOfMemory, Refused {
        synchronized (keyspace) {
            keyspace.makeRoom();
            Entry entry = keyspace.find(key);
            Bytes before = entry == null ? Bytes.of("0") : entry.string().content();
            BigDecimal number = Numbers.decimal(before).orElseThrow(Refused::noFloat);
            BigDecimal added = Numbers.decimal(delta).orElseThrow(Refused::noFloat);
            Bytes sum = Numbers.write(number.add(added));
            write(key, entry, sum, entry == null ? Entry.NEVER : entry.expiresMs());
            return sum;
        }
    }
}
