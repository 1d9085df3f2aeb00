package org.ropewalk.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.Registry;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.examples.redis.RedisServer;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** The engines over the generated clients, on a simulated network with the generated servers. */
class EnginesTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final Duration LEASE = Duration.ofSeconds(9);

    private final MemoryNetwork network = new MemoryNetwork(5);
    private Reactor engine = network.reactor();
    private Port port;

    private void startEngine(String name) {
        startEngine(name, "tcp:6000");
    }

    private void startEngine(String name, String endpoint) {
        Factory factory =
                name.equals("nats")
                        ? NatsExample.factory(new Broker())
                        : RedisExample.factory(redis());
        port = engine.listen(endpoint, factory);
        network.run();
    }

    /** Redis on the clock of the network. */
    private RedisServer redis() {
        Reactor clock = engine;
        long beginNs = clock.nanoTime();
        return new RedisServer(
                64 << 20,
                () -> 1_000_000 + (clock.nanoTime() - beginNs) / 1_000_000,
                new SplittableRandom(1));
    }

    /** As kill -9 and a new start. */
    private void restartEngine(String name) {
        engine.stop();
        network.run();
        engine = network.reactor();
        startEngine(name);
    }

    private Broadcast node(String name) {
        Broadcast node = Broadcast.open(network.reactor(), name + ":tcp:127.0.0.1:6000");
        network.run();
        return node;
    }

    private Receiver subscribe(Broadcast node, String topic) {
        Receiver receiver = new Receiver();
        node.subscribe(topic, receiver);
        network.run();
        return receiver;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void messages_reach_all_nodes_once_and_in_order(String name) {
        startEngine(name);
        Broadcast a = node(name);
        Broadcast b = node(name);
        String topic = "#caf\u00e9 > *.x_y";
        Receiver own = subscribe(a, topic);
        Receiver other = subscribe(b, topic);
        for (int i = 0; i < 100; i++) {
            a.publish(topic, Bytes.of("line\r\n" + i));
        }
        network.run();
        assertThat(other.events).hasSize(101).startsWith("+", "line\r\n0").endsWith("line\r\n99");
        assertThat(own.events).isEqualTo(other.events);
        assertThat(a.stats().received()).isZero();
        assertThat(b.stats().received()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void messages_reach_all_nodes_over_TLS(String name) {
        String server = ":certificate=" + TLS.resolve("server.pem");
        startEngine(name, "tls:port=6000" + server + ":key=" + TLS.resolve("server.key"));
        String endpoint = name + ":tls:localhost:6000:trust=";
        Broadcast a = Broadcast.open(network.reactor(), endpoint + TLS.resolve("ca.pem"));
        Broadcast b = Broadcast.open(network.reactor(), endpoint + TLS.resolve("ca.pem"));
        network.run();
        Receiver received = subscribe(b, "t");
        a.publish("t", Bytes.of("1"));
        network.run();
        assertThat(received.events).containsExactly("+", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void an_engine_whose_certificate_is_not_trusted_gets_nothing(String name) {
        String server = ":certificate=" + TLS.resolve("server.pem");
        startEngine(name, "tls:port=6000" + server + ":key=" + TLS.resolve("server.key"));
        Broadcast a = Broadcast.open(network.reactor(), name + ":tls:localhost:6000");
        Receiver own = new Receiver();
        a.subscribe("t", own);
        network.run();
        network.advance(Duration.ofSeconds(5));
        a.publish("t", Bytes.of("1"));
        network.run();
        assertThat(own.events).containsExactly("1");
        assertThat(a.stats().dropped()).isEqualTo(1);
        assertThat(a.stats().connected()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void a_topic_without_listeners_is_left(String name) {
        startEngine(name);
        Broadcast a = node(name);
        Broadcast b = node(name);
        Receiver receiver = new Receiver();
        Broadcast.Subscription subscription = b.subscribe("t", receiver);
        network.run();
        subscription.close();
        network.run();
        a.publish("t", Bytes.of("1"));
        network.run();
        Receiver again = subscribe(b, "t");
        a.publish("t", Bytes.of("2"));
        network.run();
        assertThat(receiver.events).containsExactly("+");
        assertThat(again.events).containsExactly("+", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void after_a_restart_of_the_engine_all_is_as_before_and_what_was_lost_is_counted(String name) {
        startEngine(name);
        Broadcast a = node(name);
        Broadcast b = node(name);
        Receiver own = subscribe(a, "t");
        Receiver other = subscribe(b, "t");
        a.publish("t", Bytes.of("1"));
        network.run();
        restartEngine(name);
        a.publish("t", Bytes.of("2"));
        network.run();
        network.advance(Duration.ofSeconds(10));
        a.publish("t", Bytes.of("3"));
        network.run();
        assertThat(other.events).containsExactly("+", "1", "-", "+", "missed 1", "3");
        assertThat(own.events).containsExactly("+", "1", "-", "2", "+", "3");
        assertThat(a.stats().dropped()).isEqualTo(1);
        assertThat(b.stats().missed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void an_engine_that_never_answers_is_left_and_tried_again(String name) {
        List<Protocol> silent = new ArrayList<>();
        Port deaf =
                engine.listen(
                        "tcp:6000",
                        new Factory() {
                            @Override
                            public Protocol buildProtocol(SocketAddress peer) {
                                Protocol protocol =
                                        new Protocol() {
                                            @Override
                                            public void inputReceived(Input input) {
                                                input.consumeAll();
                                            }
                                        };
                                silent.add(protocol);
                                return protocol;
                            }
                        });
        Broadcast a = node(name);
        Receiver own = subscribe(a, "t");
        for (int i = 0; i < 1_000; i++) {
            a.publish("t", Bytes.of("x"));
            network.advance(Duration.ofMillis(100));
        }
        // The listeners of the node have received everything; what was to be sent was not kept.
        assertThat(own.events).hasSize(1_000).containsOnly("x");
        assertThat(a.stats().dropped()).isEqualTo(1_000);
        assertThat(silent.size()).isBetween(3, 12);
        deaf.stopListening();
        network.run();
        startEngine(name);
        network.advance(Duration.ofMinutes(2));
        assertThat(own.events).endsWith("+");
    }

    private BadEngine badEngine(String name) {
        BadEngine bad = new BadEngine(engine, name);
        engine.listen("tcp:6000", bad);
        network.run();
        return bad;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void an_engine_that_stops_within_a_message_is_left_and_tried_again(String name) {
        BadEngine bad = badEngine(name);
        bad.sendsHalf = true;
        Broadcast a = node(name);
        Receiver own = subscribe(a, "t");
        a.publish("t", Bytes.of("x"));
        assertThat(own.events).containsExactly("+", "x");

        network.advance(Duration.ofMinutes(1));

        assertThat(own.events).containsExactly("+", "x", "-", "+");
        assertThat(bad.connections).isEqualTo(2);
        assertThat(a.stats().received() + a.stats().allRefused()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void an_engine_that_answers_slowly_is_left_if_it_takes_more_than_five_seconds(String name) {
        BadEngine bad = badEngine(name);
        Broadcast a = node(name);
        Receiver own = subscribe(a, "t");
        bad.delay = Duration.ofSeconds(4);
        network.advance(Duration.ofMinutes(2));
        assertThat(own.events).containsExactly("+");
        assertThat(bad.connections).isEqualTo(1);

        bad.delay = Duration.ofSeconds(6);
        network.advance(Duration.ofSeconds(20));
        a.publish("t", Bytes.of("x"));
        assertThat(own.events).containsExactly("+", "-", "x");

        bad.delay = Duration.ZERO;
        network.advance(Duration.ofMinutes(2));
        assertThat(own.events).endsWith("+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void an_engine_that_is_not_there_costs_nothing(String name) {
        Broadcast a = node(name);
        Receiver own = subscribe(a, "t");
        a.publish("t", Bytes.of("x"));
        network.advance(Duration.ofMinutes(1));
        assertThat(own.events).containsExactly("x");
        startEngine(name);
        network.advance(Duration.ofMinutes(1));
        assertThat(own.events).containsExactly("x", "+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void a_broadcast_that_is_closed_leaves_nothing_open(String name) {
        startEngine(name);
        Broadcast a = node(name);
        subscribe(a, "t");
        a.close();
        network.run();
        engine.stop();
        network.run();
        assertThat(network.leaks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_registry_that_is_closed_leaves_nothing_open(boolean connected) {
        startEngine("redis");
        String endpoint = connected ? "redis:tcp:127.0.0.1:6000" : "redis:tcp:h:1";
        Registry registry = Registry.open(network.reactor(), endpoint, LEASE);
        if (connected) {
            network.run();
            registry.claim("ada", () -> {});
            network.run();
        }
        registry.close();
        network.run();
        engine.stop();
        network.run();
        assertThat(network.leaks()).isEmpty();
    }

    @Test
    void a_name_that_is_released_leaves_no_timer() {
        startEngine("redis");
        Registry registry =
                Registry.open(network.reactor(), "redis:tcp:127.0.0.1:6000", Duration.ofHours(1));
        network.run();
        List<String> before = network.leaks();
        CompletionStage<Optional<Registry.Lease>> claim = registry.claim("ada", () -> {});
        network.run();
        claim.toCompletableFuture().join().orElseThrow().release();
        network.run();
        assertThat(network.leaks()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "redis"})
    void an_engine_is_tried_again_when_the_address_to_connect_from_is_not_there(String name) {
        startEngine(name);
        Broadcast a = Broadcast.open(network.reactor(), name + ":tcp:127.0.0.1:6000:bind=nosuch0");
        network.advance(Duration.ofMinutes(1));
        assertThat(a.stats().connected()).isFalse();
        a.close();
        network.run();
        engine.stop();
        network.run();
        assertThat(network.leaks()).isEmpty();
    }

    // ---- names

    private static final class Lost implements Runnable {
        private int calls;

        @Override
        public void run() {
            calls++;
        }
    }

    private Registry registry() {
        Registry registry = Registry.open(network.reactor(), "redis:tcp:127.0.0.1:6000", LEASE);
        network.run();
        return registry;
    }

    private Optional<Registry.Lease> claim(Registry registry, Lost lost) {
        CompletionStage<Optional<Registry.Lease>> claimed = registry.claim("#ada", lost);
        network.run();
        return claimed.toCompletableFuture().join();
    }

    @Test
    void nothing_waits_for_the_connection_of_a_registry_that_is_closed() {
        Registry registry = Registry.open(network.reactor(), "redis:tcp:127.0.0.1:6000", LEASE);
        CompletionStage<?> before = registry.whenConnected();
        registry.close();

        assertThat(before.toCompletableFuture()).isCancelled();
        assertThat(registry.whenConnected().toCompletableFuture()).isCancelled();
    }

    @Test
    void a_name_is_held_by_one_node_until_it_is_released() {
        startEngine("redis");
        Registry a = registry();
        Registry b = registry();
        Lost lost = new Lost();
        Registry.Lease held = claim(a, lost).orElseThrow();
        assertThat(claim(b, lost)).isEmpty();
        network.advance(Duration.ofMinutes(5));
        assertThat(held.isHeld()).isTrue();
        assertThat(claim(b, lost)).isEmpty();
        held.release();
        network.run();
        assertThat(held.isHeld()).isFalse();
        assertThat(claim(b, lost)).isPresent();
        assertThat(lost.calls).isZero();
    }

    @Test
    void the_name_of_a_node_that_has_died_is_free_at_the_end_of_its_lease() {
        startEngine("redis");
        Reactor dying = network.reactor();
        Registry a = Registry.open(dying, "redis:tcp:127.0.0.1:6000", LEASE);
        network.run();
        Registry b = registry();
        claim(a, new Lost()).orElseThrow();
        dying.stop();
        network.run();
        assertThat(claim(b, new Lost())).isEmpty();
        network.advance(LEASE);
        assertThat(claim(b, new Lost())).isPresent();
    }

    @Test
    void a_node_without_its_engine_loses_its_names_before_others_can_take_them() {
        startEngine("redis");
        Registry a = registry();
        Lost lost = new Lost();
        Registry.Lease held = claim(a, lost).orElseThrow();
        port.stopListening();
        engine.stop();
        network.run();
        network.advance(LEASE.minusSeconds(1));
        assertThat(held.isHeld()).isTrue();
        network.advance(Duration.ofSeconds(1));
        assertThat(held.isHeld()).isFalse();
        assertThat(lost.calls).isEqualTo(1);
        CompletionStage<?> refused = a.claim("x", lost);
        assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void an_engine_that_has_forgotten_a_name_makes_its_node_lose_it() {
        startEngine("redis");
        Registry a = registry();
        Lost lost = new Lost();
        Registry.Lease held = claim(a, lost).orElseThrow();
        restartEngine("redis");
        network.advance(Duration.ofSeconds(6));
        assertThat(held.isHeld()).isFalse();
        assertThat(lost.calls).isEqualTo(1);
    }
}
