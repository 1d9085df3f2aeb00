package org.ropewalk.examples.redis.store;

import java.util.Optional;
import java.util.stream.Stream;

/** Which keys make room when the memory is used up. */
public enum EvictionPolicy {
    /** None: what needs memory is refused. */
    NOEVICTION("noeviction", false, false),
    /** Of some keys by chance, the one that was not used for the longest time. */
    ALLKEYS_LRU("allkeys-lru", false, true),
    /** Any key. */
    ALLKEYS_RANDOM("allkeys-random", false, false),
    /** As {@link #ALLKEYS_LRU}, among the keys that expire. */
    VOLATILE_LRU("volatile-lru", true, true),
    /** Any key that expires. */
    VOLATILE_RANDOM("volatile-random", true, false),
    /** Of some keys by chance, the one that expires first. */
    VOLATILE_TTL("volatile-ttl", true, true);

    private final String text;
    private final boolean ofVolatileKeys;
    private final boolean compares;

    EvictionPolicy(String text, boolean ofVolatileKeys, boolean compares) {
        this.text = text;
        this.ofVolatileKeys = ofVolatileKeys;
        this.compares = compares;
    }

    /** The policy of that name; empty if there is none. */
    public static Optional<EvictionPolicy> named(String name) {
        return Stream.of(values()).filter(each -> each.text.equalsIgnoreCase(name)).findFirst();
    }

    /** Whether only keys that expire are evicted. */
    boolean isOfVolatileKeys() {
        return ofVolatileKeys;
    }

    /** Whether several keys are compared, and the one that goes first is chosen. */
    boolean compares() {
        return compares;
    }

    /** Of two keys, the one with the smaller rank is evicted. */
    long rank(Entry entry) {
        return this == VOLATILE_TTL ? entry.expiresMs() : entry.usedMs();
    }

    /** The name in Redis's configuration. */
    @Override
    public String toString() {
        return text;
    }
}
