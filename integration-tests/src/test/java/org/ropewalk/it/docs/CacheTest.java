package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.ropewalk.application.LineClientService;
import org.ropewalk.client.Connection;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** The README's thirty lines. */
class CacheTest {
    static final class CacheHandler implements Cache {
        private final Map<String, Value> store;

        CacheHandler(Map<String, Value> store) {
            this.store = store;
        }

        @Override
        public List<Value> get(List<String> keys) {
            return keys.stream().filter(store::containsKey).map(store::get).toList();
        }

        @Override
        public Stored set(String key, int flags, long exptime, byte[] data, boolean noreply) {
            store.put(key, new Value(key, flags, data));
            return Stored.STORED;
        }

        @Override
        public String version() {
            return "1.0";
        }
    }

    /** As a program has it. */
    static void serve(Map<String, Cache.Value> store) {
        Reactor reactor = NioReactor.create();
        reactor.listen("tcp:11211", new CacheFactory(peer -> new CacheHandler(store)));
        reactor.run();
    }

    @Test
    void bothSidesTalk() {
        byte[] bytes = "hello".getBytes(StandardCharsets.US_ASCII);
        Map<String, Cache.Value> store = new ConcurrentHashMap<>();
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            Port port =
                    reactor.listen(
                            "tcp:port=0:interface=127.0.0.1",
                            new CacheFactory(peer -> new CacheHandler(store)));
            String endpoint = Listening.endpoint(port);

            Connection<CacheClient> connection = CacheClient.open(reactor, endpoint).join();
            // Asynchronous: a future for each command, which is sent at once.
            CompletableFuture<Cache.Stored> stored = connection.commands().set("k", 0, 0, bytes);
            // Blocking: the declared interface itself.
            Cache cache = connection.blocking();
            List<Cache.Value> values = cache.get(List.of("k"));
            connection.close();

            assertThat(stored.join()).isEqualTo(Cache.Stored.STORED);
            assertThat(connection.blocking(Cache.class)).isSameAs(cache);
            assertThat(values).hasSize(1);
            assertThat(values.get(0).data()).isEqualTo(bytes);
        }
    }

    @Test
    void aServiceReconnects() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        Map<String, Cache.Value> store = new ConcurrentHashMap<>();
        reactor.listen("tcp:11211", new CacheFactory(peer -> new CacheHandler(store)));
        List<Integer> prepared = new ArrayList<>();

        LineClientService<CacheClient> service =
                CacheClient.service(reactor, "tcp:127.0.0.1:11211")
                        .prepareConnection(
                                opened ->
                                        opened.commands()
                                                .get(List.of("motd"))
                                                .thenAccept(values -> prepared.add(values.size())));
        reactor.callFromThread(service::startService);
        network.run();
        CompletableFuture<String> version = service.commands().version();
        network.run();
        assertThat(version.join()).isEqualTo("1.0");

        service.connection().orElseThrow().close();
        network.run();
        network.advance(Duration.ofSeconds(30));
        assertThat(service.connection()).isPresent();
        assertThat(prepared).containsExactly(0, 0);
    }
}
