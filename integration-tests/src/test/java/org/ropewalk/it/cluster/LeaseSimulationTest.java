package org.ropewalk.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.cluster.Registry;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.examples.redis.RedisServer;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/**
 * Many nodes that want the same names, while nodes die, or do not run for a while, and Redis is
 * slow, or is started again with its data: no two nodes hold a name at the same time, and a node
 * that loses one is told so. The size is that of {@link ClusterSimulationTest}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LeaseSimulationTest {
    private static final int NODES = Integer.getInteger("ropewalk.cluster.nodes", 8);
    private static final int NAMES = Integer.getInteger("ropewalk.cluster.members", 400) / 5;
    private static final Duration LEASE = Duration.ofSeconds(9);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final int STEPS = 120;

    private MemoryNetwork network;
    private Random random;
    private Reactor engine;
    private RedisServer redis;
    private final List<Node> nodes = new ArrayList<>();

    private final class Node {
        private final Reactor reactor = network.reactor();
        private final Registry registry = Registry.open(reactor, "redis:tcp:127.0.0.1:6000", LEASE);
        private final Map<String, Name> names = new HashMap<>();
        private boolean suspended;

        void claim(String name) {
            if (names.containsKey(name)) {
                return;
            }
            Name claimed = new Name();
            claimed.answer =
                    registry.claim(name, () -> claimed.lost++)
                            .exceptionally(failure -> Optional.empty())
                            .toCompletableFuture();
            names.put(name, claimed);
        }

        void forget() {
            names.values().removeIf(name -> name.answer.isDone() && name.lease().isEmpty());
            names.values().removeIf(name -> name.lost > 0);
        }
    }

    private static final class Name {
        private CompletableFuture<Optional<Registry.Lease>> answer;
        private int lost;

        private Optional<Registry.Lease> lease() {
            return answer.getNow(Optional.empty());
        }

        boolean isHeld() {
            return lease().filter(Registry.Lease::isHeld).isPresent();
        }
    }

    private void build(long seed) {
        network = new MemoryNetwork(seed);
        random = new Random(seed);
        Reactor clock = network.reactor();
        long beginNs = clock.nanoTime();
        redis =
                new RedisServer(
                        256 << 20,
                        () -> 1_000_000 + (clock.nanoTime() - beginNs) / 1_000_000,
                        new SplittableRandom(seed));
        startEngine();
    }

    private void startEngine() {
        engine = network.reactor();
        engine.listen("tcp:6000", RedisExample.factory(redis));
        network.run();
    }

    private void addNodes(int count) {
        for (int i = 0; i < count; i++) {
            nodes.add(new Node());
        }
        network.run();
    }

    private void disturb() {
        int chosen = random.nextInt(nodes.size());
        Node node = nodes.get(chosen);
        switch (random.nextInt(16)) {
            case 0, 1 -> {
                node.suspended = true;
                network.suspend(node.reactor);
            }
            case 2, 3 -> nodes.forEach(this::resume);
            case 4 -> {
                node.reactor.stop();
                resume(node);
                network.run();
                nodes.set(chosen, new Node());
            }
            case 5 -> {
                network.resume(engine);
                engine.stop();
                network.run();
                startEngine();
            }
            case 6 -> network.suspend(engine);
            default -> network.resume(engine);
        }
    }

    private void resume(Node node) {
        node.suspended = false;
        network.resume(node.reactor);
    }

    private void use() {
        for (int i = 0; i < NAMES / 10; i++) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            if (!node.suspended) {
                node.claim("name" + random.nextInt(NAMES));
            }
        }
        for (int i = 0; i < NAMES / 50; i++) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            if (!node.suspended && !node.names.isEmpty()) {
                String first = node.names.keySet().iterator().next();
                node.names.get(first).lease().ifPresent(Registry.Lease::release);
            }
        }
    }

    /** How many names are held; fails if two nodes hold one. */
    private int check() {
        Map<String, Node> holders = new HashMap<>();
        for (Node node : nodes) {
            node.names.forEach(
                    (name, claimed) -> {
                        assertThat(claimed.lost).isLessThan(2);
                        if (claimed.isHeld()) {
                            assertThat(holders.put(name, node)).as("%s is held", name).isNull();
                        }
                    });
            node.forget();
        }
        return holders.size();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_two_nodes_hold_a_name(long seed) {
        assumeTrue(seed == 1 || NODES < ClusterSimulationTest.NODES_FOR_SEEDS);
        build(seed);
        addNodes(NODES);
        long held = 0;
        for (int step = 0; step < STEPS; step++) {
            use();
            disturb();
            network.advance(STEP);
            held += check();
        }
        assertThat(held / STEPS).isGreaterThan(NAMES / 10);

        network.resume(engine);
        nodes.forEach(this::resume);
        network.advance(LEASE.multipliedBy(10));
        int last = check();
        network.advance(LEASE.multipliedBy(2));
        assertThat(check()).as("names that are held in the end").isEqualTo(last);

        // All others are free.
        addNodes(1);
        Node fresh = nodes.get(nodes.size() - 1);
        for (int i = 0; i < NAMES; i++) {
            fresh.claim("name" + i);
            if (i % 100 == 0) {
                network.run();
            }
        }
        network.run();
        assertThat(check()).isEqualTo(NAMES);
    }

    @Test
    void a_node_keeps_more_names_than_it_may_have_calls_waiting() {
        build(1);
        addNodes(1);
        for (int i = 0; i < 20_000; i++) {
            nodes.get(0).claim("name" + i);
            if (i % 1_000 == 0) {
                network.run();
            }
        }
        network.run();
        assertThat(check()).isEqualTo(20_000);
        network.advance(LEASE.multipliedBy(2));
        assertThat(check()).isEqualTo(20_000);
    }
}
