package org.ropewalk.examples.memcached;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.ropewalk.examples.memcached.Memcached.Stat;
import org.ropewalk.examples.memcached.Memcached.UnknownTopic;

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
        TOTAL_CONNECTIONS,
        TOTAL_ITEMS
    }

    private static final long NS_PER_SECOND = 1_000_000_000;

    private final LongAdder[] counts =
            Stream.of(Counter.values()).map(any -> new LongAdder()).toArray(LongAdder[]::new);
    private final LongAdder connections = new LongAdder();
    private final Prefixes prefixes = new Prefixes();
    private final long startedNs;

    Statistics() {
        startedNs = System.nanoTime();
    }

    void count(Counter counter) {
        counts[counter.ordinal()].increment();
    }

    private long of(Counter counter) {
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

    /**
     * The figures of a topic, under memcached's names.
     *
     * @param topic empty for the general ones
     */
    List<Stat> list(String topic, Store store, String version) throws UnknownTopic {
        return switch (topic) {
            case "" -> general(store, version);
            case "settings" -> settings(store);
            case "items" -> items(store);
            case "slabs" -> slabs(store);
            case "sizes" -> List.of(new Stat("sizes_status", "disabled"));
            case "conns" -> List.of();
            default -> throw new UnknownTopic();
        };
    }

    private List<Stat> settings(Store store) {
        List<Stat> list = new ArrayList<>();
        add(list, "maxbytes", store.maxBytes());
        add(list, "verbosity", 0);
        add(list, "evictions", "on");
        add(list, "domain_socket", "NULL");
        add(list, "shutdown_command", "no");
        add(list, "stat_key_prefix", ":");
        add(list, "detail_enabled", prefixes.isOn() ? "yes" : "no");
        add(list, "cas_enabled", "yes");
        add(list, "auth_enabled_sasl", "no");
        add(list, "auth_enabled_ascii", "no");
        add(list, "item_size_max", Memcached.MAX_VALUE);
        add(list, "slab_reassign", "no");
        add(list, "lru_crawler", "no");
        add(list, "flush_enabled", "yes");
        add(list, "dump_enabled", "no");
        add(list, "lru_maintainer_thread", "no");
        add(list, "lru_segmented", "no");
        add(list, "idle_timeout", 0);
        add(list, "track_sizes", "no");
        return list;
    }

    /** All items are of one class. */
    private static List<Stat> items(Store store) {
        List<Stat> list = new ArrayList<>();
        if (store.size() > 0) {
            add(list, "items:1:number", store.size());
            add(list, "items:1:mem_requested", store.bytes());
            add(list, "items:1:evicted", store.evictions());
            add(list, "items:1:outofmemory", 0);
        }
        return list;
    }

    private static List<Stat> slabs(Store store) {
        List<Stat> list = new ArrayList<>();
        if (store.size() > 0) {
            add(list, "1:used_chunks", store.size());
            add(list, "1:mem_requested", store.bytes());
        }
        add(list, "active_slabs", store.size() > 0 ? 1 : 0);
        add(list, "total_malloced", store.bytes());
        return list;
    }

    private List<Stat> general(Store store, String version) {
        List<Stat> list = new ArrayList<>();
        add(list, "pid", ProcessHandle.current().pid());
        add(list, "uptime", (System.nanoTime() - startedNs) / NS_PER_SECOND);
        add(list, "time", store.now());
        add(list, "version", version);
        add(list, "pointer_size", 64);
        add(list, "curr_connections", connections.sum());
        add(list, Counter.TOTAL_CONNECTIONS);
        add(list, "cmd_get", of(Counter.GET_HITS) + of(Counter.GET_MISSES));
        add(list, Counter.CMD_SET);
        add(list, Counter.CMD_FLUSH);
        add(list, "cmd_touch", of(Counter.TOUCH_HITS) + of(Counter.TOUCH_MISSES));
        add(list, Counter.CMD_META);
        add(list, Counter.GET_HITS);
        add(list, Counter.GET_MISSES);
        add(list, "get_expired", store.expirations());
        add(list, Counter.DELETE_MISSES);
        add(list, Counter.DELETE_HITS);
        add(list, Counter.INCR_MISSES);
        add(list, Counter.INCR_HITS);
        add(list, Counter.DECR_MISSES);
        add(list, Counter.DECR_HITS);
        add(list, Counter.CAS_MISSES);
        add(list, Counter.CAS_HITS);
        add(list, Counter.CAS_BADVAL);
        add(list, Counter.TOUCH_HITS);
        add(list, Counter.TOUCH_MISSES);
        add(list, "limit_maxbytes", store.maxBytes());
        add(list, "accepting_conns", 1);
        add(list, "bytes", store.bytes());
        add(list, "curr_items", store.size());
        add(list, Counter.TOTAL_ITEMS);
        add(list, "evictions", store.evictions());
        return list;
    }

    private void add(List<Stat> list, Counter counter) {
        add(list, counter.name().toLowerCase(Locale.ROOT), of(counter));
    }

    private static void add(List<Stat> list, String name, long value) {
        add(list, name, String.valueOf(value));
    }

    private static void add(List<Stat> list, String name, String value) {
        list.add(new Stat(name, value));
    }
}
