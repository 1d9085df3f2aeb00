package org.ropewalk.examples.memcached;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.examples.memcached.Memcached.Stat;
import org.ropewalk.examples.memcached.Memcached.UnknownTopic;

/**
 * Counts what the server has done. Approximate where several loops count: a lost count harms none
 * anything.
 */
final class Statistics {
    long getHits;
    long getMisses;
    long sets;
    long deleteHits;
    long deleteMisses;
    long incrHits;
    long incrMisses;
    long decrHits;
    long decrMisses;
    long touchHits;
    long touchMisses;
    long casHits;
    long casMisses;
    long casBadval;
    long flushes;
    private final long started;

    Statistics() {
        started = System.nanoTime();
    }

    void reset() {
        getHits = 0;
        getMisses = 0;
        sets = 0;
        deleteHits = 0;
        deleteMisses = 0;
        incrHits = 0;
        incrMisses = 0;
        decrHits = 0;
        decrMisses = 0;
        touchHits = 0;
        touchMisses = 0;
        casHits = 0;
        casMisses = 0;
        casBadval = 0;
        flushes = 0;
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

    private static List<Stat> settings(Store store) {
        List<Stat> list = new ArrayList<>();
        add(list, "maxbytes", store.maxBytes());
        list.add(new Stat("evictions", "on"));
        list.add(new Stat("cas_enabled", "yes"));
        add(list, "item_size_max", Memcached.MAX_VALUE);
        list.add(new Stat("auth_enabled_sasl", "no"));
        list.add(new Stat("shutdown_command", "no"));
        return list;
    }

    /** All items are of one class. */
    private static List<Stat> items(Store store) {
        List<Stat> list = new ArrayList<>();
        if (store.size() > 0) {
            add(list, "items:1:number", store.size());
            add(list, "items:1:evicted", store.evictions());
            add(list, "items:1:mem_requested", store.bytes());
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
        add(list, "uptime", (System.nanoTime() - started) / 1_000_000_000L);
        add(list, "time", store.now());
        list.add(new Stat("version", version));
        add(list, "pointer_size", 64);
        add(list, "cmd_get", getHits + getMisses);
        add(list, "cmd_set", sets);
        add(list, "cmd_flush", flushes);
        add(list, "cmd_touch", touchHits + touchMisses);
        add(list, "get_hits", getHits);
        add(list, "get_misses", getMisses);
        add(list, "delete_hits", deleteHits);
        add(list, "delete_misses", deleteMisses);
        add(list, "incr_hits", incrHits);
        add(list, "incr_misses", incrMisses);
        add(list, "decr_hits", decrHits);
        add(list, "decr_misses", decrMisses);
        add(list, "cas_hits", casHits);
        add(list, "cas_misses", casMisses);
        add(list, "cas_badval", casBadval);
        add(list, "touch_hits", touchHits);
        add(list, "touch_misses", touchMisses);
        add(list, "limit_maxbytes", store.maxBytes());
        add(list, "bytes", store.bytes());
        add(list, "curr_items", store.size());
        add(list, "evictions", store.evictions());
        return list;
    }

    private static void add(List<Stat> list, String name, long value) {
        list.add(new Stat(name, String.valueOf(value)));
    }
}
