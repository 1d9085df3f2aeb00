package org.ropewalk.examples.redis.store;

/** What the keyspace counts for {@code INFO}. */
final class Figures {
    private long hits;
    private long misses;
    private long expired;
    private long evicted;

    void read(boolean hit) {
        if (hit) {
            hits++;
        } else {
            misses++;
        }
    }

    void expired() {
        expired++;
    }

    void evicted() {
        evicted++;
    }

    long hitCount() {
        return hits;
    }

    long missCount() {
        return misses;
    }

    long expiredCount() {
        return expired;
    }

    long evictedCount() {
        return evicted;
    }

    void reset() {
        hits = 0;
        misses = 0;
        expired = 0;
        evicted = 0;
    }
}
