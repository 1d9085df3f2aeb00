package org.ropewalk.it.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.examples.redis.RedisServer;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/** The example redis with clients of others: redis-cli, Jedis and Lettuce. */
@Timeout(60)
class RedisClientsTest {
    private static final long MAX_BYTES = 64 << 20;

    private final RedisServer server =
            new RedisServer(MAX_BYTES, System::currentTimeMillis, new SplittableRandom(1));
    private final Served served = new Served(reactor -> RedisExample.factory(reactor, server));

    @AfterEach
    void stop() {
        served.close();
    }

    private String cli(String... words) throws Exception {
        String[] command = new String[words.length + 3];
        command[0] = "redis-cli";
        command[1] = "-p";
        command[2] = "" + served.port();
        System.arraycopy(words, 0, command, 3, words.length);
        return Programs.run(command);
    }

    @Test
    void redisCli_inBothVersions() throws Exception {
        assertThat(cli("set", "a key", "a value")).isEqualTo("OK\n");
        assertThat(cli("get", "a key")).isEqualTo("a value\n");
        assertThat(cli("rpush", "l", "a", "b")).isEqualTo("2\n");
        assertThat(cli("-3", "lrange", "l", "0", "-1")).isEqualTo("a\nb\n");
        assertThat(cli("hset", "h", "f", "v")).isEqualTo("1\n");
        assertThat(cli("-3", "--json", "hgetall", "h")).isEqualTo("{\"f\":\"v\"}\n");
        assertThat(cli("get", "l")).startsWith("WRONGTYPE ");
        assertThat(cli("--scan", "--pattern", "a*")).isEqualTo("a key\n");
        assertThat(cli("info", "server")).contains("redis_version:");
    }

    @Test
    void jedis() throws Exception {
        try (Jedis jedis = new Jedis("127.0.0.1", served.port())) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            assertThat(jedis.set("k", "v", SetParams.setParams().nx().ex(100))).isEqualTo("OK");
            assertThat(jedis.set("k", "w", SetParams.setParams().nx())).isNull();
            assertThat(jedis.get("k")).isEqualTo("v");
            assertThat(jedis.ttl("k")).isBetween(99L, 100L);
            assertThat(jedis.incrBy("n", 41)).isEqualTo(41);
            assertThat(jedis.mget("k", "none", "n")).containsExactly("v", null, "41");
            assertThat(jedis.rpush("l", "a", "b", "c")).isEqualTo(3);
            assertThat(jedis.lrange("l", 0, -1)).containsExactly("a", "b", "c");
            assertThat(jedis.blpop(1, "none", "l")).containsExactly("l", "a");
            assertThat(jedis.hset("h", Map.of("f", "1", "g", "2"))).isEqualTo(2);
            assertThat(jedis.hgetAll("h")).isEqualTo(Map.of("f", "1", "g", "2"));
            assertThat(jedis.sadd("s", "x", "y")).isEqualTo(2);
            assertThat(jedis.smembers("s")).isEqualTo(Set.of("x", "y"));
            assertThat(jedis.scan("0").getResult()).hasSize(5);
            assertThatThrownBy(() -> jedis.incr("h"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageStartingWith("WRONGTYPE");
        }
    }

    @Test
    void redisCli_transactions() throws Exception {
        Process cli =
                new ProcessBuilder("redis-cli", "-p", "" + served.port())
                        .redirectErrorStream(true)
                        .start();
        try (Writer in = cli.outputWriter()) {
            in.write("watch n\nmulti\nincr n\nincr n\nget none\nexec\nexec\n");
            in.write("watch n\nincr n\nmulti\nget n\nexec\nmulti\nget\nexec\nget n\n");
        }
        String replies = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(replies.lines().filter(line -> !line.isEmpty()))
                .containsExactly(
                        "OK",
                        "OK",
                        "QUEUED",
                        "QUEUED",
                        "QUEUED",
                        "1",
                        "2",
                        "ERR EXEC without MULTI",
                        "OK",
                        "3",
                        "OK",
                        "QUEUED",
                        "OK",
                        "ERR wrong number of arguments for 'get' command",
                        "EXECABORT Transaction discarded because of previous errors.",
                        "3");
    }

    @Test
    void jedis_transactions() {
        try (Jedis jedis = new Jedis("127.0.0.1", served.port());
                Jedis other = new Jedis("127.0.0.1", served.port())) {
            jedis.watch("n");
            try (Transaction transaction = jedis.multi()) {
                Response<Long> number = transaction.incr("n");
                Response<Map<String, String>> fields = transaction.hgetAll("h");
                Response<Long> wrong = transaction.lpush("n", "a");
                assertThat(transaction.exec()).hasSize(3);
                assertThat(number.get()).isEqualTo(1);
                assertThat(fields.get()).isEmpty();
                assertThatThrownBy(wrong::get).hasMessageStartingWith("WRONGTYPE");
            }
            jedis.watch("n");
            other.incr("n");
            try (Transaction transaction = jedis.multi()) {
                transaction.incr("n");
                assertThat(transaction.exec()).isNull();
            }
            try (Transaction transaction = jedis.multi()) {
                transaction.incr("n");
                assertThat(transaction.discard()).isEqualTo("OK");
            }
            assertThat(jedis.get("n")).isEqualTo("2");
        }
    }

    @Test
    void lettuce_transactionsInVersion3() {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", served.port()));
        try (StatefulRedisConnection<String, String> connection = client.connect();
                StatefulRedisConnection<String, String> other = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            assertThat(redis.watch("n")).isEqualTo("OK");
            assertThat(redis.multi()).isEqualTo("OK");
            redis.incr("n");
            redis.get("none");
            redis.hset("h", "f", "v");
            redis.hgetall("h");
            TransactionResult replies = redis.exec();
            assertThat(replies.wasDiscarded()).isFalse();
            assertThat(replies.stream().toList()).containsExactly(1L, null, true, Map.of("f", "v"));

            redis.watch("n");
            other.sync().incr("n");
            redis.multi();
            redis.incr("n");
            assertThat(redis.exec().wasDiscarded()).isTrue();
            redis.multi();
            redis.incr("n");
            assertThat(redis.discard()).isEqualTo("OK");
            assertThat(redis.get("n")).isEqualTo("2");
        }
        client.shutdown();
    }

    @Test
    void jedis_subscribesInVersion2() throws Exception {
        CompletableFuture<String> message = new CompletableFuture<>();
        JedisPubSub subscriber =
                new JedisPubSub() {
                    @Override
                    public void onSubscribe(String channel, int count) {
                        try (Jedis publisher = new Jedis("127.0.0.1", served.port())) {
                            publisher.publish(channel, "hello");
                        }
                    }

                    @Override
                    public void onMessage(String channel, String text) {
                        message.complete(channel + " " + text);
                        unsubscribe();
                    }
                };
        try (Jedis jedis = new Jedis("127.0.0.1", served.port())) {
            jedis.subscribe(subscriber, "news");
            assertThat(message.join()).isEqualTo("news hello");
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void lettuce_inVersion3() {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", served.port()));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            assertThat(redis.set("k", "v")).isEqualTo("OK");
            assertThat(redis.get("k")).isEqualTo("v");
            assertThat(redis.get("none")).isNull();
            assertThat(redis.hset("h", Map.of("f", "1"))).isEqualTo(1);
            assertThat(redis.hgetall("h")).isEqualTo(Map.of("f", "1"));
            assertThat(redis.sadd("s", "x", "y")).isEqualTo(2);
            assertThat(redis.smembers("s")).isEqualTo(Set.of("x", "y"));
            assertThat(redis.lpush("l", "a", "b")).isEqualTo(2);
            assertThat(redis.lrange("l", 0, -1)).isEqualTo(List.of("b", "a"));
            assertThat(redis.brpop(1, "l").getValue()).isEqualTo("a");
            assertThat(redis.incrbyfloat("f", 0.5)).isEqualTo(0.5);
            assertThat(redis.exists("k", "none")).isEqualTo(1);
        }
        client.shutdown();
    }

    @Test
    void lettuce_subscribesInVersion3() throws Exception {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", served.port()));
        CompletableFuture<String> message = new CompletableFuture<>();
        try (StatefulRedisPubSubConnection<String, String> subscriber = client.connectPubSub();
                StatefulRedisConnection<String, String> publisher = client.connect()) {
            subscriber.addListener(
                    new RedisPubSubAdapter<>() {
                        @Override
                        public void message(String pattern, String channel, String text) {
                            message.complete(pattern + " " + channel + " " + text);
                        }
                    });
            subscriber.sync().psubscribe("n*");
            assertThat(publisher.sync().publish("news", "hello")).isEqualTo(1);
            assertThat(message.join()).isEqualTo("n* news hello");
            assertThat(subscriber.sync().ping()).isEqualTo("PONG");
        }
        client.shutdown();
    }
}
