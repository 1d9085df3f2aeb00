package org.ropewalk.examples.redis.store;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What all connections share: the keys with their values, limited in memory. Each command is
 * atomic: it holds one lock, for which nothing waits as long as one loop serves all connections.
 */
public final class Store {
    private final Keyspace keyspace;
    private final Keys keys;
    private final Strings strings;
    private final Lists lists;
    private final Hashes hashes;
    private final Sets sets;
    private final Transactions transactions;
    private final Scripts scripts;
    private final long mostBytes;

    /** The figures of the store. */
    public record Report(
            long keys,
            long volatileKeys,
            long averageTimeLeftMs,
            long bytes,
            long maxBytes,
            EvictionPolicy policy,
            int waiting,
            long hits,
            long misses,
            long expired,
            long evicted) {}

    /**
     * A store without keys.
     *
     * @param maxBytes how much memory keys and values may take, and the most to which that can be
     *     raised
     * @param clockMs the time in milliseconds since 1970
     */
    public Store(long maxBytes, LongSupplier clockMs, RandomGenerator random) {
        keyspace = new Keyspace(maxBytes, clockMs, random);
        mostBytes = maxBytes;
        lists = new Lists(keyspace);
        keys = new Keys(keyspace, lists);
        strings = new Strings(keyspace);
        hashes = new Hashes(keyspace);
        sets = new Sets(keyspace);
        transactions = new Transactions(keyspace, lists);
        scripts = new Scripts(keyspace, keys, strings);
    }

    /** The commands for keys of any type. */
    public Keys keys() {
        return keys;
    }

    /** The commands for strings. */
    public Strings strings() {
        return strings;
    }

    /** The commands for lists. */
    public Lists lists() {
        return lists;
    }

    /** The commands for hashes. */
    public Hashes hashes() {
        return hashes;
    }

    /** The commands for sets. */
    public Sets sets() {
        return sets;
    }

    /** The transactions of clients. */
    public Transactions transactions() {
        return transactions;
    }

    /** The scripts that clients run. */
    public Scripts scripts() {
        return scripts;
    }

    /** Removes some keys that have expired; to be called about ten times a second. */
    public void expireSome() {
        synchronized (keyspace) {
            keyspace.expireSome();
        }
    }

    /** How much memory keys and values may take. */
    public long maxBytes() {
        synchronized (keyspace) {
            return keyspace.maxBytes();
        }
    }

    /**
     * Sets how much memory they may take: at most as much as at the beginning, which 0 and what is
     * more than that mean too. Keys are evicted at the next command that needs memory.
     */
    public void limit(long bytes) {
        synchronized (keyspace) {
            keyspace.limit(bytes <= 0 ? mostBytes : Math.min(bytes, mostBytes));
        }
    }

    /** Which keys make room. */
    public EvictionPolicy policy() {
        synchronized (keyspace) {
            return keyspace.policy();
        }
    }

    /** Sets which keys make room. */
    public void policy(EvictionPolicy policy) {
        synchronized (keyspace) {
            keyspace.policy(policy);
        }
    }

    /** Sets the counts of hits, misses and removed keys to zero. */
    public void resetFigures() {
        synchronized (keyspace) {
            keyspace.figures().reset();
        }
    }

    /** The figures of the store now. */
    public Report report() {
        synchronized (keyspace) {
            Figures figures = keyspace.figures();
            return new Report(
                    keyspace.size(),
                    keyspace.volatileKeys().size(),
                    keyspace.volatileKeys().averageLeftMs(keyspace.nowMs()),
                    keyspace.bytes(),
                    keyspace.maxBytes(),
                    keyspace.policy(),
                    lists.waiting(),
                    figures.hitCount(),
                    figures.missCount(),
                    figures.expiredCount(),
                    figures.evictedCount());
        }
    }
}
