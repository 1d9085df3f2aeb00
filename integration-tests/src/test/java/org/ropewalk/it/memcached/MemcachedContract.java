package org.ropewalk.it.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.XMemcachedClient;
import net.spy.memcached.CASResponse;
import net.spy.memcached.CASValue;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.memcached.Memcached;
import org.ropewalk.examples.memcached.Memcached.Flag;
import org.ropewalk.examples.memcached.Memcached.Meta;
import org.ropewalk.examples.memcached.Memcached.Mode;
import org.ropewalk.examples.memcached.Memcached.Stored;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;
import org.ropewalk.reactor.Reactor;

/** What clients of three makers may expect of a memcached, whoever wrote it. */
abstract class MemcachedContract {
    private static final long WAIT_SECONDS = 30;

    private MemcachedServer server;
    private Reactor reactor;

    abstract MemcachedServer startServer() throws Exception;

    @BeforeEach
    void start() throws Exception {
        server = startServer();
        reactor = RealReactors.create();
        reactor.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (reactor != null) {
            reactor.close();
        }
        if (server != null) {
            server.close();
        }
    }

    // ---- spymemcached

    @Test
    void spymemcachedStoresReadsAndDeletes() throws Exception {
        MemcachedClient client = new MemcachedClient(server.address());
        try {
            assertThat(client.set("greeting", 0, "hello").get()).isTrue();
            assertThat(client.get("greeting")).isEqualTo("hello");
            assertThat(client.add("greeting", 0, "other").get()).isFalse();
            assertThat(client.replace("greeting", 0, "again").get()).isTrue();
            assertThat(client.append("greeting", "!").get()).isTrue();
            assertThat(client.prepend("greeting", ">").get()).isTrue();
            assertThat(client.get("greeting")).isEqualTo(">again!");
            assertThat(client.delete("greeting").get()).isTrue();
            assertThat(client.get("greeting")).isNull();
            assertThat(client.delete("greeting").get()).isFalse();
        } finally {
            client.shutdown(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void spymemcachedCountsComparesAndTouches() throws Exception {
        MemcachedClient client = new MemcachedClient(server.address());
        try {
            assertThat(client.incr("counter", 1, 10)).isEqualTo(10);
            assertThat(client.incr("counter", 5)).isEqualTo(15);
            assertThat(client.decr("counter", 100)).isZero();
            assertThat(client.incr("nothing", 1)).isEqualTo(-1);
            client.set("versioned", 0, "one").get();
            CASValue<Object> value = client.gets("versioned");
            assertThat(client.cas("versioned", value.getCas(), "two")).isEqualTo(CASResponse.OK);
            assertThat(client.cas("versioned", value.getCas(), "three"))
                    .isEqualTo(CASResponse.EXISTS);
            assertThat(client.cas("nothing", 1, "x")).isEqualTo(CASResponse.NOT_FOUND);
            assertThat(client.touch("versioned", 100).get()).isTrue();
            assertThat(client.touch("nothing", 100).get()).isFalse();
        } finally {
            client.shutdown(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void spymemcachedReadsManyKeysAtOnceAndLargeValues() throws Exception {
        MemcachedClient client = new MemcachedClient(server.address());
        try {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                keys.add("key-" + i);
                client.set("key-" + i, 0, "value " + i);
            }
            String large = "x".repeat(900_000);
            assertThat(client.set("large", 0, large).get()).isTrue();
            Map<String, Object> found = client.getBulk(keys);
            assertThat(found).hasSize(500).containsEntry("key-499", "value 499");
            assertThat(client.get("large")).isEqualTo(large);
            assertThat(client.getVersions()).hasSize(1);
            assertThat(client.getStats().get((Object) server.address())).containsKey("curr_items");
            assertThat(client.flush().get()).isTrue();
            assertThat(client.get("key-1")).isNull();
        } finally {
            client.shutdown(1, TimeUnit.SECONDS);
        }
    }

    // ---- xmemcached

    @Test
    void xmemcachedStoresReadsCountsAndCompares() throws Exception {
        XMemcachedClient client = new XMemcachedClient(server.address());
        try {
            assertThat(client.set("greeting", 0, "hello")).isTrue();
            assertThat(client.<String>get("greeting")).isEqualTo("hello");
            assertThat(client.add("greeting", 0, "other")).isFalse();
            assertThat(client.replace("greeting", 0, "again")).isTrue();
            assertThat(client.append("greeting", "!")).isTrue();
            assertThat(client.prepend("greeting", ">")).isTrue();
            assertThat(client.<String>get("greeting")).isEqualTo(">again!");
            GetsResponse<String> versioned = client.gets("greeting");
            assertThat(client.cas("greeting", 0, "changed", versioned.getCas())).isTrue();
            assertThat(client.cas("greeting", 0, "late", versioned.getCas())).isFalse();
            assertThat(client.incr("counter", 5, 1)).isEqualTo(1);
            assertThat(client.incr("counter", 5)).isEqualTo(6);
            assertThat(client.decr("counter", 2)).isEqualTo(4);
            assertThat(client.touch("greeting", 100)).isTrue();
            assertThat(client.delete("greeting")).isTrue();
            assertThat(client.<String>get("greeting")).isNull();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void xmemcachedSendsWithoutAskingForReplies() throws Exception {
        XMemcachedClient client = new XMemcachedClient(server.address());
        try {
            client.setWithNoReply("a", 0, "1");
            client.addWithNoReply("b", 0, "2");
            client.replaceWithNoReply("a", 0, "3");
            client.appendWithNoReply("a", "4");
            client.prependWithNoReply("a", "5");
            client.incrWithNoReply("nothing", 1);
            client.deleteWithNoReply("b");
            assertThat(client.<String>get("a")).isEqualTo("534");
            assertThat(client.<String>get("b")).isNull();
            client.flushAllWithNoReply();
            assertThat(client.<String>get("a")).isNull();
            assertThat(client.getVersions()).hasSize(1);
        } finally {
            client.shutdown();
        }
    }

    // ---- the generated client

    private Connection<org.ropewalk.examples.memcached.MemcachedClient> connect() throws Exception {
        return connect(ClientOptions.standard());
    }

    private Connection<org.ropewalk.examples.memcached.MemcachedClient> connect(
            ClientOptions options) throws Exception {
        InetSocketAddress address = server.address();
        return org.ropewalk.examples.memcached.MemcachedClient.open(
                        reactor,
                        "tcp:" + address.getAddress().getHostAddress() + ":" + address.getPort(),
                        options)
                .get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void generatedClientPipelinesAllClassicCommands() throws Exception {
        try (Connection<org.ropewalk.examples.memcached.MemcachedClient> connection = connect()) {
            org.ropewalk.examples.memcached.MemcachedClient commands = connection.commands();
            Bytes key = Bytes.of("k");
            CompletableFuture<Stored> added = commands.store(Mode.ADD, key, 7, 0, Bytes.of("one"));
            CompletableFuture<Stored> again = commands.store(Mode.ADD, key, 7, 0, Bytes.of("two"));
            CompletableFuture<List<Memcached.Value>> read =
                    commands.get(List.of(key, Bytes.of("absent")));
            CompletableFuture<List<Memcached.Versioned>> versions = commands.gets(List.of(key));
            CompletableFuture<Boolean> touched = commands.touch(key, 100);
            CompletableFuture<List<Memcached.Value>> gat = commands.gat(0, List.of(key));
            CompletableFuture<Boolean> deleted = commands.delete(key);
            CompletableFuture<Boolean> deletedAgain = commands.delete(key);
            CompletableFuture<Optional<Long>> missing = commands.incr(key, 1);
            CompletableFuture<String> version = commands.version();
            CompletableFuture<List<Memcached.Stat>> stats = commands.stats(List.of());
            assertThat(await(added)).isEqualTo(Stored.STORED);
            assertThat(await(again)).isEqualTo(Stored.NOT_STORED);
            assertThat(await(read)).containsExactly(new Memcached.Value(key, 7, Bytes.of("one")));
            assertThat(await(touched)).isTrue();
            assertThat(await(gat)).hasSize(1);
            assertThat(await(deleted)).isTrue();
            assertThat(await(deletedAgain)).isFalse();
            assertThat(await(missing)).isEmpty();
            assertThat(await(version)).isNotEmpty();
            assertThat(await(stats)).extracting(Memcached.Stat::name).contains("curr_items");
            long unique = await(versions).get(0).unique();
            assertThat(await(commands.cas(key, 0, 0, Bytes.of("x"), unique)))
                    .isEqualTo(Stored.NOT_FOUND);
            await(commands.storeNoReply(Mode.SET, key, 0, 0, Bytes.of("10")));
            assertThat(await(commands.incr(key, 5))).contains(15L);
            assertThat(await(commands.decr(key, 100))).contains(0L);
            await(commands.flushAll());
            assertThat(await(commands.get(List.of(key)))).isEmpty();
        }
    }

    @Test
    void generatedClientSpeaksMeta() throws Exception {
        try (Connection<org.ropewalk.examples.memcached.MemcachedClient> connection = connect()) {
            org.ropewalk.examples.memcached.MemcachedClient commands = connection.commands();
            Bytes key = Bytes.of("m");
            assertThat(await(commands.metaGet(key, List.of(new Flag('v', "")))))
                    .isEqualTo(new Meta.Miss(List.of()));
            assertThat(await(commands.metaSet(key, Bytes.of("hi"), List.of(new Flag('F', "5")))))
                    .isEqualTo(new Meta.Done(List.of()));
            List<Flag> asked = List.of(new Flag('s', ""), new Flag('v', ""), new Flag('f', ""));
            assertThat(await(commands.metaGet(key, asked)))
                    .isEqualTo(
                            new Meta.Hit(
                                    Bytes.of("hi"),
                                    List.of(new Flag('s', "2"), new Flag('f', "5"))));
            assertThat(await(commands.metaDelete(key, List.of())))
                    .isEqualTo(new Meta.Done(List.of()));
            assertThat(await(commands.metaDelete(key, List.of())))
                    .isEqualTo(new Meta.NotFound(List.of()));
            assertThat(
                            await(
                                    commands.metaArithmetic(
                                            key,
                                            List.of(
                                                    new Flag('N', "0"),
                                                    new Flag('J', "10"),
                                                    new Flag('v', "")))))
                    .isEqualTo(new Meta.Hit(Bytes.of("10"), List.of()));
            await(commands.metaNoop());
        }
    }

    @Test
    void generatedBlockingViewIsTheDeclaredInterface() throws Exception {
        try (Connection<org.ropewalk.examples.memcached.MemcachedClient> connection = connect()) {
            Memcached cache = connection.blocking();
            assertThat(cache.store(Mode.SET, Slice.of("b"), 1, 0, Slice.of("text"), false))
                    .isEqualTo(Stored.STORED);
            List<Memcached.Value> found = new ArrayList<>();
            cache.get(Words.of("b", "c"), found::add);
            assertThat(found)
                    .containsExactly(new Memcached.Value(Bytes.of("b"), 1, Bytes.of("text")));
            assertThatThrownBy(() -> cache.incr(Slice.of("b"), 1, false))
                    .isInstanceOf(Memcached.ClientError.class)
                    .hasMessage("cannot increment or decrement non-numeric value");
            assertThat(cache.delete(Slice.of("b"), false)).isTrue();
            cache.verbosity(1, false);
            cache.quit();
        }
    }

    @Test
    void generatedClientRefusesWhatWouldSplitACommandAndStaysUsable() throws Exception {
        try (Connection<org.ropewalk.examples.memcached.MemcachedClient> connection = connect()) {
            org.ropewalk.examples.memcached.MemcachedClient commands = connection.commands();
            CompletableFuture<Boolean> smuggled = commands.delete(Bytes.of("a\r\nflush_all"));
            assertThatThrownBy(() -> await(smuggled))
                    .hasCauseInstanceOf(IllegalArgumentException.class);
            assertThat(await(commands.delete(Bytes.of("a")))).isFalse();
        }
    }

    @Test
    void generatedClientRecognizesUndeclaredErrorLines() throws Exception {
        // By its own bounds the client would refuse to send so large a value.
        ClientOptions larger =
                ClientOptions.standard().limits(limits -> limits.withPayload(4 << 20));
        try (Connection<org.ropewalk.examples.memcached.MemcachedClient> connection =
                connect(larger)) {
            Bytes large = Bytes.of(new byte[2 << 20]);
            CompletableFuture<Stored> stored =
                    connection.commands().store(Mode.SET, Bytes.of("big"), 0, 0, large);
            assertThatThrownBy(() -> await(stored))
                    .cause()
                    .isInstanceOf(CommandRejected.class)
                    .hasMessageContaining("SERVER_ERROR object too large for cache");
            assertThat(await(connection.commands().version())).isNotEmpty();
        }
    }
}
