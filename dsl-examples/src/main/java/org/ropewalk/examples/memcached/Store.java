package org.ropewalk.examples.memcached;

import static org.ropewalk.examples.memcached.Statistics.Counter.CAS_BADVAL;
import static org.ropewalk.examples.memcached.Statistics.Counter.CAS_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.CAS_MISSES;
import static org.ropewalk.examples.memcached.Statistics.Counter.TOTAL_ITEMS;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.ropewalk.examples.memcached.Memcached.Mode;
import org.ropewalk.examples.memcached.Memcached.OutOfMemory;
import org.ropewalk.examples.memcached.Memcached.Stored;
import org.ropewalk.examples.memcached.Memcached.Value;
import org.ropewalk.examples.value.Decimal;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/**
 * What all connections share: items under keys, bounded in memory, in shelves so that several loops
 * do not wait for one lock. Keys are {@link Bytes}, or the {@link Slice} of a line, which finds the
 * same.
 */
final class Store {
    /** Up to here an expiry time counts from now, beyond it is a date. */
    private static final long RELATIVE_SECONDS = 60 * 60 * 24 * 30;

    private static final int MOST_SHELVES = 16;

    /** A shelf has room for some of the largest values. */
    private static final long SHELF_BYTES = 4L << 20;

    /** memcached counts sizes in such steps. */
    private static final int SIZE_STEP = 32;

    private final Shelf[] shelves;
    private final LongSupplier clock;
    private final long mostBytes;
    private volatile long maxBytes;
    private final AtomicLong unique = new AtomicLong();
    private final Statistics statistics = new Statistics();
    private volatile long flushAt;

    /**
     * A store of {@code maxBytes}.
     *
     * @param clock the time in seconds since 1970
     */
    Store(long maxBytes, LongSupplier clock) {
        this.mostBytes = maxBytes;
        this.maxBytes = maxBytes;
        this.clock = clock;
        shelves = new Shelf[(int) Math.max(1, Math.min(MOST_SHELVES, maxBytes / SHELF_BYTES))];
        for (int i = 0; i < shelves.length; i++) {
            shelves[i] = new Shelf(maxBytes / shelves.length);
        }
    }

    Statistics statistics() {
        return statistics;
    }

    long now() {
        return clock.getAsLong();
    }

    private Shelf shelf(Object key) {
        int hash = key.hashCode();
        return shelves[Math.floorMod(hash >>> 24 ^ hash >>> 8, shelves.length)];
    }

    /** When an item expires, in seconds since 1970; 0 for never. */
    long expiry(long exptime) {
        if (exptime == 0) {
            return 0;
        }
        if (exptime < 0) {
            return 1;
        }
        return exptime <= RELATIVE_SECONDS ? now() + exptime : exptime;
    }

    // ---- reading

    /** What is kept under {@code key}, or null. */
    Item get(Object key) {
        flushIfDue();
        long now = now();
        Shelf shelf = shelf(key);
        synchronized (shelf) {
            Item item = shelf.get(key, now);
            if (item != null) {
                item.ask(now);
            }
            return item;
        }
    }

    /** Gives what is kept another time to expire; null if nothing is. */
    Item touch(Object key, long exptime) {
        flushIfDue();
        Shelf shelf = shelf(key);
        synchronized (shelf) {
            Item item = shelf.get(key, now());
            if (item != null) {
                item.touch(expiry(exptime));
                item.ask(now());
            }
            return item;
        }
    }

    // ---- writing

    /**
     * Changes what is kept under {@code key} as {@code change} decides, which is given the item or
     * null, and the shelf.
     */
    <T> T change(Object key, BiFunction<Item, Shelf, T> change) {
        flushIfDue();
        Shelf shelf = shelf(key);
        synchronized (shelf) {
            return change.apply(shelf.get(key, now()), shelf);
        }
    }

    /** A new item; its version is the next, or the one that the peer wants. */
    Item item(Bytes key, int flags, Bytes data, long expires, OptionalLong version) {
        statistics.count(TOTAL_ITEMS);
        long number = version.isPresent() ? version.getAsLong() : unique.incrementAndGet();
        return new Item(new Value(key, flags, data), number, expires, now());
    }

    /** Stores {@code data}, as {@code mode} allows. */
    Stored store(Mode mode, Slice key, int flags, long exptime, Slice data) throws OutOfMemory {
        return OutOfMemory.unless(
                change(
                        key,
                        (known, shelf) -> {
                            boolean needed = mode != Mode.SET && mode != Mode.ADD;
                            if (needed && known == null || mode == Mode.ADD && known != null) {
                                return Stored.NOT_STORED;
                            }
                            boolean joins = mode == Mode.APPEND || mode == Mode.PREPEND;
                            if (joins && !known.hasRoomFor(data)) {
                                return Stored.NOT_STORED;
                            }
                            Bytes kept = known == null ? key.toBytes() : known.key();
                            Item item =
                                    switch (mode) {
                                        case APPEND ->
                                                item(
                                                        kept,
                                                        known.flags(),
                                                        joined(known.data(), data.toBytes()),
                                                        known.expires(),
                                                        OptionalLong.empty());
                                        case PREPEND ->
                                                item(
                                                        kept,
                                                        known.flags(),
                                                        joined(data.toBytes(), known.data()),
                                                        known.expires(),
                                                        OptionalLong.empty());
                                        default ->
                                                item(
                                                        kept,
                                                        flags,
                                                        data.toBytes(),
                                                        expiry(exptime),
                                                        OptionalLong.empty());
                                    };
                            return shelf.put(item) ? Stored.STORED : null;
                        }));
    }

    static Bytes joined(Bytes first, Bytes second) {
        byte[] whole = new byte[first.length() + second.length()];
        System.arraycopy(first.toByteArray(), 0, whole, 0, first.length());
        System.arraycopy(second.toByteArray(), 0, whole, first.length(), second.length());
        return Bytes.of(whole);
    }

    /** Stores {@code data} if the version is still {@code wanted}. */
    Stored cas(Slice key, int flags, long exptime, Slice data, long wanted) throws OutOfMemory {
        return OutOfMemory.unless(
                change(
                        key,
                        (known, shelf) -> {
                            if (known == null) {
                                statistics.count(CAS_MISSES);
                                return Stored.NOT_FOUND;
                            }
                            if (known.unique() != wanted) {
                                statistics.count(CAS_BADVAL);
                                return Stored.EXISTS;
                            }
                            statistics.count(CAS_HITS);
                            Item item =
                                    item(
                                            known.key(),
                                            flags,
                                            data.toBytes(),
                                            expiry(exptime),
                                            OptionalLong.empty());
                            return shelf.put(item) ? Stored.STORED : null;
                        }));
    }

    /** Whether something was removed. */
    boolean delete(Object key) {
        flushIfDue();
        Shelf shelf = shelf(key);
        synchronized (shelf) {
            Item known = shelf.get(key, now());
            if (known != null) {
                shelf.remove(known);
            }
            return known != null;
        }
    }

    /** What arithmetic came to. */
    enum Arithmetic {
        DONE,
        NOT_FOUND,
        NOT_A_NUMBER
    }

    /**
     * Adds or takes away; what is taken away stops at zero, what is added wraps at 2^64. The result
     * is under the key.
     */
    Arithmetic add(Object key, long delta, boolean down) {
        return change(
                key,
                (known, shelf) -> {
                    if (known == null) {
                        return Arithmetic.NOT_FOUND;
                    }
                    OptionalLong after = sum(known.data(), delta, down);
                    if (after.isEmpty()) {
                        return Arithmetic.NOT_A_NUMBER;
                    }
                    shelf.put(counted(known, after.getAsLong(), OptionalLong.empty()));
                    return Arithmetic.DONE;
                });
    }

    /**
     * An item with another number. Where it has the room of the one before, it keeps that one's
     * marks too, as in memcached, which changes it in its place.
     */
    Item counted(Item known, long number, OptionalLong version) {
        Bytes digits = Decimal.write(number, known.data().length());
        Item item = item(known.key(), known.flags(), digits, known.expires(), version);
        if (digits.length() == known.data().length()) {
            item.inherit(known);
        }
        return item;
    }

    /** A number and {@code delta} more, or less; empty if {@code digits} are none. */
    static OptionalLong sum(Bytes digits, long delta, boolean down) {
        OptionalLong number = Decimal.read(digits);
        if (number.isEmpty()) {
            return number;
        }
        long before = number.getAsLong();
        if (!down) {
            return OptionalLong.of(before + delta);
        }
        return OptionalLong.of(Long.compareUnsigned(before, delta) < 0 ? 0 : before - delta);
    }

    /** Forgets everything, {@code delaySeconds} from now. */
    void flush(long delaySeconds) {
        if (delaySeconds <= 0) {
            clear();
        } else {
            flushAt = expiry(delaySeconds);
        }
    }

    private void flushIfDue() {
        if (flushAt != 0 && now() >= flushAt) {
            clear();
        }
    }

    /** The version of what is stored next is one more, as in memcached. */
    private void clear() {
        flushAt = 0;
        unique.incrementAndGet();
        for (Shelf shelf : shelves) {
            synchronized (shelf) {
                shelf.clear();
            }
        }
    }

    /** Keeps no more than {@code bytes} from now on. */
    void limit(long bytes) {
        maxBytes = bytes;
        for (Shelf shelf : shelves) {
            synchronized (shelf) {
                shelf.limit(bytes / shelves.length);
            }
        }
    }

    // ---- figures

    /** What the limit may be raised to: what the program was started with. */
    long mostBytes() {
        return mostBytes;
    }

    long maxBytes() {
        return maxBytes;
    }

    long size() {
        return sum(Shelf::size);
    }

    long bytes() {
        return sum(Shelf::bytes);
    }

    /** How many items there are of up to so many bytes, in steps of 32. */
    SortedMap<Long, Long> sizes() {
        SortedMap<Long, Long> sizes = new TreeMap<>();
        for (Shelf shelf : shelves) {
            synchronized (shelf) {
                shelf.items().forEach(item -> sizes.merge(step(item.bytes()), 1L, Long::sum));
            }
        }
        return sizes;
    }

    private static long step(long bytes) {
        return (bytes + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
    }

    long evictions() {
        return sum(Shelf::evictions);
    }

    long expirations() {
        return sum(Shelf::expirations);
    }

    private long sum(java.util.function.ToLongFunction<Shelf> figure) {
        long sum = 0;
        for (Shelf shelf : shelves) {
            synchronized (shelf) {
                sum += figure.applyAsLong(shelf);
            }
        }
        return sum;
    }

    /** A value's number, which {@link #add} has left there. */
    Optional<Long> number(Object key) {
        return change(
                key,
                (known, shelf) ->
                        Optional.ofNullable(known)
                                .map(item -> Decimal.read(item.data()).orElse(0)));
    }
}
