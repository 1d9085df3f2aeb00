package org.ropewalk.examples.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.ropewalk.examples.redis.store.Store;
import org.ropewalk.examples.value.Sections;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.server.Peer;

/** What all connections share: the store, the channels and the settings. Any thread. */
public final class RedisServer {
    /** The version whose commands these are. */
    static final String VERSION = "7.0.15";

    /** The part of the heap that subscriptions may take. */
    private static final int SUBSCRIPTION_PARTS = 16;

    private static final long MS_PER_SECOND = 1_000;
    private static final long US_PER_MS = 1_000;

    private final LongSupplier clockMs;
    private final long startMs;
    private final Store store;
    private final Settings settings;
    private final Channels channels = new Channels();
    private final MemoryBudget memory =
            new MemoryBudget(Runtime.getRuntime().maxMemory() / SUBSCRIPTION_PARTS);
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong clients = new AtomicLong();

    /**
     * A server without keys.
     *
     * @param maxBytes how much memory keys and values may take
     * @param clockMs the time in milliseconds since 1970
     */
    public RedisServer(long maxBytes, LongSupplier clockMs, RandomGenerator random) {
        this.clockMs = clockMs;
        this.startMs = clockMs.getAsLong();
        this.store = new Store(maxBytes, clockMs, random);
        this.settings = new Settings(store);
    }

    /** The handler of one connection. */
    Redis.Normal connect(Peer peer) {
        clients.incrementAndGet();
        Subscriptions subscriptions = new Subscriptions(peer, channels, memory);
        return new Session(this, connections.incrementAndGet(), peer, subscriptions);
    }

    void disconnected() {
        clients.decrementAndGet();
    }

    /** The keys and their values. */
    public Store store() {
        return store;
    }

    Channels channels() {
        return channels;
    }

    Settings settings() {
        return settings;
    }

    /** When the server was started, in seconds since 1970. */
    long startSeconds() {
        return startMs / MS_PER_SECOND;
    }

    /** Seconds since 1970, and microseconds. */
    List<String> time() {
        long nowMs = clockMs.getAsLong();
        return List.of(
                String.valueOf(nowMs / MS_PER_SECOND),
                String.valueOf(nowMs % MS_PER_SECOND * US_PER_MS));
    }

    /** The sections that are asked for; all without a name. */
    Bytes info(List<String> wanted) {
        Map<String, Map<String, Object>> sections = sections();
        List<String> general = List.of("all", "default", "everything");
        boolean all = wanted.isEmpty() || wanted.stream().anyMatch(general::contains);
        sections.keySet()
                .removeIf(name -> !all && wanted.stream().noneMatch(name::equalsIgnoreCase));
        return Sections.sections(sections);
    }

    private Map<String, Map<String, Object>> sections() {
        Store.Report report = store.report();
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        Map<String, Object> server = section("Server", sections);
        server.put("redis_version", VERSION);
        server.put("redis_mode", "standalone");
        server.put("process_id", ProcessHandle.current().pid());
        server.put("uptime_in_seconds", (clockMs.getAsLong() - startMs) / MS_PER_SECOND);
        Map<String, Object> people = section("Clients", sections);
        people.put("connected_clients", clients.get());
        people.put("blocked_clients", report.waiting());
        Map<String, Object> used = section("Memory", sections);
        used.put("used_memory", report.bytes());
        used.put("maxmemory", report.maxBytes());
        used.put("maxmemory_policy", report.policy());
        Map<String, Object> persistence = section("Persistence", sections);
        persistence.put("loading", 0);
        Map<String, Object> stats = section("Stats", sections);
        stats.put("total_connections_received", connections.get());
        stats.put("expired_keys", report.expired());
        stats.put("evicted_keys", report.evicted());
        stats.put("keyspace_hits", report.hits());
        stats.put("keyspace_misses", report.misses());
        stats.put("pubsub_patterns", channels.patterns());
        Map<String, Object> replication = section("Replication", sections);
        replication.put("role", "master");
        replication.put("connected_slaves", 0);
        Map<String, Object> cluster = section("Cluster", sections);
        cluster.put("cluster_enabled", 0);
        Map<String, Object> keyspace = section("Keyspace", sections);
        if (report.keys() > 0) {
            keyspace.put(
                    "db0",
                    "keys="
                            + report.keys()
                            + ",expires="
                            + report.volatileKeys()
                            + ",avg_ttl="
                            + report.averageTimeLeftMs());
        }
        return sections;
    }

    private static Map<String, Object> section(
            String name, Map<String, Map<String, Object>> sections) {
        Map<String, Object> section = new LinkedHashMap<>();
        sections.put(name, section);
        return section;
    }
}
