package org.ropewalk.examples.memcached;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ropewalk.examples.memcached.MaintenanceCommands.Stat;
import org.ropewalk.examples.memcached.Statistics.Counter;

/**
 * Figures under memcached's names, in its order. What there is none of, such as slabs, an LRU in
 * segments or a crawler, is 0 or {@code no}.
 */
final class Figures {
    /** All items are of one class. */
    private static final String ITEMS = "items:1:";

    private final Statistics statistics;
    private final Store store;
    private final List<Stat> list = new ArrayList<>();

    Figures(Statistics statistics, Store store) {
        this.statistics = statistics;
        this.store = store;
    }

    /** The connection that asks; others are not shown. */
    static List<Stat> connection(SocketAddress address) {
        String name =
                address instanceof InetSocketAddress inet
                        ? "tcp:" + inet.getAddress().getHostAddress() + ":" + inet.getPort()
                        : "unix:" + address;
        return List.of(
                new Stat("1:addr", name),
                new Stat("1:state", "conn_parse_cmd"),
                new Stat("1:secs_since_last_cmd", "0"));
    }

    private void add(String name, String value) {
        list.add(new Stat(name, value));
    }

    private void add(String name, long value) {
        add(name, String.valueOf(value));
    }

    private void add(Counter counter) {
        add(counter.name().toLowerCase(Locale.ROOT), statistics.of(counter));
    }

    private void zeros(String prefix, String... names) {
        for (String name : names) {
            add(prefix + name, 0);
        }
    }

    List<Stat> settings() {
        add("maxbytes", store.maxBytes());
        add("verbosity", 0);
        add("oldest", 0);
        add("evictions", "on");
        add("domain_socket", "NULL");
        add("shutdown_command", "no");
        add("stat_key_prefix", ":");
        add("detail_enabled", statistics.prefixes().isOn() ? "yes" : "no");
        add("cas_enabled", "yes");
        add("binding_protocol", "ascii");
        add("auth_enabled_sasl", "no");
        add("auth_enabled_ascii", "no");
        add("item_size_max", Memcached.MAX_VALUE);
        add("slab_reassign", "yes");
        add("slab_automove", 0);
        add("lru_crawler", "no");
        add("tail_repair_time", 0);
        add("flush_enabled", "yes");
        add("dump_enabled", "no");
        add("lru_maintainer_thread", "no");
        add("lru_segmented", "no");
        add("temp_lru", "no");
        add("idle_timeout", 0);
        add("track_sizes", statistics.tracksSizes() ? "yes" : "no");
        add("inline_ascii_response", "no");
        add("ssl_enabled", "no");
        return list;
    }

    List<Stat> items() {
        if (store.size() > 0) {
            add(ITEMS + "number", store.size());
            add(ITEMS + "number_hot", 0);
            add(ITEMS + "number_warm", 0);
            add(ITEMS + "number_cold", store.size());
            add(ITEMS + "mem_requested", store.bytes());
            add(ITEMS + "evicted", store.evictions());
            zeros(
                    ITEMS,
                    "evicted_nonzero",
                    "outofmemory",
                    "tailrepairs",
                    "reclaimed",
                    "crawler_reclaimed",
                    "crawler_items_checked",
                    "lrutail_reflocked",
                    "moves_to_cold",
                    "moves_to_warm",
                    "moves_within_lru",
                    "direct_reclaims");
        }
        return list;
    }

    List<Stat> slabs() {
        if (store.size() > 0) {
            add("1:used_chunks", store.size());
            add("1:mem_requested", store.bytes());
        }
        add("active_slabs", store.size() > 0 ? 1 : 0);
        add("total_malloced", store.bytes());
        return list;
    }

    /**
     * How many items there are of up to so many bytes, in steps of 32, while that is switched on.
     */
    List<Stat> sizes() {
        if (!statistics.tracksSizes()) {
            add("sizes_status", "disabled");
            return list;
        }
        for (Map.Entry<Long, Long> step : store.sizes().entrySet()) {
            add(step.getKey().toString(), step.getValue());
        }
        return list;
    }

    List<Stat> general(String version) {
        add("pid", ProcessHandle.current().pid());
        add("uptime", statistics.uptimeSeconds());
        add("time", store.now());
        add("version", version);
        add("pointer_size", Long.SIZE);
        add("curr_connections", statistics.openConnections());
        add(Counter.TOTAL_CONNECTIONS);
        add("cmd_get", statistics.of(Counter.GET_HITS) + statistics.of(Counter.GET_MISSES));
        add(Counter.CMD_SET);
        add(Counter.CMD_FLUSH);
        add("cmd_touch", statistics.of(Counter.TOUCH_HITS) + statistics.of(Counter.TOUCH_MISSES));
        add(Counter.CMD_META);
        add(Counter.GET_HITS);
        add(Counter.GET_MISSES);
        add("get_expired", store.expirations());
        add("get_flushed", 0);
        add(Counter.DELETE_MISSES);
        add(Counter.DELETE_HITS);
        add(Counter.INCR_MISSES);
        add(Counter.INCR_HITS);
        add(Counter.DECR_MISSES);
        add(Counter.DECR_HITS);
        add(Counter.CAS_MISSES);
        add(Counter.CAS_HITS);
        add(Counter.CAS_BADVAL);
        add(Counter.TOUCH_HITS);
        add(Counter.TOUCH_MISSES);
        add(Counter.STORE_TOO_LARGE);
        add(Counter.STORE_NO_MEMORY);
        zeros("", "auth_cmds", "auth_errors");
        add("limit_maxbytes", store.maxBytes());
        add("accepting_conns", 1);
        zeros("", "listen_disabled_num", "time_in_listen_disabled_us", "conn_yields");
        zeros("", "slab_reassign_running", "slabs_moved", "lru_crawler_running", "malloc_fails");
        zeros("", "log_worker_dropped", "log_worker_written", "log_watchers");
        add("bytes", store.bytes());
        add("curr_items", store.size());
        add(Counter.TOTAL_ITEMS);
        add("evictions", store.evictions());
        zeros("", "reclaimed", "crawler_reclaimed", "lrutail_reflocked", "direct_reclaims");
        return list;
    }
}
