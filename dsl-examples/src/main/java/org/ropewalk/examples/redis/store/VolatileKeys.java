package org.ropewalk.examples.redis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The keys that expire, for samples. */
final class VolatileKeys {
    private final List<Entry> entries = new ArrayList<>();

    int size() {
        return entries.size();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void add(Entry entry) {
        entry.volatileIndex(entries.size());
        entries.add(entry);
    }

    /** The last one takes the place of the one that is removed. */
    void remove(Entry entry) {
        Entry last = entries.remove(entries.size() - 1);
        if (last != entry) {
            entries.set(entry.volatileIndex(), last);
            last.volatileIndex(entry.volatileIndex());
        }
    }

    /** One by chance; there must be one. */
    Entry random(RandomGenerator random) {
        return entries.get(random.nextInt(entries.size()));
    }

    void clear() {
        entries.clear();
    }

    /** How many milliseconds are left to them in the mean. */
    long averageLeftMs(long nowMs) {
        return (long)
                entries.stream()
                        .mapToLong(entry -> Math.max(0, entry.expiresMs() - nowMs))
                        .average()
                        .orElse(0);
    }
}
