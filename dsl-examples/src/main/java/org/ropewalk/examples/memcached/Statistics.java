package org.ropewalk.examples.memcached;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.examples.memcached.Memcached.Stat;

/**
 * Counts what the server has done. Approximate where several loops count: a lost count costs nobody
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

    /** All figures, under memcached's names. */
    List<Stat> list(Store store, String version) {
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
