package org.ropewalk.it.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/** Our client with a Redis, and the programs of Redis with our server. */
class RealRedisTest {
    private static final Pocket.SetOptions PLAIN =
            new Pocket.SetOptions(OptionalLong.empty(), OptionalLong.empty(), false, false);

    private static RealProcess redis;
    private static final Reactor REACTOR = RealReactors.create();

    @BeforeAll
    static void start() throws Exception {
        redis =
                RealProcess.start(
                        "redis-server",
                        port ->
                                List.of(
                                        "--port",
                                        Integer.toString(port),
                                        "--bind",
                                        "127.0.0.1",
                                        "--save",
                                        "",
                                        "--appendonly",
                                        "no",
                                        "--dir",
                                        System.getProperty("java.io.tmpdir")));
        REACTOR.start();
    }

    @AfterAll
    static void stop() {
        REACTOR.close();
        if (redis != null) {
            redis.close();
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void our_client_speaks_with_redis(int version) {
        CompletableFuture<String> pushed = new CompletableFuture<>();
        try (Connection<PocketClient> connection =
                PocketClient.open(
                                REACTOR,
                                redis.endpoint(),
                                (channel, message, number) -> pushed.complete("none"))
                        .join()) {
            PocketClient client = connection.commands();
            Map<String, Object> hello =
                    client.hello(
                                    OptionalInt.of(version),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("us"))
                            .join();
            assertThat(hello)
                    .containsEntry("server", "redis")
                    .containsEntry("proto", (long) version);
            assertThat(hello.get("modules")).isEqualTo(List.of());
            String own = version + ":";
            Bytes key = bytes(own + "a key");
            client.ping().join();
            assertThat(client.ping(bytes("x y")).join()).isEqualTo(bytes("x y"));
            assertThat(client.get(key).join()).isEmpty();
            assertThat(client.set(key, bytes("1\r\n2"), PLAIN).join()).isPresent();
            assertThat(client.get(key).join()).contains(bytes("1\r\n2"));
            assertThat(
                            client.set(
                                            key,
                                            bytes("other"),
                                            new Pocket.SetOptions(
                                                    OptionalLong.of(100),
                                                    OptionalLong.empty(),
                                                    true,
                                                    false))
                                    .join())
                    .isEmpty();
            assertThat(client.mget(List.of(key, bytes(own + "none"))).join())
                    .containsExactly(Optional.of(bytes("1\r\n2")), Optional.empty());
            assertThat(client.expire(key, 100).join()).isTrue();
            assertThat(client.type(key).join()).isEqualTo(Pocket.Kind.string);
            assertThat(client.incr(bytes(own + "n")).join()).isEqualTo(1);
            Bytes list = bytes(own + "list");
            assertThat(client.lpush(list, List.of(bytes("a"), bytes(""))).join()).isEqualTo(2);
            assertThat(client.lrange(list, 0, -1).join()).containsExactly(bytes(""), bytes("a"));
            assertThat(client.blpop(List.of(bytes(own + "no"), list), 1).join())
                    .contains(new Pocket.Popped(list, bytes("")));
            Bytes hash = bytes(own + "hash");
            assertThat(client.hset(hash, Map.of(bytes("f"), bytes("v"))).join()).isEqualTo(1);
            assertThat(client.hgetall(hash).join()).isEqualTo(Map.of(bytes("f"), bytes("v")));
            assertThat(client.configGet("save").join()).isEqualTo(Map.of("save", ""));
            assertThat(client.info(List.of("server")).join().toString()).contains("redis_version");
            assertThat(client.publish(bytes("c"), bytes("m")).join()).isZero();
            assertThatThrownBy(() -> client.get(list).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(Pocket.WrongType.class);
            assertThatThrownBy(() -> client.incr(key).join())
                    .hasCauseInstanceOf(Pocket.Failed.class);
            // No command of Redis, whose answer is an error that nothing declares.
            assertThatThrownBy(() -> client.score(key).join())
                    .hasCauseInstanceOf(CommandRejected.class);
            assertThat(client.subscribe(List.of(bytes("p"), bytes("q"))).join())
                    .containsExactly(
                            new Pocket.Entered(bytes("p"), 1), new Pocket.Entered(bytes("q"), 2));
            client.quit().join();
        }
    }

    @Test
    void the_programs_of_redis_speak_with_our_server() throws Exception {
        try (Served served = new Served(reactor -> new PocketFactory(new PocketStore()::handler))) {
            String port = Integer.toString(served.port());
            String script =
                    """
                    SET k "a b"
                    GET k
                    GET none
                    INCR n
                    LPUSH l 1 2 3
                    LRANGE l 0 -1
                    HSET h f v
                    HGETALL h
                    TYPE l
                    GET l
                    NOSUCH x
                    """;
            for (String version : List.of("-2", "-3")) {
                String printed =
                        Programs.run(
                                java.nio.file.Path.of("."),
                                script,
                                List.of("redis-cli", "-p", port, version));
                assertThat(printed.lines().toList())
                        .containsSubsequence("OK", "a b", "", "3", "2", "1")
                        .contains(
                                "list",
                                "WRONGTYPE Operation against a key holding the wrong kind of value",
                                "ERR unknown command 'NOSUCH'");
            }
            String measured =
                    Programs.run(
                            "redis-benchmark",
                            "-p",
                            port,
                            "-q",
                            "-n",
                            "1000",
                            "-P",
                            "16",
                            "-t",
                            "ping,set,get,incr,lpush,lrange_100");
            assertThat(measured)
                    .contains(
                            "PING_INLINE",
                            "PING_MBULK",
                            "SET",
                            "GET",
                            "INCR",
                            "LPUSH",
                            "LRANGE_100")
                    .doesNotContain("ERR");
        }
    }
}
