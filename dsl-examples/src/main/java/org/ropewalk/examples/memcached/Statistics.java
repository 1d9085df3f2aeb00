package org.ropewalk.examples.memcached;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.ropewalk.examples.memcached.MaintenanceCommands.Stat;
import org.ropewalk.examples.memcached.MaintenanceCommands.UnknownTopic;

/** Counts what the server has done, and lists it under memcached's names. Any thread. */
final class Statistics {
    /** What is counted; its name in lower case is memcached's. */
    enum Counter {
        CMD_SET,
        CMD_FLUSH,
        CMD_META,
        GET_HITS,
        GET_MISSES,
        DELETE_MISSES,
        DELETE_HITS,
        INCR_MISSES,
        INCR_HITS,
        DECR_MISSES,
        DECR_HITS,
        CAS_MISSES,
        CAS_HITS,
        CAS_BADVAL,
        TOUCH_HITS,
        TOUCH_MISSES,
        STORE_TOO_LARGE,
        STORE_NO_MEMORY,
        TOTAL_CONNECTIONS,
        TOTAL_ITEMS
    }

    private static final long NS_PER_SECOND = 1_000_000_000;

    private final LongAdder[] counts =
            Stream.of(Counter.values()).map(any -> new LongAdder()).toArray(LongAdder[]::new);
    private final LongAdder connections = new LongAdder();
    private volatile boolean tracksSizes;
    private final Prefixes prefixes = new Prefixes();
    private final long startedNs;

    Statistics() {
        startedNs = System.nanoTime();
    }

    void count(Counter counter) {
        counts[counter.ordinal()].increment();
    }

    long of(Counter counter) {
        return counts[counter.ordinal()].sum();
    }

    void connected() {
        connections.increment();
        count(Counter.TOTAL_CONNECTIONS);
    }

    void disconnected() {
        connections.decrement();
    }

    /** What is counted for each prefix of the keys. */
    Prefixes prefixes() {
        return prefixes;
    }

    void reset() {
        Stream.of(counts).forEach(LongAdder::reset);
        prefixes.reset();
    }

    /** Whether the sizes of items are told. */
    boolean tracksSizes() {
        return tracksSizes;
    }

    /**
     * The figures of a topic, under memcached's names.
     *
     * @param topic empty for the general ones
     */
    List<Stat> list(String topic, Store store, String version) throws UnknownTopic {
        return switch (topic) {
            case "" -> new Figures(this, store).general(version);
            case "settings" -> new Figures(this, store).settings();
            case "items" -> new Figures(this, store).items();
            case "slabs" -> new Figures(this, store).slabs();
            case "sizes_enable" -> sizes(true);
            case "sizes_disable" -> sizes(false);
            case "sizes" -> new Figures(this, store).sizes();
            case "extstore" -> List.of();
            default -> throw new UnknownTopic();
        };
    }

    private List<Stat> sizes(boolean now) {
        tracksSizes = now;
        return List.of(new Stat("sizes_status", now ? "enabled" : "disabled"));
    }

    long openConnections() {
        return connections.sum();
    }

    /** For how many seconds the server has run. */
    long uptimeSeconds() {
        return (System.nanoTime() - startedNs) / NS_PER_SECOND;
    }
}
