package org.ropewalk.examples.redis.store;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.ropewalk.line.Bytes;

/**
 * All keys with their values, and the memory that they take. A command holds the lock of this
 * object while it uses entries, so that it is atomic however many loops there are.
 */
final class Keyspace {
    /** Redis's {@code maxmemory-samples}. */
    private static final int SAMPLES = 5;

    /** How many keys are looked at in one round of the active expiry, as in Redis. */
    private static final int EXPIRY_SAMPLES = 20;

    /** Another round follows if more than this many of the samples had expired, as in Redis. */
    private static final int MANY_EXPIRED = 2;

    /** What the active expiry may do at once: 4,000 keys take about a millisecond. */
    private static final int EXPIRY_ROUNDS = 200;

    private final LongSupplier clockMs;
    private final RandomGenerator random;
    private final HashTable<Entry> entries = new HashTable<>();
    private final VolatileKeys volatileKeys = new VolatileKeys();
    private final Figures figures = new Figures();
    private final Watches watches = new Watches();
    private EvictionPolicy policy = EvictionPolicy.NOEVICTION;
    private long maxBytes;

    /** The time while it does not pass. */
    private long stoppedMs = Entry.NEVER;

    private long entryBytes;

    Keyspace(long maxBytes, LongSupplier clockMs, RandomGenerator random) {
        this.maxBytes = maxBytes;
        this.clockMs = clockMs;
        this.random = random;
    }

    /** The time in milliseconds since 1970. */
    long nowMs() {
        return stoppedMs == Entry.NEVER ? clockMs.getAsLong() : stoppedMs;
    }

    /** The time does not pass until {@link #startClock}. */
    void stopClock() {
        stoppedMs = clockMs.getAsLong();
    }

    /** The time passes again. */
    void startClock() {
        stoppedMs = Entry.NEVER;
    }

    RandomGenerator random() {
        return random;
    }

    Figures figures() {
        return figures;
    }

    int size() {
        return entries.size();
    }

    VolatileKeys volatileKeys() {
        return volatileKeys;
    }

    /** The keys whose changes clients want to know. */
    Watches watches() {
        return watches;
    }

    // ---- entries

    /** The entry of {@code key}, which has not expired; null if there is none. */
    Entry find(Object key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        long nowMs = nowMs();
        if (entry.isExpired(nowMs)) {
            expire(entry);
            return null;
        }
        entry.use(nowMs);
        return entry;
    }

    /** As {@link #find}; counts a hit or a miss. */
    Entry read(Object key) {
        Entry entry = find(key);
        figures.read(entry != null);
        return entry;
    }

    /** Adds a key that is not there; {@link #changed} follows when its value is whole. */
    Entry add(Object key, Value value) {
        Entry entry = new Entry(HashTable.kept(key), value);
        entry.use(nowMs());
        entries.add(entry);
        return entry;
    }

    /** The value of an entry has changed: its memory is counted, and an empty one is removed. */
    void changed(Entry entry) {
        watches.changed(entry.key());
        entryBytes += entry.recount();
        if (entry.value().isEmpty()) {
            remove(entry);
        }
    }

    /** Gives a key another value, or adds it. Its expiry stays. */
    Entry put(Object key, Value value) {
        Entry entry = find(key);
        if (entry == null) {
            entry = add(key, value);
        } else {
            entry.value(value);
        }
        changed(entry);
        return entry;
    }

    void remove(Entry entry) {
        watches.changed(entry.key());
        entries.remove(entry);
        entryBytes -= entry.countedBytes();
        if (entry.isVolatile()) {
            volatileKeys.remove(entry);
        }
    }

    /** Whether there was such a key. */
    boolean remove(Object key) {
        Entry entry = find(key);
        if (entry == null) {
            return false;
        }
        remove(entry);
        return true;
    }

    void clear() {
        for (Bytes key : watches.keys()) {
            if (entries.get(key) != null) {
                watches.changed(key);
            }
        }
        entries.clear();
        volatileKeys.clear();
        entryBytes = 0;
    }

    /** A key by chance; null if there is none. */
    Entry randomEntry() {
        while (!entries.isEmpty()) {
            Entry entry = entries.random(random);
            if (!entry.isExpired(nowMs())) {
                return entry;
            }
            expire(entry);
        }
        return null;
    }

    /** All keys that have not expired. */
    void forEach(Consumer<Entry> consumer) {
        entries.forEach(unexpired(consumer));
    }

    /** Some keys; see {@link HashTable#scan}. */
    long scan(long cursor, Consumer<Entry> consumer) {
        return entries.scan(cursor, unexpired(consumer));
    }

    private Consumer<Entry> unexpired(Consumer<Entry> consumer) {
        long nowMs = nowMs();
        return entry -> {
            if (!entry.isExpired(nowMs)) {
                consumer.accept(entry);
            }
        };
    }

    // ---- expiry

    /** An entry expires at a time in milliseconds since 1970, or {@link Entry#NEVER}. */
    void expireAt(Entry entry, long timeMs) {
        boolean before = entry.isVolatile();
        entry.expiresMs(timeMs);
        if (before || entry.isVolatile()) {
            watches.changed(entry.key());
        }
        if (before && !entry.isVolatile()) {
            volatileKeys.remove(entry);
        } else if (!before && entry.isVolatile()) {
            volatileKeys.add(entry);
        }
    }

    private void expire(Entry entry) {
        remove(entry);
        figures.expired();
    }

    /**
     * Removes keys that have expired and are not used: checks a random sample, and continues while
     * many keys of a sample have expired.
     */
    void expireSome() {
        long nowMs = nowMs();
        int expired = MANY_EXPIRED + 1;
        for (int round = 0; round < EXPIRY_ROUNDS && expired > MANY_EXPIRED; round++) {
            expired = expireSamples(nowMs);
        }
    }

    private int expireSamples(long nowMs) {
        int expired = 0;
        for (int i = 0; i < EXPIRY_SAMPLES && !volatileKeys.isEmpty(); i++) {
            Entry entry = volatileKeys.random(random);
            if (entry.isExpired(nowMs)) {
                expire(entry);
                expired++;
            }
        }
        return expired;
    }

    // ---- memory

    /** About how much memory the keys and their values take. */
    long bytes() {
        return entryBytes + entries.bytes();
    }

    /** How much they may take; 0 for as much as there is. */
    long maxBytes() {
        return maxBytes;
    }

    /** Limits the memory from now on. */
    void limit(long bytes) {
        maxBytes = bytes;
    }

    EvictionPolicy policy() {
        return policy;
    }

    void policy(EvictionPolicy newPolicy) {
        policy = newPolicy;
    }

    /**
     * Called before a command that may need memory: evicts keys while more is used than allowed.
     */
    void makeRoom() throws OutOfMemory {
        makeRoom(0);
    }

    /** As {@link #makeRoom()}, for a value of {@code length} bytes, which may be too long. */
    void makeRoom(long length) throws OutOfMemory {
        if (isTooLong(length)) {
            throw new OutOfMemory();
        }
        while (maxBytes > 0 && bytes() > maxBytes) {
            Entry victim = victim();
            if (victim == null) {
                throw new OutOfMemory();
            }
            remove(victim);
            figures.evicted();
        }
    }

    /** Whether a value would need all of the memory. */
    boolean isTooLong(long length) {
        return maxBytes > 0 && length > maxBytes;
    }

    /** The key that is evicted next; null if there is none. */
    private Entry victim() {
        boolean none = policy.isOfVolatileKeys() ? volatileKeys.isEmpty() : entries.isEmpty();
        if (policy == EvictionPolicy.NOEVICTION || none) {
            return null;
        }
        Entry victim = candidate();
        for (int i = 1; policy.compares() && i < SAMPLES; i++) {
            Entry other = candidate();
            victim = policy.rank(other) < policy.rank(victim) ? other : victim;
        }
        return victim;
    }

    private Entry candidate() {
        return policy.isOfVolatileKeys() ? volatileKeys.random(random) : entries.random(random);
    }
}
